// SPDX-License-Identifier: GPL-3.0-or-later
// The log: standard error, one event a line (log_format.h), or systemd's
// journal. Rooms return facts and do not log; pipeline, cli and daemon do. Safe
// to share between threads.

#pragma once

#include <sys/types.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/log_format.h"

namespace spdlog {
class logger;
}

namespace ritmon {

enum class LogForm { kLogfmt, kJson, kJournal };
std::string_view ToString(LogForm form);
std::optional<LogForm> ParseLogForm(std::string_view name);

// The variable that says which form a process and those it starts log in.
inline constexpr char kLogFormVariable[] = "RITMON_LOG_FORMAT";

// Whether the value of $JOURNAL_STREAM, "device:inode", is this file: whether
// standard error goes to the journal anyway (systemd.exec(5)).
bool NamesFile(std::string_view journal_stream, dev_t device, ino_t inode);

// In which form programs read the log of this process: what kLogFormVariable
// says, else the journal if standard error goes there. Nothing: people read it.
std::optional<LogForm> LogFormOfProcess();

class Log {
 public:
  using Field = LogField;

  // Writes events of `level` and above; where there is no journal to write to,
  // to standard error.
  explicit Log(LogLevel level)
      : Log(level, LogFormOfProcess().value_or(LogForm::kLogfmt)) {}
  Log(LogLevel level, LogForm form);
  ~Log();

  void Write(LogLevel level, std::string_view event,
             std::initializer_list<Field> fields);
  void Info(std::string_view event, std::initializer_list<Field> fields) {
    Write(LogLevel::kInfo, event, fields);
  }
  void Warning(std::string_view event, std::initializer_list<Field> fields) {
    Write(LogLevel::kWarning, event, fields);
  }
  void Error(std::string_view event, std::initializer_list<Field> fields) {
    Write(LogLevel::kError, event, fields);
  }

 private:
  std::shared_ptr<spdlog::logger> logger_;  // locks, and writes whole lines
  LogForm form_;
};

}  // namespace ritmon
