// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/coverage.h"

#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace ritmon {
namespace {

TEST(CoverageTest, WhereACompanyEnds) {
  const SiteTrace unasked;
  const SiteTrace failed{.failed = true};
  const SiteTrace robots{.robots = true};
  const SiteTrace empty{.answered = true};
  const SiteTrace reserved{.answered = true, .reserved = true};
  const SiteTrace others{.answered = true, .stored = true};
  const SiteTrace review{.answered = true, .stored = true, .in_review = true};
  const struct {
    const char* what;
    CompanyTrace trace;
    CoverageEnd end;
  } cases[] = {
      {"nothing is known", {}, CoverageEnd::kNoSite},
      {"never asked", {.sites = {unasked}}, CoverageEnd::kNotAsked},
      {"asked in vain", {.sites = {failed}}, CoverageEnd::kUnreachable},
      {"forbidden", {.sites = {robots}}, CoverageEnd::kRobots},
      {"forbidden in part, the rest failed",
       {.sites = {{.failed = true, .robots = true}}},
       CoverageEnd::kRobots},
      {"errors only", {.sites = {empty}}, CoverageEnd::kNoPage},
      {"reserved", {.sites = {reserved}}, CoverageEnd::kReserved},
      {"somebody else's", {.sites = {others}}, CoverageEnd::kNoMatch},
      {"in review", {.sites = {review}}, CoverageEnd::kReview},
      {"the better of two sites",
       {.sites = {others, failed}},
       CoverageEnd::kNoMatch},
      {"whatever their order",
       {.sites = {failed, others}},
       CoverageEnd::kNoMatch},
      {"scripts only", {.own_site = true}, CoverageEnd::kScriptOnly},
      {"another site of it is down",
       {.sites = {failed}, .own_site = true, .has_text = true},
       CoverageEnd::kNoField},
      {"low",
       {.own_site = true, .has_text = true, .candidate = true},
       CoverageEnd::kCandidate},
      {"counted beside a candidate",
       {.own_site = true, .has_text = true, .candidate = true, .tagged = true},
       CoverageEnd::kTagged},
      // Its pages say nothing, but it is counted: nothing was missed.
      {"counted all the same",
       {.own_site = true, .tagged = true},
       CoverageEnd::kTagged},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ToString(EndOf(c.trace)), ToString(c.end)) << c.what;
  }
}

TEST(CoverageTest, AnEndIsOfAStageAndNoStageIsWithoutOne) {
  CoverageStage last = CoverageStage::kRegistered;
  for (size_t i = 0; i < kCoverageEnds; ++i) {
    const CoverageStage stage = StageOf(static_cast<CoverageEnd>(i));
    // In their order, and none left out.
    EXPECT_LE(static_cast<int>(stage) - static_cast<int>(last), 1);
    EXPECT_GE(stage, last);
    last = stage;
  }
  EXPECT_EQ(last, CoverageStage::kTagged);
}

// Whatever the companies: all are there once, in every view.
TEST(CoverageTest, TheColumnsAddUp) {
  std::mt19937 random(8);
  const auto coin = [&] { return random() % 2 == 0; };
  const char* const values[] = {"0-4", "5-9", "unknown"};
  for (int round = 0; round < 50; ++round) {
    CoverageTable table;
    table.groups = {{.value = "0-4"}, {.value = "never"}};
    const uint64_t companies = random() % 200;
    for (uint64_t i = 0; i < companies; ++i) {
      CompanyTrace trace;
      trace.own_site = random() % 3 == 0;
      trace.has_text = coin();
      trace.candidate = random() % 3 == 0;
      trace.tagged = random() % 5 == 0;
      for (unsigned s = random() % 3; s > 0; --s) {
        trace.sites.push_back(
            {coin(), coin(), coin(), coin(), coin(), random() % 4 == 0});
      }
      table.Add(values[random() % 3], EndOf(trace));
    }
    const auto sum = [](const CoverageGroup& group) {
      return std::accumulate(group.ended.begin(), group.ended.end(),
                             uint64_t{0});
    };
    EXPECT_EQ(sum(table.all), companies);
    EXPECT_EQ(table.all.total(), companies);
    uint64_t in_groups = 0;
    for (const CoverageGroup& group : table.groups) in_groups += sum(group);
    EXPECT_EQ(in_groups, companies);
    for (size_t e = 0; e < kCoverageEnds; ++e) {
      const auto end = static_cast<CoverageEnd>(e);
      uint64_t ended = 0;
      for (const CoverageGroup& group : table.groups) ended += group.Ended(end);
      EXPECT_EQ(ended, table.all.Ended(end)) << ToString(end);
    }
    // From one stage to the next only those are lost who ended there.
    for (size_t s = 0; s + 1 < kCoverageStages; ++s) {
      const auto stage = static_cast<CoverageStage>(s);
      uint64_t lost = 0;
      for (size_t e = 0; e < kCoverageEnds; ++e) {
        const auto end = static_cast<CoverageEnd>(e);
        if (StageOf(end) == stage) lost += table.all.Ended(end);
      }
      EXPECT_EQ(table.all.Reached(stage) - lost,
                table.all.Reached(static_cast<CoverageStage>(s + 1)));
    }
  }
}

}  // namespace
}  // namespace ritmon
