// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process_facts.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(ProcessFactsTest, ReadsWhatLinuxTells) {
  const TempDirectory proc;
  ASSERT_TRUE(MakeDirectories(proc / "self/fd/0"));
  ASSERT_TRUE(MakeDirectories(proc / "self/fd/1"));
  ASSERT_TRUE(WriteFileAtomically(
      proc / "stat", "cpu 1 2 3\nbtime 1764000000\nprocesses 9\n"));
  // A name with blanks and brackets.
  ASSERT_TRUE(WriteFileAtomically(proc / "self" / "stat",
                                  "42 ((rit) mon) S 1 42 42 0 -1 4194560 500 0 "
                                  "0 0 150 50 0 0 20 0 3 0 2000 "
                                  "1048576 25 18446744073709551615 1 1\n"));
  const auto facts = ReadProcessFacts(proc.path());
  ASSERT_TRUE(facts);
  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  EXPECT_DOUBLE_EQ(facts->cpu_seconds, 200 / ticks);
  EXPECT_DOUBLE_EQ(facts->started_at, 1'764'000'000 + 2000 / ticks);
  EXPECT_EQ(facts->threads, 3);
  EXPECT_EQ(facts->virtual_bytes, 1048576U);
  EXPECT_EQ(facts->resident_bytes,
            25U * static_cast<uint64_t>(sysconf(_SC_PAGESIZE)));
  EXPECT_EQ(facts->open_files, 2);
}

TEST(ProcessFactsTest, NothingWhereThereIsNothing) {
  const TempDirectory proc;
  EXPECT_FALSE(ReadProcessFacts(proc.path()));
  ASSERT_TRUE(MakeDirectories(proc / "self"));
  ASSERT_TRUE(WriteFileAtomically(proc / "stat", "btime 1\n"));
  ASSERT_TRUE(WriteFileAtomically(proc / "self" / "stat", "42 (x) S 1 2"));
  EXPECT_FALSE(ReadProcessFacts(proc.path()));
}

TEST(ProcessFactsTest, OfThisProcess) {
  const auto facts = ReadProcessFacts();
  ASSERT_TRUE(facts);
  EXPECT_GT(facts->resident_bytes, 1'000'000U);
  EXPECT_GE(facts->open_files, 3);
  EXPECT_GT(facts->started_at, 1.7e9);
}

}  // namespace
}  // namespace ritmon
