// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/database.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "base/files.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(DatabaseTest, KeepsWhatWasBound) {
  auto database = Database::Open(":memory:");
  ASSERT_TRUE(database) << database.error().message;
  ASSERT_TRUE(database->Execute("CREATE TABLE t (a BIGINT, b TEXT, c TEXT)"));
  auto insert = database->Prepare("INSERT INTO t VALUES ($1, $2, $3)");
  ASSERT_TRUE(insert) << insert.error().message;
  insert->Bind(1, int64_t{7}).Bind(2, "Grüße").BindNull(3);
  ASSERT_TRUE(insert->Run());
  insert->Bind(1, int64_t{8}).Bind(2, std::string_view()).Bind(3, "x");
  ASSERT_TRUE(insert->Run());

  auto select = database->Prepare("SELECT a, b, c FROM t ORDER BY a");
  ASSERT_TRUE(select);
  ASSERT_TRUE(select->Step().value());
  EXPECT_EQ(select->Int(0), 7);
  EXPECT_EQ(select->Text(1), "Grüße");
  EXPECT_EQ(select->OptionalText(2), std::nullopt);
  ASSERT_TRUE(select->Step().value());
  EXPECT_FALSE(select->IsNull(1)) << "an empty text is not NULL";
  EXPECT_FALSE(select->Step().value());
}

TEST(DatabaseTest, RollsBackWhatWasNotCommitted) {
  auto database = Database::Open(":memory:").value();
  ASSERT_TRUE(database.Execute("CREATE TABLE t (a BIGINT)"));
  {
    auto transaction = Transaction::Begin(database);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (1)"));
  }
  auto count = database.Prepare("SELECT count(*) FROM t").value();
  ASSERT_TRUE(count.Step().value());
  EXPECT_EQ(count.Int(0), 0);
}

TEST(DatabaseTest, NamesTheFileThatIsNoDatabase) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "state.db", std::string(4096, 'x')));
  auto database = Database::Open(folder / "state.db");
  ASSERT_FALSE(database);
  EXPECT_NE(database.error().message.find("state.db"), std::string::npos);
  EXPECT_EQ(Database::OpenReadOnly(folder / "none.db").error().kind,
            ErrorKind::kNotFound);
}

TEST(DatabaseTest, AnErrorNamesTheFileAndWhatWasTried) {
  TempDirectory folder;
  auto database = Database::Open(folder / "state.db").value();
  ASSERT_TRUE(database.Execute("CREATE TABLE t (a BIGINT PRIMARY KEY)"));
  auto insert = database.Prepare("INSERT INTO t VALUES (1)");
  ASSERT_TRUE(insert);
  ASSERT_TRUE(insert->Run());
  const Status again = insert->Run();
  ASSERT_FALSE(again);
  EXPECT_NE(again.error().message.find((folder / "state.db").string() +
                                       ": INSERT INTO t"),
            std::string::npos)
      << again.error().message;
}

std::string JournalModeOf(Database& database) {
  auto mode = database.Prepare("PRAGMA main.journal_mode");
  EXPECT_TRUE(mode && mode->Step().value());
  return mode->Text(0);
}

Result<int64_t> RowsSeenByAnother(const std::filesystem::path& file) {
  auto other = Database::OpenReadOnly(file);
  if (!other) return tl::unexpected(other.error());
  auto count = other->Prepare("SELECT count(*) FROM t");
  if (!count) return tl::unexpected(count.error());
  auto row = count->Step();
  if (!row) return tl::unexpected(row.error());
  return count->Int(0);
}

TEST(DirectWritesTest, LeavesTheLogAloneAndTakesItUpAgain) {
  TempDirectory folder;
  auto database = Database::Open(folder / "state.db").value();
  ASSERT_TRUE(database.Execute("CREATE TABLE t (a BIGINT)"));
  {
    const DirectWrites direct(database);
    EXPECT_EQ(JournalModeOf(database), "truncate");
    auto transaction = Transaction::Begin(database);
    ASSERT_TRUE(transaction);
    ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(transaction->Commit());
  }
  EXPECT_EQ(JournalModeOf(database), "wal");
  EXPECT_EQ(RowsSeenByAnother(folder / "state.db").value(), 1);
  ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (2)"));
  EXPECT_EQ(RowsSeenByAnother(folder / "state.db").value(), 2);
}

TEST(DirectWritesTest, ChangesNothingWhereAnotherHasTheDatabaseOpen) {
  TempDirectory folder;
  auto database = Database::Open(folder / "state.db").value();
  ASSERT_TRUE(database.Execute("CREATE TABLE t (a BIGINT)"));
  auto other = Database::Open(folder / "state.db").value();
  {
    const DirectWrites direct(database);
    EXPECT_EQ(JournalModeOf(database), "wal");
    ASSERT_TRUE(database.Execute("INSERT INTO t VALUES (1)"));
    ASSERT_TRUE(other.Execute("INSERT INTO t VALUES (2)"));
  }
  EXPECT_EQ(RowsSeenByAnother(folder / "state.db").value(), 2);
}

// With secure_delete or without: what was deleted or overwritten is gone.
TEST(CompactTest, NothingDeletedIsLeftInTheFiles) {
  TempDirectory folder;
  auto database = Database::Open(folder / "state.db").value();
  ASSERT_TRUE(database.Execute("CREATE TABLE t (a TEXT)"));
  auto insert = database.Prepare("INSERT INTO t VALUES ($1)");
  for (int i = 0; i < 300; ++i) {
    const std::string text = i % 2 == 0 ? "stays" : "secret";
    ASSERT_TRUE(insert->Bind(1, text + std::string(100, 'x')).Run());
  }
  ASSERT_TRUE(database.Execute("DELETE FROM t WHERE a LIKE 'secret%'"));
  ASSERT_TRUE(database.Compact());
  for (const char* suffix : {"", "-wal"}) {
    const auto file = folder / ("state.db" + std::string(suffix));
    if (!std::filesystem::exists(file)) continue;
    EXPECT_EQ(MustRead(file).find("secret"), std::string::npos) << suffix;
  }
  EXPECT_EQ(RowsSeenByAnother(folder / "state.db").value(), 150);
}

// A member of the group that may read the data directory and no more.
TEST(DatabaseTest, WhoMayOnlyReadReadsWhatWasClosed) {
  namespace fs = std::filesystem;
  TempDirectory folder;
  const fs::path file = folder / "50%#?.db";
  {
    auto database = Database::Open(file);
    ASSERT_TRUE(database);
    ASSERT_TRUE(
        database->Execute("CREATE TABLE t (a); INSERT INTO t VALUES (7)"));
  }
  fs::permissions(file, fs::perms(0444));
  fs::permissions(folder.path(), fs::perms(0555));
  const bool root = geteuid() == 0;
  constexpr uid_t kNobody = 65534;
  if (root) ASSERT_EQ(seteuid(kNobody), 0);
  {
    auto database = Database::OpenReadOnly(file);
    ASSERT_TRUE(database) << database.error().message;
    auto select = database->Prepare("SELECT a FROM t");
    EXPECT_TRUE(select) << select.error().message;
    if (select) {
      EXPECT_TRUE(select->Step().value_or(false));
      EXPECT_EQ(select->Int(0), 7);
    }
    EXPECT_FALSE(database->Execute("INSERT INTO t VALUES (8)"));
  }
  if (root) ASSERT_EQ(seteuid(0), 0);
  fs::permissions(folder.path(), fs::perms(0755));
}

}  // namespace
}  // namespace ritmon
