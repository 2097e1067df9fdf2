// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/store_schema.h"

#include <gmock/gmock.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

constexpr StoreSchema kSecond{.version = 2, .is_first = [](Database& database) {
                                return database.HasTable("one");
                              }};

class StoreSchemaTest : public testing::Test {
 protected:
  void Make(const std::string& sql) {
    auto database = Database::Open(file()).value();
    ASSERT_TRUE(database.Execute(sql));
  }
  std::filesystem::path file() const { return folder_ / "s.db"; }
  std::string Bytes() const { return ReadFile(file()).value_or(std::string()); }

  TempDirectory folder_;
};

TEST_F(StoreSchemaTest, ANewStoreHasTodaysNumber) {
  {
    auto database = OpenStore(file(), kSecond);
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->Execute("CREATE TABLE two (a)"));
  }
  auto again = OpenStoreReadOnly(file(), kSecond);
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->SchemaVersion().value(), 2);
}

TEST_F(StoreSchemaTest, ALaterFormIsRefusedAndLeftAsItIs) {
  Make("CREATE TABLE two (a); PRAGMA user_version = 3");
  const std::string before = Bytes();
  for (const auto& opened :
       {OpenStore(file(), kSecond).map([](auto&&) {}),
        OpenStoreReadOnly(file(), kSecond).map([](auto&&) {}),
        UpgradeStore(file(), kSecond).map([](auto&&) {})}) {
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, ErrorKind::kInvalid);
    EXPECT_THAT(opened.error().message,
                HasSubstr("later ritmon (version 3 of its tables, this one "
                          "knows 2)"));
  }
  EXPECT_EQ(Bytes(), before);
}

TEST_F(StoreSchemaTest, AnEarlierFormWaitsForWhoHoldsTheLock) {
  Make("CREATE TABLE one (a); INSERT INTO one VALUES (7)");
  const auto refused = OpenStoreReadOnly(file(), kSecond);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message,
              HasSubstr("`ritmon index` brings it up to date"));
  const auto upgraded = UpgradeStore(
      file(), kSecond,
      {.before = {},
       .change =
           [](Database& database) {
             return database.Execute("ALTER TABLE one RENAME TO two");
           },
       .keep_copy = true});
  ASSERT_TRUE(upgraded) << upgraded.error().message;
  EXPECT_TRUE(*upgraded);
  auto database = OpenStore(file(), kSecond).value();
  EXPECT_TRUE(database.HasTable("two"));
  auto copy = Database::OpenReadOnly(folder_ / "s.db.version-1").value();
  EXPECT_TRUE(copy.HasTable("one"));
  EXPECT_FALSE(UpgradeStore(file(), kSecond).value());
}

TEST_F(StoreSchemaTest, AnUpgradeThatFailsChangesNothing) {
  Make("CREATE TABLE one (a)");
  const auto failed = UpgradeStore(
      file(), kSecond,
      {.before = {},
       .change =
           [](Database& database) {
             auto status = database.Execute("DROP TABLE one");
             return status ? Status(Fail(ErrorKind::kIo, "disk full")) : status;
           },
       .keep_copy = false});
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().message, HasSubstr("disk full"));
  auto database = Database::OpenReadOnly(file()).value();
  EXPECT_TRUE(database.HasTable("one"));
  EXPECT_EQ(database.SchemaVersion().value(), 0);
}

TEST_F(StoreSchemaTest, AnEmptyFileIsNoNewStore) {
  ASSERT_TRUE(WriteFileAtomically(file(), ""));
  for (const auto& opened :
       {OpenStore(file(), kSecond), OpenStoreReadOnly(file(), kSecond)}) {
    ASSERT_FALSE(opened);
    EXPECT_THAT(opened.error().message, HasSubstr("it is empty"));
  }
}

TEST_F(StoreSchemaTest, ACopyIsWhatWasCommitted) {
  auto database = OpenStore(file(), kSecond).value();
  ASSERT_TRUE(
      database.Execute("CREATE TABLE two (a); INSERT INTO two VALUES (1)"));
  auto writer = Database::Open(file()).value();
  ASSERT_TRUE(writer.Begin());
  ASSERT_TRUE(writer.Execute("INSERT INTO two VALUES (2)"));
  ASSERT_TRUE(database.CopyTo(folder_ / "copy.db"));
  ASSERT_TRUE(writer.Commit());
  auto copy = OpenStoreReadOnly(folder_ / "copy.db", kSecond).value();
  auto count = copy.Prepare("SELECT count(*) FROM two").value();
  ASSERT_TRUE(count.Step().value());
  EXPECT_EQ(count.Int(0), 1);
}

}  // namespace
}  // namespace ritmon
