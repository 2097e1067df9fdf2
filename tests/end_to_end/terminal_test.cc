// SPDX-License-Identifier: GPL-3.0-or-later
// What a person at a terminal gets of the real program, on a terminal of its
// own: width, colours, language, pager; completion by a real shell; manual
// pages before a real formatter.

#include <algorithm>
#include <regex>
#include <sstream>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

std::string WithoutColours(const std::string& text) {
  static const std::regex colour("\x1b\\[[0-9]*m");
  return std::regex_replace(text, colour, "");
}

// Columns of the longest line, without colours and without lines that are one
// word (an address is not broken, so that it can be opened) or a warning.
size_t WidestProse(const std::string& text) {
  size_t widest = 0;
  std::istringstream lines(WithoutColours(text));
  std::string line;
  while (std::getline(lines, line)) {
    const size_t begin = std::min(line.find_first_not_of(' '), line.size());
    if (line.find(' ', begin) == std::string::npos) continue;
    if (line.starts_with("ritmon: ")) continue;
    const auto columns = std::count_if(line.begin(), line.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    });
    widest = std::max(widest, static_cast<size_t>(columns));
  }
  return widest;
}

class TerminalRunTest : public DemoRegionTest {
 protected:
  static ProgramResult OnTerminal(const std::vector<std::string>& arguments,
                                  const TerminalSetup& setup) {
    return RunOnTerminal(CommandLine(FinishedRun(), arguments), setup);
  }
};

const std::vector<std::vector<std::string>>& ReadCommands() {
  static const std::vector<std::vector<std::string>> commands = {
      {"companies"},
      {"count", "--by", "future-field,field"},
      {"count", "--by", "district,age"},
      {"count", "--pages", "--by", "source"},
      {"search", "Wasserstoff"},
      {"trend"},
      {"alerts", "--since", "2020-01-01"},
      {"explain", "K1101R_HRB900101"},
      {"review", "list"},
      {"status"},
  };
  return commands;
}

TEST_F(TerminalRunTest, WhatIsPrintedFitsTheTerminal) {
  for (const std::vector<std::string>& command : ReadCommands()) {
    for (const auto& [columns, lang] :
         {std::pair<unsigned short, const char*>(60, "LANG=de_DE.UTF-8"),
          std::pair<unsigned short, const char*>(80, "LANG=C")}) {
      const ProgramResult shown =
          OnTerminal(command, {.columns = columns, .variables = {lang}});
      EXPECT_EQ(shown.exit_code, 0) << shown.out;
      EXPECT_NE(shown.out, "");
      EXPECT_LE(WidestProse(shown.out), columns)
          << command[0] << " " << lang << "\n"
          << shown.out;
    }
  }
}

TEST_F(TerminalRunTest, ColoursAreForTerminalsAlone) {
  const std::vector<std::string> command = {"companies"};
  const ProgramResult file = Ritmon(FinishedRun(), command);
  ASSERT_EQ(file.exit_code, 0) << file.err;
  EXPECT_EQ(file.out.find('\x1b'), std::string::npos);
  const ProgramResult plain =
      OnTerminal(command, {.variables = {"NO_COLOR=1"}});
  EXPECT_EQ(plain.out, file.out);
  EXPECT_EQ(OnTerminal(command, {.variables = {"TERM=dumb"}}).out, file.out);
  const ProgramResult coloured =
      OnTerminal(command, {.variables = {"NO_COLOR="}});
  EXPECT_EQ(coloured.out.find("\x1b[1mCOMPANY"), 0u) << coloured.out;
  EXPECT_EQ(WithoutColours(coloured.out), file.out);

  const ProgramResult found = OnTerminal({"search", "Elektrolyse"}, {});
  EXPECT_TRUE(std::regex_search(
      found.out, std::regex("\x1b\\[1mElektrolyse[^ ]*\x1b\\[0m")))
      << found.out;
}

TEST_F(TerminalRunTest, SpeaksTheReadersLanguage) {
  struct Case {
    std::vector<std::string> command;
    std::string german;
    std::string english;
  };
  const Case cases[] = {
      {{"companies"}, " Unternehmen\n", " companies\n"},
      {{"search", "Wasserstoff"}, " Seiten\n", " pages\n"},
      {{"count"}, "Wasserstoff & E-Fuels", "Hydrogen & e-fuels"},
      {{"count", "--by", "confidence"}, "SICHERHEIT", "CONFIDENCE"},
      {{"count", "--by", "confidence"}, "hoch ", "high "},
      {{"trend"}, "Abdeckung:", "Coverage:"},
      {{"alerts", "--since", "2020-01-01"}, " seit 2020", " since 2020"},
      {{"review", "list"}, "noch nichts entschieden", "nothing was decided"},
      {{"status"}, "Verzeichnis", "directory"},
      {{"explain", "K1101R_HRB900101"}, "Stichwortlisten", "keyword lists"},
  };
  for (const Case& test : cases) {
    const auto with = [&](const char* option) {
      std::vector<std::string> command = test.command;
      command.insert(command.end(), {"--lang", option});
      return Ritmon(FinishedRun(), command).out;
    };
    EXPECT_NE(with("de").find(test.german), std::string::npos) << with("de");
    const std::string english = Ritmon(FinishedRun(), test.command).out;
    EXPECT_NE(english.find(test.english), std::string::npos) << english;
    EXPECT_EQ(with("en"), english);
    const TerminalSetup in_german{
        .variables = {"LANG=de_DE.UTF-8", "NO_COLOR=1"}};
    const std::string shown = OnTerminal(test.command, in_german).out;
    EXPECT_NE(shown.find(test.german), std::string::npos) << shown;
  }
  // Programs read the same in every language.
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"count", "--json"},
           {"companies", "--json"},
           {"status", "--json"},
           {"trend", "--json"},
           {"alerts", "--since", "2020-01-01", "--json"},
           {"trend", "--format", "csv"}}) {
    std::vector<std::string> in_german = command;
    in_german.insert(in_german.end(), {"--lang", "de"});
    EXPECT_EQ(Ritmon(FinishedRun(), in_german).out,
              Ritmon(FinishedRun(), command).out)
        << command[0];
  }
}

TEST_F(TerminalRunTest, LongOutputGoesThroughThePager) {
  TempDirectory folder;
  const std::string path = (folder / "seen").string();
  const std::string keep = "RITMON_PAGER=cat > '" + path + "'";
  const std::vector<std::string> command = {"companies"};
  const std::string all =
      OnTerminal(command, {.variables = {"NO_COLOR=1"}}).out;
  const ProgramResult paged = OnTerminal(
      command, {.rows = 5, .variables = {keep, "PAGER=false", "NO_COLOR=1"}});
  EXPECT_EQ(paged.exit_code, 0);
  EXPECT_EQ(paged.out, "");
  EXPECT_EQ(ReadFile(path).value_or(""), all);

  struct Case {
    std::vector<std::string> more;
    unsigned short rows;
    std::string pager;
    std::string out;
  };
  const Case cases[] = {
      {{"--no-pager"}, 5, "exit 1", all},
      {{}, 1000, "exit 1", all},  // it fits the screen
      {{}, 5, "head -n 0", ""},   // left early
      {{}, 5, "exec 2> /dev/null ritmon-no-such-pager", all},
  };
  for (const Case& test : cases) {
    std::vector<std::string> line = command;
    line.insert(line.end(), test.more.begin(), test.more.end());
    const ProgramResult shown =
        OnTerminal(line, {.rows = test.rows,
                          .variables = {"PAGER=" + test.pager, "NO_COLOR=1"}});
    EXPECT_EQ(shown.exit_code, 0) << test.pager;
    EXPECT_EQ(shown.out, test.out) << test.pager;
  }
}

std::string ScriptFor(const std::string& shell) {
  const ProgramResult script = RunProgram({RITMON_BINARY, "completion", shell});
  EXPECT_EQ(script.exit_code, 0) << script.err;
  return script.out;
}

// What bash offers for a line, by its own taking apart of words.
std::string BashOffers(const std::string& script,
                       const std::vector<std::string>& parts) {
  std::string line;
  std::string words;
  for (const std::string& part : parts) {
    const bool joined = line.empty() || part == ":" || part == "=" ||
                        line.ends_with(":") || line.ends_with("=");
    line += (joined ? "" : " ") + part;
    words += " '" + part + "'";
  }
  const std::string code = ". '" + script + "'\nCOMP_LINE='" + line +
                           "'\nCOMP_POINT=${#COMP_LINE}\nCOMP_WORDS=(" + words +
                           ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_ritmon\n"
                           "printf '%s\\n' \"${COMPREPLY[@]}\"";
  const ProgramResult result = RunProgram({"/bin/bash", "-c", code});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(result.err, "");
  return result.out;
}

TEST(ShellCompletionTest, InBash) {
  if (!std::filesystem::exists("/bin/bash")) GTEST_SKIP() << "no bash here";
  TempDirectory folder;
  const std::string script = (folder / "ritmon.bash").string();
  ASSERT_TRUE(WriteFileAtomically(script, ScriptFor("bash")));
  EXPECT_EQ(RunProgram({"/bin/bash", "-n", script}).err, "");
  const std::string config = SourceFile("config/demo.toml").string();
  const std::string ritmon = RITMON_BINARY;
  struct Case {
    std::vector<std::string> parts;
    std::string offers;
  };
  const Case cases[] = {
      {{ritmon, "compl"}, "completion\n"},
      {{ritmon, "keywords", "li"}, "lint\n"},
      {{ritmon, "search", "--by-c"}, "--by-company\n"},
      {{ritmon, "export", "comp"}, "companies\n"},
      {{ritmon, "count", "--by", "munic"}, "municipality\n"},
      {{ritmon, "trend", "--format", "=", "c"}, "csv\n"},
      {{ritmon, "companies", "confid"}, "confidence:\n"},
      // bash completes what stands behind the colon.
      {{ritmon, "companies", "startup", ":"}, "yes\nno\nunknown\n"},
      {{ritmon, "companies", "-c", config, "field", ":", "hy"},
       "hydrogen-efuels\n"},
      {{ritmon, "search", "-c", config, "region", ":", "hamb"}, "hamburg\n"},
      {{ritmon, "search", "-c", "/nowhere.toml", "field", ":", "hy"}, "\n"},
      {{ritmon, "keywords", "lint", "--lists", "/ho"}, "\n"},  // bash knows
  };
  for (const Case& test : cases) {
    EXPECT_EQ(BashOffers(script, test.parts), test.offers) << test.parts[1];
  }
}

TEST(ShellCompletionTest, OtherShellsTakeTheirScript) {
  TempDirectory folder;
  std::string missing;
  for (const std::string shell : {"zsh", "fish"}) {
    const std::string path = (folder / shell).string();
    ASSERT_TRUE(WriteFileAtomically(path, ScriptFor(shell)));
    if (!std::filesystem::exists("/usr/bin/" + shell)) {
      missing += " " + shell;
      continue;
    }
    const ProgramResult checked = RunProgram({"/usr/bin/" + shell, "-n", path});
    EXPECT_EQ(checked.exit_code, 0) << checked.err;
  }
  if (!missing.empty()) GTEST_SKIP() << "not installed:" << missing;
}

// Every command that --help lists has a page, and a formatter finds no fault.
TEST(ManualTest, PagesOfAllCommands) {
  TempDirectory folder;
  const ProgramResult written =
      RunProgram({RITMON_BINARY, "man", (folder / "man").string()});
  ASSERT_EQ(written.exit_code, 0) << written.err;
  const ProgramResult help = RunProgram({RITMON_BINARY, "--help"});
  const std::regex command("\n  ([a-z]+) +[^ ]");
  size_t commands = 0;
  for (std::sregex_iterator at(help.out.begin(), help.out.end(), command), end;
       at != end; ++at) {
    const auto page = folder / "man" / ("ritmon-" + (*at)[1].str() + ".1");
    EXPECT_TRUE(std::filesystem::exists(page)) << page;
    ++commands;
  }
  EXPECT_GE(commands, 18u);
  if (!std::filesystem::exists("/usr/bin/groff")) {
    GTEST_SKIP() << "no groff here: the pages' macros are not checked";
  }
  size_t pages = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(folder / "man")) {
    const ProgramResult checked =
        RunProgram({"/usr/bin/groff", "-man", "-ww", "-z", "-Tutf8", "-K",
                    "utf8", entry.path().string()});
    EXPECT_EQ(checked.exit_code, 0) << entry.path();
    EXPECT_EQ(checked.err, "") << entry.path();
    ++pages;
  }
  EXPECT_EQ(pages, commands + 1);
}

}  // namespace
}  // namespace ritmon
