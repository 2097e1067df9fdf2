// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "cli/exit_codes.h"

namespace ritmon {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// One of each kind that the commands have.
struct Line {
  Line() {
    command.Add("FILE", files, "what is read").Required();
    command.Add("--set", sets, "key=value").TakeAll().OneValueEach();
    command.Add("-f,--format", format, "csv or jsonl")
        .OneOf({"csv", "jsonl"})
        .ShowDefault();
    command.Add("-n,--limit", limit, "rows").ShowDefault();
    command.Add("--rank", rank, "trust").Between(0, 100);
    command.Add("--broad", broad, "percent").Between(0.0, 100.0).ShowDefault();
    command.Add("--home", home, "where").OrEnvironment("RITMON_TEST_HOME");
    auto all = command.AddFlag("-a,--all", is_all, "everything");
    all.Excludes(command.Named("--rank"));
    command.Footer("That is all.");
  }

  std::vector<std::string> files;
  std::vector<std::string> sets;
  std::string format = "csv";
  uint64_t limit = 50;
  std::optional<int> rank;
  double broad = 2.5;
  std::string home;
  bool is_all = false;
  CommandLine command{"tries a line", "ritmon try"};
};

TEST(CommandLineTest, ValuesGoWhereTheyBelong) {
  Line line;
  ASSERT_FALSE(line.command.Parse({"--set", "a=1", "x", "-f", "jsonl", "--set",
                                   "b=2", "-n", "7", "y", "--rank=30",
                                   "--broad", "0.5", "--home", "here"}));
  EXPECT_THAT(line.files, ElementsAre("x", "y"));
  EXPECT_THAT(line.sets, ElementsAre("a=1", "b=2"));
  EXPECT_EQ(line.format, "jsonl");
  EXPECT_EQ(line.limit, 7u);
  EXPECT_EQ(line.rank, 30);
  EXPECT_EQ(line.broad, 0.5);
  EXPECT_EQ(line.home, "here");
  EXPECT_FALSE(line.is_all);
}

TEST(CommandLineTest, WhatIsNotGivenStaysAsItWas) {
  Line line;
  ASSERT_FALSE(line.command.Parse({"x", "-a"}));
  EXPECT_THAT(line.sets, IsEmpty());
  EXPECT_EQ(line.format, "csv");
  EXPECT_EQ(line.limit, 50u);
  EXPECT_EQ(line.rank, std::nullopt);
  EXPECT_EQ(line.broad, 2.5);
  EXPECT_EQ(line.home, "");
  EXPECT_TRUE(line.is_all);
}

TEST(CommandLineTest, TheEnvironmentIsAskedLast) {
  ::setenv("RITMON_TEST_HOME", "there", 1);
  Line from_environment;
  EXPECT_FALSE(from_environment.command.Parse({"x"}));
  Line given;
  EXPECT_FALSE(given.command.Parse({"x", "--home", "here"}));
  ::unsetenv("RITMON_TEST_HOME");
  EXPECT_EQ(from_environment.home, "there");
  EXPECT_EQ(given.home, "here");
}

TEST(CommandLineTest, MistakesAreNamed) {
  struct Case {
    Arguments arguments;
    std::string message;
  };
  const Case cases[] = {
      {{}, "FILE is required"},
      {{"x", "--limt", "5"},
       "The following argument was not expected: --limt, do you mean "
       "'--limit'?"},
      {{"x", "--limit"}, "--limit: 1 required UINT missing"},
      {{"x", "--limit", "many"}, "Could not convert: --limit = many"},
      {{"x", "-f", "xml"}, "--format: xml not in {csv,jsonl}"},
      {{"x", "--rank", "101"}, "--rank: Value 101 not in range 0 to 100"},
      {{"x", "--broad", "-1"},
       "--broad: Value -1 not in range 0.000000 to 100.000000"},
      {{"x", "--rank", "3", "--all"}, "--rank excludes --all"},
  };
  for (const Case& c : cases) {
    Line line;
    testing::internal::CaptureStderr();
    const std::optional<int> over = line.command.Parse(c.arguments);
    EXPECT_EQ(
        testing::internal::GetCapturedStderr(),
        "ritmon: " + c.message + "\n'ritmon try --help' tells the options.\n");
    EXPECT_EQ(over, kExitUsage) << c.message;
  }
}

// The whole text: what changes it changes the help of every command.
TEST(CommandLineTest, Helps) {
  ::setenv("LC_ALL", "C", 1);
  for (const char* name : {"-h", "--help"}) {
    Line line;
    testing::internal::CaptureStdout();
    const std::optional<int> over = line.command.Parse({name});
    EXPECT_EQ(testing::internal::GetCapturedStdout(), R"(tries a line
Usage: ritmon try [OPTIONS] FILE...

Positionals:
  FILE TEXT ... REQUIRED      what is read

Options:
  -h,--help                   Print this help message and exit
  --set TEXT ...              key=value
  -f,--format TEXT:{csv,jsonl}=csv
                              csv or jsonl
  -n,--limit UINT=50          rows
  --rank INT:INT in [0 - 100] Excludes: --all
                              trust
  --broad FLOAT:FLOAT in [0 - 100]=2.5
                              percent
  --home TEXT (Env:RITMON_TEST_HOME)
                              where
  -a,--all Excludes: --rank   everything

That is all.
)");
    EXPECT_EQ(over, kExitOk);
  }
}

TEST(CommandLineTest, HelpsWithGermanHeads) {
  ::setenv("LC_ALL", "de_DE.UTF-8", 1);
  Line line;
  line.command.Example("ritmon try --all x");
  testing::internal::CaptureStdout();
  line.command.Parse({"--help"});
  ::setenv("LC_ALL", "C", 1);
  const std::string help = testing::internal::GetCapturedStdout();
  for (const char* part :
       {"Aufruf: ritmon try [OPTIONEN] FILE...", "\nArgumente:\n",
        "\nOptionen:\n", "diese Hilfe", "Nicht mit: --all",
        "That is all.\n\nBeispiele:\n  ritmon try --all x\n"}) {
    EXPECT_NE(help.find(part), std::string::npos) << part << "\n" << help;
  }
}

TEST(CommandLineTest, DescribesItself) {
  Line line;
  line.command.Add("--secret", line.home, "for programs").Hidden();
  line.command.Named("--home").Takes(ValueKind::kFile);
  line.command.Example("ritmon try x");
  CommandDescription description;
  Arguments arguments;
  arguments.describe = &description;
  EXPECT_EQ(line.command.Parse(arguments), kExitOk);
  EXPECT_EQ(description.name, "ritmon try");
  EXPECT_EQ(description.text, "tries a line");
  EXPECT_EQ(description.footer, "That is all.");
  EXPECT_THAT(description.examples, ElementsAre("ritmon try x"));
  EXPECT_EQ(FindOption(description, "--secret"), nullptr);

  const OptionDescription& files = description.options[1];
  EXPECT_THAT(files.names, ElementsAre("FILE"));
  EXPECT_TRUE(files.positional && files.required && files.repeats);
  EXPECT_EQ(files.values, ValueKind::kFile);
  const OptionDescription* format = FindOption(description, "-f");
  ASSERT_NE(format, nullptr);
  EXPECT_THAT(format->names, ElementsAre("-f", "--format"));
  EXPECT_THAT(format->choices, ElementsAre("csv", "jsonl"));
  EXPECT_EQ(format->shown_default, "csv");
  EXPECT_FALSE(format->is_flag || format->required || format->repeats);
  EXPECT_TRUE(FindOption(description, "--all")->is_flag);
  const OptionDescription* home = FindOption(description, "--home");
  EXPECT_EQ(home->environment, "RITMON_TEST_HOME");
  EXPECT_EQ(home->values, ValueKind::kFile);
}

TEST(CommandLineTest, WordsBecomeOneQuery) {
  EXPECT_EQ(JoinWords({}), "");
  EXPECT_EQ(JoinWords({"field:ai"}), "field:ai");
  EXPECT_EQ(JoinWords({"big", "data", ""}), "big data ");
}

}  // namespace
}  // namespace ritmon
