// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/directory_lock.h"

#include <gmock/gmock.h>
#include <unistd.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

TEST(DirectoryLockTest, OnlyOneHoldsItAndIsNamed) {
  TempDirectory folder;
  EXPECT_FALSE(HolderOf(folder.path()));
  {
    auto first = DirectoryLock::Acquire(folder.path());
    ASSERT_TRUE(first);
    auto second = DirectoryLock::Acquire(folder.path());
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().kind, ErrorKind::kBusy);
    EXPECT_THAT(
        second.error().message,
        HasSubstr("process " + std::to_string(::getpid()) + " (base_tests"));
    const auto holder = HolderOf(folder.path());
    ASSERT_TRUE(holder);
    EXPECT_EQ(holder->pid, ::getpid());
    EXPECT_EQ(holder->since.size(), std::string("2026-11-29T02:30:00Z").size());
  }
  EXPECT_FALSE(HolderOf(folder.path()));
  EXPECT_TRUE(DirectoryLock::Acquire(folder.path()));
}

// A process that was killed leaves its name and no lock.
TEST(DirectoryLockTest, AKilledHolderIsNoHolder) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(
      folder / "lock",
      "4711\nritmon crawl\n2026-11-29T02:30:00Z\nelsewhere\n"));
  EXPECT_FALSE(HolderOf(folder.path()));
  EXPECT_TRUE(DirectoryLock::Acquire(folder.path()));
}

TEST(DirectoryLockTest, DescribesWhoAndWhere) {
  struct Case {
    LockHolder holder;
    std::string text;
  };
  for (const Case& c : {
           Case{{}, "a process that has not said its name"},
           Case{{12, "ritmon crawl", "2026-11-29T02:30:00Z", ""},
                "process 12 (ritmon crawl), since 2026-11-29T02:30:00Z"},
           Case{{12, "ritmon crawl", "2026-11-29T02:30:00Z", "no.such.host"},
                "process 12 on no.such.host (ritmon crawl), since "
                "2026-11-29T02:30:00Z"},
       }) {
    EXPECT_EQ(Describe(c.holder), c.text);
  }
}

}  // namespace
}  // namespace ritmon
