// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/incoming.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IncomingTest : public testing::Test {
 protected:
  void Put(const std::string& path, const std::string& text = "a;b\n") {
    ASSERT_TRUE(MakeDirectories((folder_ / path).parent_path()));
    ASSERT_TRUE(WriteFileAtomically(folder_ / path, text));
  }

  std::vector<IncomingFile> Find(seconds later) {
    const auto now = SystemClock().Now() + later;
    auto found = FindIncoming(Options(), now);
    EXPECT_TRUE(found) << found.error().message;
    return std::move(*found);
  }

  std::vector<std::string> Names(seconds later = seconds(120)) {
    std::vector<std::string> names;
    for (const IncomingFile& file : Find(later)) {
      names.push_back(fs::relative(file.file, folder_.path()).string());
    }
    return names;
  }

  IncomingOptions Options() const {
    return {.directory = folder_.path(), .settle = seconds(60)};
  }

  TempDirectory folder_;
};

TEST_F(IncomingTest, AnEmptyFolderGetsItsFolders) {
  EXPECT_THAT(Names(), IsEmpty());
  EXPECT_TRUE(fs::is_directory(folder_ / "companies"));
  EXPECT_TRUE(fs::is_directory(folder_ / "grants"));
}

TEST_F(IncomingTest, FilesByKindAndSource) {
  Put("companies/b.csv");
  Put("companies/a register.jsonl.gz");
  Put("companies/orbis/2026-11.csv");
  Put("companies/orbis/mapping.toml");
  Put("grants/foekat.csv");
  Put("elsewhere/c.csv");
  EXPECT_THAT(Names(),
              ElementsAre("companies/a register.jsonl.gz", "companies/b.csv",
                          "companies/orbis/2026-11.csv", "grants/foekat.csv"));
  const auto found = Find(seconds(120));
  EXPECT_EQ(found[0].AsCompanySource().name, "");
  EXPECT_EQ(found[2].AsCompanySource().name, "orbis");
  EXPECT_EQ(found[2].AsCompanySource().mapping,
            folder_ / "companies/orbis/mapping.toml");
  EXPECT_EQ(found[3].kind, IncomingKind::kGrants);
}

TEST_F(IncomingTest, WhatIsBeingWrittenIsLeftAlone) {
  Put("companies/now.csv");
  Put("companies/.hidden.csv");
  Put("companies/big.csv.part");
  Put("companies/big.tmp");
  Put("companies/firmen.csv~");
  EXPECT_THAT(Names(seconds(30)), IsEmpty());
  EXPECT_THAT(Names(seconds(61)), ElementsAre("companies/now.csv"));
  // Written on a machine whose clock is ahead.
  EXPECT_THAT(Names(-seconds(3600)), ElementsAre("companies/now.csv"));
}

TEST_F(IncomingTest, FiledAwayAndNothingOverwritten) {
  Put("companies/orbis/a.csv", "one");
  const auto now = ParseTimestamp("2026-11-29T10:31:00Z").value();
  const auto first = FileAway(Options(), Find(seconds(120))[0], now);
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(*first, folder_ / "done/20261129T103100Z orbis a.csv");
  Put("companies/orbis/a.csv", "two");
  const auto second = FileAway(Options(), Find(seconds(120))[0], now);
  ASSERT_TRUE(second);
  EXPECT_EQ(ReadFile(*first).value(), "one");
  EXPECT_EQ(ReadFile(*second).value(), "two");
  EXPECT_THAT(Names(), IsEmpty());
}

TEST_F(IncomingTest, TheReasonLiesBesideWhatIsRefused) {
  Put("grants/unfug.csv");
  const auto now = ParseTimestamp("2026-11-29T10:31:00Z").value();
  const auto path =
      FileAsRefused(Options(), Find(seconds(120))[0], "no header", now);
  ASSERT_TRUE(path);
  EXPECT_EQ(ReadFile(path->string() + ".reason.txt").value(), "no header\n");
}

TEST_F(IncomingTest, AFolderThatIsAFileIsAnError) {
  Put("companies");
  const auto found = FindIncoming(Options(), SystemClock().Now());
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().kind, ErrorKind::kIo);
}

}  // namespace
}  // namespace ritmon
