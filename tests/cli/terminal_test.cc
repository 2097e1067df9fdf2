// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include <gtest/gtest.h>

#include <map>

namespace ritmon {
namespace {

using Variables = std::map<std::string, std::string>;

EnvironmentLookup Lookup(const Variables& variables) {
  return [variables](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  };
}

TEST(TerminalTest, WidthComesFromColumnsOrTheMachine) {
  struct Case {
    std::string columns;
    bool is_terminal;
    size_t probed;
    size_t width;
  };
  const Case cases[] = {
      {"", true, 132, 132},
      {"60", true, 132, 60},
      {"", true, 0, 80},
      {"0", true, 0, 80},
      {"wide", true, 100, 100},
      {"60x", true, 100, 100},
      {"-5", true, 100, 100},
      {"3", true, 100, 20},  // no table fits less
      {"999999999", true, 0, 1000},
      {"60", false, 0, 80},  // a file is 80 wide, whatever is set
      {"60", false, 132, 80},
  };
  for (const Case& test : cases) {
    const Terminal terminal =
        DescribeTerminal({.environment = Lookup({{"COLUMNS", test.columns}}),
                          .is_terminal = test.is_terminal,
                          .columns = test.probed,
                          .rows = 50});
    EXPECT_EQ(terminal.width, test.width)
        << test.columns << " " << test.is_terminal << " " << test.probed;
    EXPECT_EQ(terminal.is_terminal, test.is_terminal);
  }
}

TEST(TerminalTest, ColoursAreForTerminalsThatWantThem) {
  struct Case {
    Variables variables;
    bool is_terminal;
    bool colours;
  };
  const Case cases[] = {
      {{{"TERM", "xterm"}}, true, true},
      {{}, true, true},
      {{{"TERM", "dumb"}}, true, false},
      {{{"TERM", "xterm"}, {"NO_COLOR", "1"}}, true, false},
      {{{"TERM", "xterm"}, {"NO_COLOR", ""}}, true, true},
      {{{"TERM", "xterm"}}, false, false},
  };
  for (const Case& test : cases) {
    const Terminal terminal =
        DescribeTerminal({.environment = Lookup(test.variables),
                          .is_terminal = test.is_terminal});
    EXPECT_EQ(terminal.colours, test.colours)
        << testing::PrintToString(test.variables);
    EXPECT_EQ(terminal.Bold("x"), test.colours ? "\x1b[1mx\x1b[0m" : "x");
    EXPECT_EQ(terminal.Yellow("x"), test.colours ? "\x1b[33mx\x1b[0m" : "x");
  }
}

TEST(TerminalTest, PagerIsTheNearestThatIsSet) {
  struct Case {
    Variables variables;
    bool is_terminal;
    std::string pager;
  };
  const Case cases[] = {
      {{}, true, "less -FRX"},
      {{{"PAGER", "more"}}, true, "more"},
      {{{"PAGER", "more"}, {"RITMON_PAGER", "most -x"}}, true, "most -x"},
      {{{"PAGER", "more"}, {"RITMON_PAGER", ""}}, true, "more"},
      {{{"PAGER", "more"}}, false, ""},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(DescribeTerminal({.environment = Lookup(test.variables),
                                .is_terminal = test.is_terminal})
                  .pager,
              test.pager);
  }
}

TEST(TerminalTest, LanguageIsThatOfTheFirstVariableThatIsSet) {
  struct Case {
    Variables variables;
    Language language;
  };
  const Case cases[] = {
      {{}, Language::kEnglish},
      {{{"LANG", "de_DE.UTF-8"}}, Language::kGerman},
      {{{"LANG", "de"}}, Language::kGerman},
      {{{"LANG", "de.UTF-8"}}, Language::kGerman},
      {{{"LANG", "de@euro"}}, Language::kGerman},
      {{{"LANG", "de-AT"}}, Language::kGerman},
      {{{"LANG", "del_XX"}}, Language::kEnglish},  // another language
      {{{"LANG", "C"}}, Language::kEnglish},
      {{{"LANG", "fr_FR.UTF-8"}}, Language::kEnglish},
      {{{"LANG", "de_DE"}, {"LC_MESSAGES", "en_GB"}}, Language::kEnglish},
      {{{"LANG", "C"}, {"LC_MESSAGES", "de_DE"}}, Language::kGerman},
      {{{"LC_MESSAGES", "de_DE"}, {"LC_ALL", "C"}}, Language::kEnglish},
      {{{"LANG", "de_DE"}, {"LC_ALL", ""}}, Language::kGerman},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(LanguageOf(Lookup(test.variables)), test.language)
        << testing::PrintToString(test.variables);
  }
}

}  // namespace
}  // namespace ritmon
