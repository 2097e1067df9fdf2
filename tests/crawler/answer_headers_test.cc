// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/answer_headers.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

TEST(AnswerHeaders, RateLimits) {
  using std::chrono::seconds;
  const Timestamp now = *ParseTimestamp("2026-03-04T05:06:07Z");
  const int64_t since_1970 = ToMillis(now) / 1000;
  const struct {
    std::string remaining;
    std::string reset;
    int64_t rest;  // seconds; -1: nothing is said
  } cases[] = {
      {"0", "2026-03-04T05:08:07.000Z", 120},
      {"0", std::to_string(since_1970 + 30), 30},
      {"0", "45", 45},
      {"-1", "45", 45},
      {"1", "45", -1},
      {"299", "2026-03-04T05:08:07.000Z", -1},
      // In the past, and longer than anybody waits.
      {"0", "2026-03-04T05:06:00Z", 0},
      {"0", "2031-01-01T00:00:00Z", 3600},
      {"0", "99999999999999999", 3600},
      {"0", "-5", 0},
      {"0", "soon", -1},
      {"0", "", -1},
      {"", "45", -1},
      {"none", "45", -1},
  };
  for (const auto& c : cases) {
    for (const std::string prefix : {"X-RateLimit-", "RateLimit-"}) {
      FetchResult result{.request = {.url = MakeUrl("https://inst.example/")}};
      result.fetched_at = now;
      if (!c.remaining.empty()) {
        result.headers.emplace_back(prefix + "Remaining", c.remaining);
      }
      if (!c.reset.empty()) {
        result.headers.emplace_back(prefix + "Reset", c.reset);
      }
      const auto rest = RateLimitRestOf(result);
      EXPECT_EQ(rest ? std::chrono::floor<seconds>(*rest).count() : -1, c.rest)
          << prefix << " " << c.remaining << " " << c.reset;
    }
  }
}

}  // namespace
}  // namespace ritmon
