// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/site_budget.h"

#include <gtest/gtest.h>

#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr Timestamp kNow{hours(24 * 365 * 50)};

class SiteBudgetTest : public testing::Test {
 protected:
  SiteBudgetTest() {
    rules_.max_bytes = 1000;
    rules_.max_time = minutes(10);
    Reopen();
  }

  void Reopen() {
    budgets_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database);
    database_.emplace(std::move(*database));
    auto budgets = SiteBudgets::Open(*database_, hours(24));
    ASSERT_TRUE(budgets) << budgets.error().message;
    budgets_.emplace(std::move(*budgets));
  }

  std::string Why(const std::string& site, Timestamp now) {
    const auto stop = budgets_->Stop(site, rules_, now).value();
    return stop ? stop->why : "";
  }

  TempDirectory directory_;
  SiteRules rules_;
  std::optional<Database> database_;
  std::optional<SiteBudgets> budgets_;
};

TEST_F(SiteBudgetTest, CountsPages) {
  EXPECT_EQ(*budgets_->Pages("a.example"), 0);
  ASSERT_TRUE(budgets_->AddPage("a.example"));
  ASSERT_TRUE(budgets_->AddPage("a.example"));
  EXPECT_EQ(*budgets_->Pages("a.example"), 2);
  EXPECT_EQ(*budgets_->Pages("b.example"), 0);
  ASSERT_TRUE(budgets_->Flush());
  Reopen();
  EXPECT_EQ(*budgets_->Pages("a.example"), 2);
}

TEST_F(SiteBudgetTest, CountsDocuments) {
  ASSERT_TRUE(budgets_->AddDocument("a.example"));
  ASSERT_TRUE(budgets_->Flush());
  Reopen();
  EXPECT_EQ(*budgets_->Documents("a.example"), 1);
  EXPECT_EQ(*budgets_->Documents("b.example"), 0);
  EXPECT_EQ(*budgets_->Pages("a.example"), 0);
}

// As the first versions made it.
TEST_F(SiteBudgetTest, AnOlderStoreIsTakenOver) {
  budgets_.reset();
  ASSERT_TRUE(database_->Execute(
      "DROP TABLE site; CREATE TABLE site (id BIGINT PRIMARY KEY, name TEXT "
      "NOT NULL, pages BIGINT NOT NULL, sources BIGINT NOT NULL, bytes BIGINT "
      "NOT NULL, spent_ms BIGINT NOT NULL, window_at BIGINT NOT NULL, closed "
      "TEXT NOT NULL); INSERT INTO site VALUES (" +
      std::to_string(SiteBudgets::IdOf("a.example")) +
      ", 'a.example', 7, 0, 0, 0, 0, '')"));
  Reopen();
  EXPECT_EQ(*budgets_->Pages("a.example"), 7);
  EXPECT_EQ(*budgets_->Documents("a.example"), 0);
}

TEST_F(SiteBudgetTest, BytesAndTimeEndWithTheWindow) {
  ASSERT_TRUE(budgets_->Spend("a.example", 999, minutes(1), kNow));
  EXPECT_EQ(Why("a.example", kNow), "");
  ASSERT_TRUE(budgets_->Spend("a.example", 1, minutes(1), kNow + hours(1)));
  EXPECT_EQ(Why("a.example", kNow + hours(1)), "budget of bytes");
  EXPECT_EQ(budgets_->Stop("a.example", rules_, kNow)->value().until,
            kNow + hours(24));
  ASSERT_TRUE(budgets_->Flush());
  Reopen();
  EXPECT_EQ(Why("a.example", kNow + hours(23)), "budget of bytes");
  EXPECT_EQ(Why("a.example", kNow + hours(24)), "");
  ASSERT_TRUE(budgets_->Spend("a.example", 1, minutes(11), kNow + hours(30)));
  EXPECT_EQ(Why("a.example", kNow + hours(30)), "budget of time");
  EXPECT_EQ(Why("a.example", kNow + hours(54)), "");
}

TEST_F(SiteBudgetTest, ClosedIsClosed) {
  ASSERT_TRUE(budgets_->Close("a.example", "reserved"));
  ASSERT_TRUE(budgets_->Flush());
  Reopen();
  EXPECT_EQ(Why("a.example", kNow + hours(9999)), "reserved");
  EXPECT_EQ(budgets_->Stop("a.example", rules_, kNow)->value().until, kNever);
  ASSERT_TRUE(budgets_->Close("a.example", ""));
  EXPECT_EQ(Why("a.example", kNow), "");
}

// More sites than are kept in memory: none is lost.
TEST_F(SiteBudgetTest, ManySites) {
  constexpr int kSites = 50'000;
  ASSERT_TRUE(database_->Begin());
  for (int i = 0; i < kSites; ++i) {
    ASSERT_TRUE(budgets_->AddPage(std::to_string(i) + ".example"));
  }
  ASSERT_TRUE(budgets_->Flush());
  ASSERT_TRUE(database_->Commit());
  for (int i = 0; i < kSites; i += 99) {
    EXPECT_EQ(*budgets_->Pages(std::to_string(i) + ".example"), 1) << i;
  }
}

}  // namespace
}  // namespace ritmon
