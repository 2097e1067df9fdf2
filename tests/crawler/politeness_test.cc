// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/politeness.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using Time = Politeness::Time;

constexpr PolitenessOptions kOptions{.delay = milliseconds(2000),
                                     .max_crawl_delay = milliseconds(60000)};
constexpr Time kStart{std::chrono::hours(1)};
constexpr Time kBusy = Time::max();

Time At(int millis) { return kStart + milliseconds(millis); }

TEST(PolitenessTest, UnknownHostMayBeAskedAtOnce) {
  const Politeness politeness(kOptions);
  EXPECT_LE(politeness.NextTime("a"), kStart);
}

TEST(PolitenessTest, OneAtATimeThenAPause) {
  Politeness politeness(kOptions);
  politeness.Started("a");
  EXPECT_EQ(politeness.NextTime("a"), kBusy);
  EXPECT_LE(politeness.NextTime("b"), kStart);
  politeness.Ended("a", At(500));
  EXPECT_EQ(politeness.NextTime("a"), At(2500));
}

TEST(PolitenessTest, NeighboursAtOneAddressTakeTurns) {
  Politeness politeness(kOptions);
  politeness.SetAddress("a", "192.0.2.1");
  politeness.SetAddress("b", "192.0.2.1");
  politeness.SetAddress("c", "192.0.2.2");
  politeness.Started("a");
  EXPECT_EQ(politeness.NextTime("b"), kBusy);
  EXPECT_LE(politeness.NextTime("c"), kStart);
  politeness.Ended("a", At(100));
  EXPECT_EQ(politeness.NextTime("b"), At(2100));
}

TEST(PolitenessTest, AddressLearntFromTheAnswer) {
  Politeness politeness(kOptions);
  politeness.Started("a");
  politeness.Started("b");
  politeness.SetAddress("a", "192.0.2.1");
  politeness.Ended("a", At(100));
  EXPECT_EQ(politeness.NextTime("a"), At(2100));
  politeness.SetAddress("b", "192.0.2.1");
  EXPECT_EQ(politeness.NextTime("a"), kBusy);  // b's request moved along
  politeness.Ended("b", At(300));
  EXPECT_EQ(politeness.NextTime("a"), At(2300));
  EXPECT_EQ(politeness.NextTime("b"), At(2300));
}

TEST(PolitenessTest, ChangedAddressLeavesTheOldOneFree) {
  Politeness politeness(kOptions);
  politeness.SetAddress("a", "192.0.2.1");
  politeness.SetAddress("b", "192.0.2.1");
  politeness.Started("a");
  politeness.SetAddress("a", "192.0.2.2");
  EXPECT_LE(politeness.NextTime("b"), kStart);
  politeness.Ended("a", At(0));
  EXPECT_LE(politeness.NextTime("b"), kStart);
  politeness.SetAddress("a", "");  // says nothing
  EXPECT_EQ(politeness.NextTime("a"), At(2000));
}

TEST(PolitenessTest, CrawlDelayIsTheHostsOwnWish) {
  struct Case {
    int wish;
    int pause;
  };
  for (const Case c : {Case{10000, 10000}, Case{500, 2000}, Case{0, 2000},
                       Case{3600000, 60000}}) {
    Politeness politeness(kOptions);
    politeness.SetAddress("a", "192.0.2.1");
    politeness.SetAddress("b", "192.0.2.1");
    politeness.SetCrawlDelay("a", milliseconds(c.wish));
    politeness.Started("a");
    politeness.Ended("a", At(0));
    EXPECT_EQ(politeness.NextTime("a"), At(c.pause)) << c.wish;
    EXPECT_EQ(politeness.NextTime("b"), At(2000)) << c.wish;
  }
}

TEST(PolitenessTest, RestOnlyEverLengthensThePause) {
  Politeness politeness(kOptions);
  politeness.Started("a");
  politeness.Ended("a", At(0));
  politeness.Rest("a", At(0), milliseconds(30000));
  EXPECT_EQ(politeness.NextTime("a"), At(30000));
  politeness.Rest("a", At(0), milliseconds(1));
  EXPECT_EQ(politeness.NextTime("a"), At(30000));
}

TEST(PolitenessTest, ASlowServerIsAskedLessOften) {
  Politeness politeness(kOptions);
  politeness.SetAddress("a", "192.0.2.1");
  politeness.SetAddress("b", "192.0.2.1");
  politeness.Started("a");
  politeness.Ended("a", At(0), milliseconds(300));  // 5 x 300 < 2000
  EXPECT_EQ(politeness.NextTime("a"), At(2000));
  politeness.Started("a");
  politeness.Ended("a", At(0), milliseconds(1000));
  EXPECT_EQ(politeness.NextTime("a"), At(5000));
  EXPECT_EQ(politeness.NextTime("b"), At(5000));
  politeness.Started("a");
  politeness.Ended("a", At(0), milliseconds(20000));
  EXPECT_EQ(politeness.NextTime("a"), At(30000));
}

TEST(PolitenessTest, AHostsOwnDelay) {
  Politeness politeness(kOptions);
  politeness.SetDelay("a", milliseconds(100));
  politeness.Started("a");
  politeness.Ended("a", At(0));
  EXPECT_EQ(politeness.NextTime("a"), At(100));
  politeness.SetCrawlDelay("a", milliseconds(700));
  politeness.Started("a");
  politeness.Ended("a", At(0));
  EXPECT_EQ(politeness.NextTime("a"), At(700));
}

TEST(PolitenessTest, ForgetsAHostAndNotItsAddress) {
  Politeness politeness(kOptions);
  politeness.SetAddress("a", "192.0.2.1");
  politeness.Started("a");
  politeness.Ended("a", At(0));
  politeness.Forget("a", At(1));
  EXPECT_LE(politeness.NextTime("a"), kStart);
  politeness.SetAddress("b", "192.0.2.1");
  EXPECT_EQ(politeness.NextTime("b"), At(2000));
}

}  // namespace
}  // namespace ritmon
