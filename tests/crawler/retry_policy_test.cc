// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/retry_policy.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RetryOptions kOptions{
    .max_attempts = 3, .max_host_failures = 3, .base_delay = seconds(2)};

struct Case {
  FetchOutcome outcome;
  int status;
  bool failure;
  bool retry;
  bool incident;  // at the first time
};

constexpr Case kCases[] = {
    {FetchOutcome::kOk, 200, false, false, false},
    {FetchOutcome::kNotModified, 304, false, false, false},
    {FetchOutcome::kRedirect, 301, false, false, false},
    {FetchOutcome::kClientError, 404, false, false, false},
    {FetchOutcome::kClientError, 410, false, false, false},
    {FetchOutcome::kClientError, 403, false, false, false},
    {FetchOutcome::kClientError, 408, true, true, false},
    {FetchOutcome::kClientError, 425, true, true, false},
    {FetchOutcome::kClientError, 429, true, true, true},
    {FetchOutcome::kServerError, 500, true, true, false},
    {FetchOutcome::kServerError, 502, true, true, false},
    {FetchOutcome::kServerError, 503, true, true, true},
    {FetchOutcome::kTimeout, 0, true, true, true},
    {FetchOutcome::kDnsError, 0, true, false, true},
    {FetchOutcome::kConnectError, 0, true, true, true},
    {FetchOutcome::kTlsError, 0, true, false, true},
    {FetchOutcome::kProtocolError, 200, true, true, false},
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
        DecideRetry(c.outcome, c.status, 1, 1, kOptions);
    EXPECT_EQ(first.retry, c.retry) << name;
    EXPECT_EQ(first.incident, c.incident) << name;
    const RetryDecision last = DecideRetry(c.outcome, c.status, 3, 1, kOptions);
    EXPECT_FALSE(last.retry) << name;
    EXPECT_EQ(last.incident, c.incident) << name;
  }
  EXPECT_EQ(std::size(kCases), 20u);
}

TEST(RetryPolicyTest, FailuresInARowAreAnIncident) {
  const auto decide = [](int host_failures) {
    return DecideRetry(FetchOutcome::kServerError, 500, 1, host_failures,
                       kOptions);
  };
  EXPECT_FALSE(decide(2).incident);
  EXPECT_TRUE(decide(3).incident);
  EXPECT_TRUE(decide(100).incident);
}

TEST(RetryPolicyTest, DelayIsDoubled) {
  const struct {
    int attempts;
    int expected_seconds;
  } cases[] = {{1, 2},   {2, 4},       {3, 8},
               {8, 256}, {17, 131072}, {1000000, 131072}};
  for (const auto& c : cases) {
    EXPECT_EQ(
        DecideRetry(FetchOutcome::kServerError, 500, c.attempts, 1, kOptions)
            .delay,
        seconds(c.expected_seconds))
        << c.attempts;
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
