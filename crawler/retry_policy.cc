// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/retry_policy.h"

#include <algorithm>
#include <charconv>

namespace ritmon {
namespace {

using std::chrono::milliseconds;

struct Row {
  FetchOutcome outcome;
  bool failure;
  bool retry;
  bool incident;
};

// A refused address or an unknown name does not get better within a run; a
// cut connection or an overloaded server may.
constexpr Row kRows[] = {
    {FetchOutcome::kOk, false, false, false},
    {FetchOutcome::kNotModified, false, false, false},
    {FetchOutcome::kRedirect, false, false, false},
    {FetchOutcome::kClientError, false, false, false},
    {FetchOutcome::kServerError, true, true, false},
    {FetchOutcome::kTimeout, true, true, true},
    {FetchOutcome::kDnsError, true, false, true},
    {FetchOutcome::kConnectError, true, true, true},
    {FetchOutcome::kTlsError, true, false, true},
    {FetchOutcome::kProtocolError, true, true, false},
    {FetchOutcome::kNotAllowed, false, false, false},
    {FetchOutcome::kAddressRefused, true, false, true},
    {FetchOutcome::kUnwantedType, false, false, false},
};

// 408 and 425 ask to come again (RFC 9110, 15.5.9; RFC 8470, 5.2). All other
// 4xx but 429 are final.
bool IsComeAgain(int status) { return status == 408 || status == 425; }

// "Not so fast" (RFC 6585, 4; RFC 9110, 15.6.4).
bool IsTooMuch(int status) { return status == 429 || status == 503; }

}  // namespace

bool IsFailure(FetchOutcome outcome, int status) {
  if (outcome == FetchOutcome::kClientError) {
    return IsComeAgain(status) || IsTooMuch(status);
  }
  for (const Row& row : kRows) {
    if (row.outcome == outcome) return row.failure;
  }
  return true;
}

RetryDecision DecideRetry(FetchOutcome outcome, int status, int attempts,
                          int host_failures, const RetryOptions& options) {
  RetryDecision decision;
  for (const Row& row : kRows) {
    if (row.outcome != outcome) continue;
    decision.retry = row.retry;
    decision.incident = row.incident;
  }
  if (outcome == FetchOutcome::kClientError && IsFailure(outcome, status)) {
    decision.retry = true;
  }
  if (IsTooMuch(status) || host_failures >= options.max_host_failures) {
    decision.incident = true;
  }
  if (attempts >= options.max_attempts) decision.retry = false;
  const int doublings = std::clamp(attempts - 1, 0, 16);
  decision.delay = options.base_delay * (int64_t{1} << doublings);
  return decision;
}

std::optional<milliseconds> ParseRetryAfter(std::string_view value,
                                            Timestamp now) {
  constexpr milliseconds kWeek = std::chrono::days(7);
  int64_t seconds = 0;
  const auto [end, code] =
      std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (code == std::errc() && end == value.data() + value.size()) {
    return std::chrono::seconds(
        std::clamp<int64_t>(seconds, 0, kWeek / std::chrono::seconds(1)));
  }
  const auto date = ParseHttpDate(value);
  if (!date) return std::nullopt;
  return std::clamp<milliseconds>(*date - now, milliseconds(0), kWeek);
}

}  // namespace ritmon
