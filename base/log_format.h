// SPDX-License-Identifier: GPL-3.0-or-later
// An event of the log in the forms that it can have. Pure; any thread.
//
// Values come from the web and from other people's files: in no form can one
// begin a new line, reach a terminal as a control character or pass for another
// field. Bytes that are no UTF-8 are shown as such.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace ritmon {

enum class LogLevel { kDebug, kInfo, kWarning, kError, kOff };
std::string_view ToString(LogLevel level);  // "warning"

using LogField = std::pair<std::string_view, std::string>;

struct LogEvent {
  Timestamp time;
  LogLevel level = LogLevel::kInfo;
  std::string_view name;  // a word: "fetch"
  // Keys are ours: words of small letters, digits, '-' and '_'.
  std::span<const LogField> fields;
};

// "time=2026-11-29T10:15:00.123Z level=info event=fetch host=a.example". Values
// with blanks, quotes, '=' or control characters are quoted: \", \\, \n, \r,
// \t, \xNN for a byte, \uNNNN for a character.
std::string FormatLogfmt(const LogEvent& event);

// One JSON object: time, level, event, then the fields, all as text, in ASCII
// (\uNNNN). A byte that is no UTF-8 is U+FFFD.
std::string FormatJson(const LogEvent& event);

// Fields of systemd's journal, "NAME=value" each (systemd.journal-fields(7)):
// MESSAGE (as FormatLogfmt without time and level), PRIORITY, and RITMON_EVENT
// and RITMON_<KEY> with values as they are: the journal takes any byte.
std::vector<std::string> FormatJournal(const LogEvent& event);

}  // namespace ritmon
