// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/host_store.h"

#include <gtest/gtest.h>

#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

constexpr Timestamp kNow{hours(24 * 365 * 50)};

class HostStoreTest : public testing::Test {
 protected:
  HostStoreTest() { Reopen(); }

  void Reopen() {
    store_.reset();
    database_.reset();
    auto database = Database::Open(directory_ / "state.db");
    ASSERT_TRUE(database);
    database_.emplace(std::move(*database));
    auto store = HostStore::Open(*database_);
    ASSERT_TRUE(store) << store.error().message;
    store_.emplace(std::move(*store));
  }

  std::vector<std::string> Take(Timestamp now, size_t limit = 100) {
    taken_ = store_->TakeReady(now, limit).value();
    std::vector<std::string> names;
    for (const HostState& state : taken_) names.push_back(state.name);
    return names;
  }

  using Names = std::vector<std::string>;
  TempDirectory directory_;
  std::optional<Database> database_;
  std::optional<HostStore> store_;
  std::vector<HostState> taken_;
};

TEST_F(HostStoreTest, ReadyHostsAreTakenOnce) {
  ASSERT_TRUE(store_->Touch("b.example", kNow));
  ASSERT_TRUE(store_->Touch("a.example", kNow));
  ASSERT_TRUE(store_->Touch("late.example", kNow + hours(1)));
  ASSERT_TRUE(store_->Touch("early.example", kNow - hours(1)));
  EXPECT_EQ(Take(kNow, 1), Names{"early.example"});
  EXPECT_EQ(Take(kNow), (Names{"a.example", "b.example"}));
  EXPECT_EQ(Take(kNow), Names{});
  EXPECT_EQ(*store_->NextReady(), kNow + hours(1));
  EXPECT_EQ(Take(kNow + hours(1)), Names{"late.example"});
  EXPECT_EQ(*store_->NextReady(), std::nullopt);
  EXPECT_EQ(HostStore::Count(*database_, kNow)->known, 4);
}

TEST_F(HostStoreTest, TouchMakesReadyEarlierOnly) {
  ASSERT_TRUE(store_->Touch("a.example", kNow + hours(2)));
  ASSERT_TRUE(store_->Touch("a.example", kNow + hours(1)));
  ASSERT_TRUE(store_->Touch("a.example", kNow + hours(3)));
  EXPECT_EQ(*store_->NextReady(), kNow + hours(1));
}

// What is due at once must not shorten a block or a delay.
TEST_F(HostStoreTest, TouchKeepsToTheHostsTimes) {
  ASSERT_TRUE(store_->Touch("a.example", kNow));
  Take(kNow);
  HostState state = taken_[0];
  state.not_before = kNow + seconds(2);
  state.back_off = {.incidents = 3, .until = kNow + hours(4)};
  ASSERT_TRUE(store_->Release(state, std::nullopt));
  EXPECT_EQ(*store_->NextReady(), std::nullopt);
  ASSERT_TRUE(store_->Touch("a.example", kNow));
  EXPECT_EQ(*store_->NextReady(), kNow + hours(4));
  EXPECT_EQ(Take(kNow + hours(4)), Names{"a.example"});
  state.back_off.until = kNow;
  ASSERT_TRUE(store_->Release(state, kNow));
  EXPECT_EQ(*store_->NextReady(), kNow + seconds(2));
}

TEST_F(HostStoreTest, EverythingSurvivesARestart) {
  ASSERT_TRUE(store_->Touch("a.example", kNow));
  Take(kNow);
  HostState state = taken_[0];
  state.address = "192.0.2.1";
  state.back_off = {.incidents = 3, .until = kNow + hours(4)};
  state.failures = 7;
  state.down_since = kNow - hours(1);
  state.last_answer = kNow - hours(2);
  ASSERT_TRUE(store_->Keep(state));
  Reopen();
  const HostState found = **store_->Find("a.example");
  EXPECT_EQ(found.address, "192.0.2.1");
  EXPECT_EQ(found.back_off, state.back_off);
  EXPECT_EQ(found.failures, 7);
  EXPECT_EQ(found.down_since, kNow - hours(1));
  EXPECT_EQ(found.last_answer, kNow - hours(2));
  EXPECT_EQ(*store_->Find("b.example"), std::nullopt);
  EXPECT_EQ(store_->Blocked(kNow, 10)->size(), 1u);
  EXPECT_EQ(store_->Blocked(kNow + hours(4), 10)->size(), 0u);
}

// A killed process had asked it we do not know when.
TEST_F(HostStoreTest, InterruptedHostsWaitADelay) {
  ASSERT_TRUE(store_->Touch("a.example", kNow));
  ASSERT_TRUE(store_->Touch("b.example", kNow + hours(1)));
  EXPECT_EQ(Take(kNow), Names{"a.example"});
  Reopen();
  EXPECT_EQ(Take(kNow), Names{});
  ASSERT_TRUE(store_->ReleaseInterrupted(kNow, seconds(2)));
  EXPECT_EQ(*store_->NextReady(), kNow + seconds(2));
  EXPECT_EQ(Take(kNow), Names{});
  EXPECT_EQ(Take(kNow + seconds(2)), Names{"a.example"});
  EXPECT_EQ(taken_[0].not_before, kNow + seconds(2));
}

}  // namespace
}  // namespace ritmon
