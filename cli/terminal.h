// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of the place that output goes to: its size, whether it takes
// colours, which language its reader wants, which pager.
//
// A value, found out once by a command and passed to what it prints with.
// Pure functions but for ProbeStandardOutput.

#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "report/html_text.h"

namespace ritmon {

// A variable of the environment; empty if it is not set.
using EnvironmentLookup = std::function<std::string(const char* name)>;
EnvironmentLookup ProcessEnvironment();

// What the machine says of standard output.
struct TerminalProbe {
  EnvironmentLookup environment;
  bool is_terminal = false;
  size_t columns = 0;  // 0: not known
  size_t rows = 0;
};
TerminalProbe ProbeStandardOutput();

struct Terminal {
  bool is_terminal = false;
  size_t width = 80;   // columns; 80 for files and pipes
  size_t height = 24;  // rows
  bool colours = false;
  Language language = Language::kEnglish;
  std::string pager;  // for the shell; empty: none

  bool german() const { return language == Language::kGerman; }
  // As they are where there are no colours.
  std::string Bold(std::string_view text) const;
  std::string Yellow(std::string_view text) const;
};

// COLUMNS and LINES win over the probe. No colours with a NO_COLOR that is not
// empty (no-color.org) or TERM=dumb. The pager is the first of RITMON_PAGER and
// PAGER that is not empty, else less.
Terminal DescribeTerminal(const TerminalProbe& probe);

// By NO_COLOR and TERM alone: whether a terminal may be coloured.
bool AllowsColours(const EnvironmentLookup& environment);

// German for de*, by LC_ALL, LC_MESSAGES or LANG, the first that says anything;
// English for all else.
Language LanguageOf(const EnvironmentLookup& environment);

}  // namespace ritmon
