// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/retry_policy.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RetryOptions kOptions{.max_attempts = 3,
                                .max_host_failures = 3,
                                .base_delay = seconds(2),
                                .max_delay = seconds(300)};

struct Case {
  FetchOutcome outcome;
  int status;
  bool failure;
  bool retry;
  bool counts_against_host;
};

constexpr Case kCases[] = {
    {FetchOutcome::kOk, 200, false, false, false},
    {FetchOutcome::kNotModified, 304, false, false, false},
    {FetchOutcome::kRedirect, 301, false, false, false},
    {FetchOutcome::kClientError, 404, false, false, false},
    {FetchOutcome::kClientError, 410, false, false, false},
    {FetchOutcome::kClientError, 403, false, false, false},
    {FetchOutcome::kClientError, 408, true, true, true},
    {FetchOutcome::kClientError, 425, true, true, true},
    {FetchOutcome::kClientError, 429, true, true, true},
    {FetchOutcome::kServerError, 500, true, true, true},
    {FetchOutcome::kServerError, 503, true, true, true},
    {FetchOutcome::kTimeout, 0, true, true, true},
    {FetchOutcome::kDnsError, 0, true, false, true},
    {FetchOutcome::kConnectError, 0, true, true, true},
    {FetchOutcome::kTlsError, 0, true, false, true},
    {FetchOutcome::kProtocolError, 200, true, true, true},
    {FetchOutcome::kNotAllowed, 0, false, false, false},
    {FetchOutcome::kAddressRefused, 0, true, false, true},
    {FetchOutcome::kUnwantedType, 200, false, false, false},
};

TEST(RetryPolicyTest, OneRowAnOutcome) {
  for (const Case& c : kCases) {
    const std::string name =
        std::string(ToString(c.outcome)) + " " + std::to_string(c.status);
    EXPECT_EQ(IsFailure(c.outcome, c.status), c.failure) << name;
    const RetryDecision first =
        DecideRetry(c.outcome, c.status, 1, std::nullopt, kOptions);
    EXPECT_EQ(first.retry, c.retry) << name;
    EXPECT_EQ(first.counts_against_host, c.counts_against_host) << name;
    EXPECT_FALSE(first.give_up_host) << name;
    const RetryDecision last =
        DecideRetry(c.outcome, c.status, 3, std::nullopt, kOptions);
    EXPECT_FALSE(last.retry) << name;
    EXPECT_EQ(last.counts_against_host, c.counts_against_host) << name;
  }
}

TEST(RetryPolicyTest, DelayIsDoubledAndBounded) {
  const struct {
    int attempts;
    int expected_seconds;
  } cases[] = {{1, 2}, {2, 4}, {3, 8}, {8, 256}, {9, 300}, {1000000, 300}};
  for (const auto& c : cases) {
    EXPECT_EQ(DecideRetry(FetchOutcome::kTimeout, 0, c.attempts, std::nullopt,
                          kOptions)
                  .delay,
              seconds(c.expected_seconds))
        << c.attempts;
  }
}

// RFC 9110, 10.2.3; RFC 6585, 4.
TEST(RetryPolicyTest, RetryAfterIsAlwaysKept) {
  const struct {
    int retry_after;
    int delay;
    bool give_up;
  } cases[] = {{0, 2, false},     {1, 2, false},    {60, 60, false},
               {300, 300, false}, {301, 301, true}, {86400, 86400, true}};
  for (const auto& c : cases) {
    const RetryDecision decision = DecideRetry(
        FetchOutcome::kServerError, 503, 1, seconds(c.retry_after), kOptions);
    EXPECT_EQ(decision.delay, seconds(c.delay)) << c.retry_after;
    EXPECT_EQ(decision.give_up_host, c.give_up) << c.retry_after;
  }
}

TEST(RetryPolicyTest, ParsesRetryAfter) {
  const auto now = ParseTimestamp("2026-11-23T08:00:00Z");
  const struct {
    const char* value;
    std::optional<int64_t> expected_seconds;
  } cases[] = {
      {"120", 120},
      {"0", 0},
      {"-5", 0},
      {"99999999999", 7 * 86400},
      {"Mon, 23 Nov 2026 08:01:30 GMT", 90},
      {"Mon, 23 Nov 2026 07:00:00 GMT", 0},
      {"Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86400},
      {"", std::nullopt},
      {"soon", std::nullopt},
      {"12 s", std::nullopt},
      {"1.5", std::nullopt},
      {"99999999999999999999999", std::nullopt},
  };
  for (const auto& c : cases) {
    const auto parsed = ParseRetryAfter(c.value, *now);
    ASSERT_EQ(parsed.has_value(), c.expected_seconds.has_value()) << c.value;
    if (parsed) {
      EXPECT_EQ(*parsed, seconds(*c.expected_seconds)) << c.value;
    }
  }
}

}  // namespace
}  // namespace ritmon
