// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace ritmon {
namespace {

// What a table can be drawn in; a wrong COLUMNS must not cost memory.
constexpr size_t kNarrowest = 20;
constexpr size_t kWidest = 1000;

// 0 for what is no number.
size_t NumberOf(const std::string& text) {
  size_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  return parsed.ec == std::errc() && parsed.ptr == end ? number : 0;
}

size_t FirstKnown(size_t first, size_t second, size_t otherwise) {
  if (first != 0) return first;
  return second != 0 ? second : otherwise;
}

// -F: what fits the screen is not paged; -R: colours; -X: what was read stays.
constexpr char kUsualPager[] = "less -FRX";

std::string PagerOf(const EnvironmentLookup& environment) {
  std::string pager = environment("RITMON_PAGER");
  if (pager.empty()) pager = environment("PAGER");
  return pager.empty() ? kUsualPager : pager;
}

std::string Styled(std::string_view text, const char* code) {
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

}  // namespace

EnvironmentLookup ProcessEnvironment() {
  return [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
}

TerminalProbe ProbeStandardOutput() {
  TerminalProbe probe{.environment = ProcessEnvironment()};
  probe.is_terminal = isatty(STDOUT_FILENO) != 0;
  winsize size{};
  if (probe.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    probe.columns = size.ws_col;
    probe.rows = size.ws_row;
  }
  return probe;
}

Terminal DescribeTerminal(const TerminalProbe& probe) {
  Terminal terminal;
  terminal.language = LanguageOf(probe.environment);
  terminal.is_terminal = probe.is_terminal;
  if (!probe.is_terminal) return terminal;
  const auto number = [&](const char* name) {
    return NumberOf(probe.environment(name));
  };
  terminal.width =
      std::clamp(FirstKnown(number("COLUMNS"), probe.columns, terminal.width),
                 kNarrowest, kWidest);
  terminal.height = FirstKnown(number("LINES"), probe.rows, terminal.height);
  terminal.colours = AllowsColours(probe.environment);
  terminal.pager = PagerOf(probe.environment);
  return terminal;
}

bool AllowsColours(const EnvironmentLookup& environment) {
  return environment("TERM") != "dumb" && environment("NO_COLOR").empty();
}

Language LanguageOf(const EnvironmentLookup& environment) {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string locale = environment(name);
    if (locale.empty()) continue;
    // "de", "de_DE.UTF-8", "de@euro"; not "del".
    const bool german =
        locale.starts_with("de") &&
        (locale.size() == 2 ||
         std::string("_.@-").find(locale[2]) != std::string::npos);
    return german ? Language::kGerman : Language::kEnglish;
  }
  return Language::kEnglish;
}

std::string Terminal::Bold(std::string_view text) const {
  return colours ? Styled(text, "1") : std::string(text);
}

std::string Terminal::Yellow(std::string_view text) const {
  return colours ? Styled(text, "33") : std::string(text);
}

}  // namespace ritmon
