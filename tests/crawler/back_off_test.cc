// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/back_off.h"

#include <gtest/gtest.h>

#include <set>

namespace ritmon {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Timestamp kNow{hours(24 * 365 * 50)};
constexpr BackOffOptions kOptions;

milliseconds PauseOf(const BackOff& state, Timestamp now) {
  return state.until - now;
}

// A tenth more at most, never less.
void ExpectAbout(milliseconds pause, milliseconds wanted) {
  EXPECT_GE(pause, wanted);
  EXPECT_LE(pause, wanted + wanted / 10);
}

TEST(BackOffTest, DoublesUpToADay) {
  BackOff state;
  Timestamp now = kNow;
  milliseconds wanted = seconds(60);
  for (int incident = 1; incident <= 20; ++incident) {
    state = AfterIncident(state, "a.example", std::nullopt, now, kOptions);
    EXPECT_EQ(state.incidents, incident);
    ExpectAbout(PauseOf(state, now), wanted);
    wanted = std::min<milliseconds>(wanted * 2, hours(24));
    now = state.until;
  }
}

TEST(BackOffTest, ForgivenAfterAQuietWhile) {
  BackOff state{.incidents = 5, .until = kNow};
  const auto at = [&](Timestamp now) {
    return AfterIncident(state, "a.example", std::nullopt, now, kOptions);
  };
  EXPECT_EQ(at(kNow + minutes(30)).incidents, 6);
  EXPECT_EQ(at(kNow + minutes(30) + milliseconds(1)).incidents, 1);
}

// RFC 9110, 10.2.3: the server's wish, longer or shorter than ours.
TEST(BackOffTest, RetryAfterWins) {
  for (const seconds wish :
       {seconds(1), seconds(90), seconds(7200), seconds(7 * 86400)}) {
    const BackOff state = AfterIncident({}, "a.example", wish, kNow, kOptions);
    ExpectAbout(PauseOf(state, kNow), wish);
  }
}

// "In five seconds", said again and again.
TEST(BackOffTest, AWishThatIsNoneIsNotFollowedForEver) {
  BackOff state;
  Timestamp now = kNow;
  for (const seconds wanted : {seconds(5), seconds(5), seconds(5), seconds(60),
                               seconds(120), seconds(240)}) {
    state = AfterIncident(state, "a.example", seconds(5), now, kOptions);
    ExpectAbout(PauseOf(state, now), wanted);
    now = state.until;
  }
}

TEST(BackOffTest, NeverShortensABlock) {
  const BackOff blocked{.incidents = 1, .until = kNow + hours(2)};
  EXPECT_EQ(
      AfterIncident(blocked, "a.example", seconds(1), kNow, kOptions).until,
      blocked.until);
}

// Hosts that failed together do not come back together.
TEST(BackOffTest, JitterDiffersByHost) {
  std::set<Timestamp> times;
  for (int i = 0; i < 100; ++i) {
    times.insert(
        AfterIncident({}, "h" + std::to_string(i), std::nullopt, kNow, kOptions)
            .until);
  }
  EXPECT_GT(times.size(), 80u);
}

}  // namespace
}  // namespace ritmon
