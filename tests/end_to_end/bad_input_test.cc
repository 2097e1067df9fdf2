// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong at people's desks: a clear error that names the object and
// the reason, a documented exit code, nothing lost.

#include "base/directory_lock.h"
#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using BadInputTest = DemoRegionTest;

TEST_F(BadInputTest, TheCommandLineIsChecked) {
  struct Case {
    std::vector<std::string> arguments;
    const char* message;
  };
  const Case cases[] = {
      {{}, "Usage: ritmon COMMAND"},
      {{"serach", "x"}, "unknown command 'serach', do you mean 'search'?"},
      {{"tool", "robot"}, "unknown tool 'robot', do you mean 'robots'?"},
      {{"count", "--bi", "field"}, "--bi"},
      {{"export", "firms"}, "firms"},
      {{"keywords", "tset"}, "'tset', do you mean 'test'?"},
  };
  for (const Case& c : cases) {
    std::vector<std::string> line = {RITMON_BINARY};
    line.insert(line.end(), c.arguments.begin(), c.arguments.end());
    const ProgramResult result = RunProgram(line);
    EXPECT_EQ(result.exit_code, 2) << c.message;
    EXPECT_EQ(result.out, "");
    EXPECT_NE(result.err.find(c.message), std::string::npos) << result.err;
  }
}

TEST_F(BadInputTest, EveryCommandHelps) {
  for (const char* command :
       {"run", "import", "crawl", "ingest", "replay", "tag", "search",
        "companies", "count", "explain", "export", "report", "review", "status",
        "keywords", "tool", "daemon"}) {
    const ProgramResult help = RunProgram({RITMON_BINARY, command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_NE(help.out.find("Usage:"), std::string::npos) << help.out;
  }
}

TEST_F(BadInputTest, TheConfigurationIsChecked) {
  TempDirectory folder;
  ASSERT_TRUE(
      WriteFileAtomically(folder / "c.toml", "[crawl]\ndealy_ms = 3\n"));
  const ProgramResult broken =
      RunProgram({RITMON_BINARY, "run", "-c", (folder / "c.toml").string()});
  EXPECT_EQ(broken.exit_code, 3);
  EXPECT_NE(broken.err.find("c.toml:2: unknown key 'crawl.dealy_ms'"),
            std::string::npos)
      << broken.err;
  const ProgramResult missing = RunProgram({RITMON_BINARY, "count"});
  EXPECT_EQ(missing.exit_code, 4);
  EXPECT_NE(missing.err.find("RITMON_CONFIG"), std::string::npos);
}

TEST_F(BadInputTest, QueriesAreChecked) {
  const ProgramResult field =
      Ritmon(FinishedRun(), {"count", "field:hydrogen-efuel"});
  EXPECT_EQ(field.exit_code, 3);
  EXPECT_NE(field.err.find("hydrogen-efuels"), std::string::npos) << field.err;
  const ProgramResult by = Ritmon(FinishedRun(), {"count", "--by", "feld2"});
  EXPECT_EQ(by.exit_code, 3) << by.err;
}

TEST_F(BadInputTest, NothingIsIndexedYet) {
  TempDirectory folder;
  const ProgramResult count = Ritmon(folder / "data", {"count"});
  EXPECT_EQ(count.exit_code, 4);
  EXPECT_NE(count.err.find("ritmon run"), std::string::npos) << count.err;
}

TEST_F(BadInputTest, AnUnreadableWarcIsNamedAndNothingStored) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "leer.warc", ""));
  ASSERT_TRUE(
      WriteFileAtomically(folder / "müll.warc.gz", std::string(5000, 'x')));
  struct Case {
    std::string file;
    int code;
  };
  for (const Case& c : {Case{(folder / "leer.warc").string(), 3},
                        Case{(folder / "müll.warc.gz").string(), 3},
                        Case{(folder / "fehlt.warc").string(), 4},
                        Case{SourceFile("README.md").string(), 3}}) {
    const ProgramResult ingest = Ritmon(folder / "data", {"ingest", c.file});
    EXPECT_EQ(ingest.exit_code, c.code) << ingest.err;
    EXPECT_NE(ingest.err.find(c.file), std::string::npos) << ingest.err;
  }
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "data/warc"));
}

TEST_F(BadInputTest, TwoWritersDoNotMix) {
  TempDirectory folder;
  auto lock = DirectoryLock::Acquire(folder.path());
  ASSERT_TRUE(lock);
  const ProgramResult run = Ritmon(folder.path(), {"run"});
  EXPECT_EQ(run.exit_code, 6);
  EXPECT_NE(run.err.find(folder.path().string()), std::string::npos);
}

// A limit on the size of files stands for the full disk: writes fail in the
// middle of the job in the same way.
TEST_F(BadInputTest, AFullDiskEndsTheJobAndLosesNothing) {
  TempDirectory folder;
  std::string command = "ulimit -f 300; exec";
  for (const std::string& part : CommandLine(folder / "data", {"run"})) {
    command += " '" + part + "'";
  }
  const ProgramResult full = RunProgram({"/bin/sh", "-c", command});
  EXPECT_EQ(full.exit_code, 5) << full.err;
  EXPECT_NE(full.err.find((folder / "data").string()), std::string::npos)
      << full.err;
  const ProgramResult again = Ritmon(folder / "data", {"run"});
  ASSERT_EQ(again.exit_code, 0) << again.err;
  EXPECT_EQ(Outcome(folder / "data"), Outcome(FinishedRun()));
}

TEST_F(BadInputTest, AClosedPipeIsNoCrash) {
  std::string command;
  for (const std::string& part :
       CommandLine(FinishedRun(), {"export", "pages", "--all"})) {
    command += " '" + part + "'";
  }
  const ProgramResult result =
      RunProgram({"/bin/sh", "-c", "(" + command + "; echo $? >&2) | true"});
  EXPECT_TRUE(result.err.find("5") != std::string::npos ||
              result.err.find("0") != std::string::npos)
      << result.err;
  EXPECT_EQ(result.err.find("141"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
