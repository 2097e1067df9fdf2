// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/revisit_policy.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace ritmon {
namespace {

using std::chrono::days;
using std::chrono::hours;

constexpr auto kNew = PageChange::kNew;
constexpr auto kChanged = PageChange::kChanged;
constexpr auto kUnchanged = PageChange::kUnchanged;
constexpr auto kOk = PageEvidence::kOk;
constexpr auto kNotModified = PageEvidence::kNotModified;
constexpr auto kMissing = PageEvidence::kMissing;
constexpr auto kUnreachable = PageEvidence::kUnreachable;

TEST(RevisitPolicyTest, Intervals) {
  const struct {
    RevisitKind kind;
    hours previous;
    PageChange change;
    hours expected;
  } cases[] = {
      {RevisitKind::kPage, hours(0), kNew, days(7)},
      {RevisitKind::kPage, days(30), kNew, days(7)},
      {RevisitKind::kPage, hours(0), kUnchanged, days(7)},
      {RevisitKind::kPage, hours(-5), kChanged, days(7)},
      {RevisitKind::kPage, days(7), kChanged, hours(84)},
      {RevisitKind::kPage, hours(84), kChanged, hours(42)},
      {RevisitKind::kPage, days(1), kChanged, days(1)},
      {RevisitKind::kPage, hours(3), kUnchanged, hours(36)},
      {RevisitKind::kPage, days(7), kUnchanged, hours(252)},
      {RevisitKind::kPage, days(50), kUnchanged, days(60)},
      {RevisitKind::kPage, days(9999), kChanged, days(30)},
      {RevisitKind::kImprint, hours(0), kNew, days(30)},
      {RevisitKind::kImprint, days(30), kChanged, days(30)},
      {RevisitKind::kImprint, days(30), kUnchanged, days(45)},
      {RevisitKind::kNews, hours(0), kNew, days(1)},
      {RevisitKind::kNews, days(1), kChanged, days(1)},
      {RevisitKind::kNews, days(7), kUnchanged, days(7)},
      {RevisitKind::kSource, hours(0), kNew, days(1)},
      {RevisitKind::kSource, days(1), kUnchanged, hours(36)},
      {RevisitKind::kSource, days(14), kChanged, days(7)},
      {RevisitKind::kFeed, hours(0), kNew, hours(6)},
      {RevisitKind::kFeed, hours(1), kChanged, hours(1)},
      {RevisitKind::kFeed, days(7), kUnchanged, days(7)},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(NextInterval(c.previous, c.change, c.kind), c.expected)
        << static_cast<int>(c.kind) << " " << c.previous.count();
  }
}

// Within bounds; not longer after a change, not shorter after none, inside of
// them; whatever was stored and configured.
TEST(RevisitPolicyTest, IntervalProperties) {
  std::mt19937 random(11);
  for (int i = 0; i < 20000; ++i) {
    RevisitOptions options;
    options.page.min = hours(1 + random() % 100);
    options.page.max = options.page.min + hours(random() % 3000);
    options.page.start = hours(random() % 3000);
    options.shorter = static_cast<double>(random() % 100) / 100.0;
    options.longer = 1.0 + static_cast<double>(random() % 1000) / 100.0;
    const hours previous(i % 100 == 0
                             ? std::numeric_limits<hours::rep>::max()
                             : static_cast<hours::rep>(random() % 5000));
    const auto change = static_cast<PageChange>(random() % 3);
    const hours next =
        NextInterval(previous, change, RevisitKind::kPage, options);
    ASSERT_GE(next, options.page.min);
    ASSERT_LE(next, options.page.max);
    const bool inside =
        previous >= options.page.min && previous <= options.page.max;
    if (inside && change == kChanged) {
      ASSERT_LE(next, previous);
    }
    if (inside && change == kUnchanged) {
      ASSERT_GE(next, previous);
    }
  }
}

TEST(RevisitPolicyTest, EvidenceOfOutcomes) {
  const struct {
    FetchOutcome outcome;
    int status;
    std::optional<PageEvidence> evidence;
  } cases[] = {
      {FetchOutcome::kOk, 200, kOk},
      {FetchOutcome::kNotModified, 304, kNotModified},
      {FetchOutcome::kRedirect, 301, std::nullopt},
      {FetchOutcome::kClientError, 404, kMissing},
      {FetchOutcome::kClientError, 410, kMissing},
      {FetchOutcome::kClientError, 403, kUnreachable},
      {FetchOutcome::kClientError, 429, kUnreachable},
      {FetchOutcome::kServerError, 500, kUnreachable},
      {FetchOutcome::kTimeout, 0, kUnreachable},
      {FetchOutcome::kDnsError, 0, kUnreachable},
      {FetchOutcome::kConnectError, 0, kUnreachable},
      {FetchOutcome::kTlsError, 0, kUnreachable},
      {FetchOutcome::kProtocolError, 0, kUnreachable},
      {FetchOutcome::kNotAllowed, 0, std::nullopt},
      {FetchOutcome::kAddressRefused, 0, std::nullopt},
      {FetchOutcome::kUnwantedType, 200, std::nullopt},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(EvidenceOf(c.outcome, c.status), c.evidence)
        << ToString(c.outcome) << " " << c.status;
    // Only an answer can be a soft 404.
    EXPECT_EQ(EvidenceOf(c.outcome, c.status, true),
              c.outcome == FetchOutcome::kOk ? kMissing : c.evidence);
  }
}

const Timestamp kStart = *ParseTimestamp("2026-11-01T08:00:00Z");

// A live page on day 0; then one answer a row.
struct Step {
  int day;
  PageEvidence evidence;
  Liveness expected;
  int look_again_days;  // 0: by NextInterval
};

void Walk(const char* name, const std::vector<Step>& steps) {
  LivenessState state{.liveness = Liveness::kLive};
  for (const Step& step : steps) {
    const LivenessStep next =
        LivenessAfter(state, step.evidence, kStart + days(step.day));
    EXPECT_EQ(ToString(next.state.liveness), ToString(step.expected))
        << name << ", day " << step.day;
    EXPECT_EQ(next.look_again.value_or(hours(0)), days(step.look_again_days))
        << name << ", day " << step.day;
    state = next.state;
  }
}

TEST(RevisitPolicyTest, LivenessWalks) {
  const auto kLive = Liveness::kLive;
  const auto kFailing = Liveness::kFailing;
  const auto kGone = Liveness::kGone;
  Walk("deleted", {{1, kMissing, kFailing, 1},
                   {2, kMissing, kFailing, 2},
                   {4, kMissing, kFailing, 4},
                   {8, kMissing, kFailing, 8},
                   {14, kMissing, kFailing, 14},
                   {15, kMissing, kGone, 90},
                   {105, kMissing, kGone, 90},
                   {195, kOk, kLive, 0}});
  Walk("two answers are not enough", {{1, kMissing, kFailing, 1},
                                      {40, kMissing, kFailing, 2},
                                      {42, kMissing, kGone, 90}});
  Walk("one good answer starts anew", {{1, kMissing, kFailing, 1},
                                       {2, kMissing, kFailing, 2},
                                       {16, kNotModified, kLive, 0},
                                       {17, kMissing, kFailing, 1},
                                       {18, kMissing, kFailing, 2}});
  Walk("server down", {{1, kUnreachable, kFailing, 1},
                       {2, kUnreachable, kFailing, 2},
                       {4, kUnreachable, kFailing, 4},
                       {8, kUnreachable, kFailing, 8},
                       {16, kUnreachable, kFailing, 14},
                       {60, kUnreachable, kFailing, 14},
                       {61, kUnreachable, kGone, 90}});
  Walk("four failures are not enough", {{1, kUnreachable, kFailing, 1},
                                        {2, kUnreachable, kFailing, 2},
                                        {90, kUnreachable, kFailing, 4},
                                        {95, kUnreachable, kFailing, 8},
                                        {99, kUnreachable, kGone, 90}});
  // Time without an answer is no time of being missing.
  Walk("down, then missing", {{1, kUnreachable, kFailing, 1},
                              {20, kMissing, kFailing, 2},
                              {21, kMissing, kFailing, 4},
                              {22, kMissing, kFailing, 8},
                              {34, kMissing, kGone, 90}});
}

TEST(RevisitPolicyTest, NewPagesFailLikeOthers) {
  const LivenessStep step = LivenessAfter({}, kMissing, kStart);
  EXPECT_EQ(step.state.liveness, Liveness::kFailing);
  EXPECT_EQ(step.state.failing_since, kStart);
  EXPECT_EQ(step.state.missing_since, kStart);
  EXPECT_EQ(LivenessAfter({}, kOk, kStart).state.liveness, Liveness::kLive);
}

// Whatever happens and whatever is configured: never gone but from failing;
// gone has both time and evidence; a good answer brings it back.
TEST(RevisitPolicyTest, LivenessProperties) {
  std::mt19937 random(12);
  int gone = 0;
  for (int walk = 0; walk < 2000; ++walk) {
    LivenessOptions options;
    options.missing_for = days(random() % 20);
    options.missing_answers = static_cast<int>(random() % 4);
    options.unreachable_for = days(random() % 60);
    options.unreachable_failures = static_cast<int>(random() % 6);
    LivenessState state;
    Timestamp now = kStart;
    Timestamp last_good = now;
    int failures = 0;
    int missing = 0;
    for (int i = 0; i < 40; ++i) {
      // The clock may be set back.
      now += hours(static_cast<int>(random() % 300) - 10);
      const auto evidence = static_cast<PageEvidence>(
          random() % 10 == 0 ? random() % 2 : 2 + random() % 2);
      const LivenessStep step = LivenessAfter(state, evidence, now, options);
      const bool good = evidence == kOk || evidence == kNotModified;
      failures = good ? 0 : failures + 1;
      missing = good ? 0 : missing + (evidence == kMissing ? 1 : 0);
      if (good) {
        last_good = now;
        ASSERT_EQ(step.state, LivenessState{.liveness = Liveness::kLive});
        ASSERT_FALSE(step.look_again.has_value());
      } else {
        ASSERT_NE(step.state.liveness, Liveness::kLive);
        ASSERT_NE(step.state.liveness, Liveness::kNew);
        ASSERT_EQ(step.state.failures, failures);
        ASSERT_EQ(step.state.missing, missing);
        ASSERT_GE(*step.look_again, options.first_retry);
        ASSERT_LE(*step.look_again, options.look_at_gone);
      }
      if (step.state.liveness == Liveness::kGone &&
          state.liveness != Liveness::kGone) {
        ++gone;
        ASSERT_EQ(state.liveness, Liveness::kFailing);
        const bool by_missing =
            missing >= options.missing_answers &&
            now - step.state.missing_since >= options.missing_for;
        const bool by_failures =
            failures >= options.unreachable_failures &&
            now - step.state.failing_since >= options.unreachable_for;
        ASSERT_TRUE(by_missing || by_failures);
        ASSERT_GE(step.state.failing_since, last_good - days(20));
      }
      state = step.state;
    }
  }
  EXPECT_GT(gone, 1000);
}

}  // namespace
}  // namespace ritmon
