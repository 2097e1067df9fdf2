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
  bool counts_against_host;
};

// A refused address or an unknown name does not get better within a run; a
// cut connection or an overloaded server may.
constexpr Row kRows[] = {
    {FetchOutcome::kOk, false, false, false},
    {FetchOutcome::kNotModified, false, false, false},
    {FetchOutcome::kRedirect, false, false, false},
    {FetchOutcome::kClientError, false, false, false},
    {FetchOutcome::kServerError, true, true, true},
    {FetchOutcome::kTimeout, true, true, true},
    {FetchOutcome::kDnsError, true, false, true},
    {FetchOutcome::kConnectError, true, true, true},
    {FetchOutcome::kTlsError, true, false, true},
    {FetchOutcome::kProtocolError, true, true, true},
    {FetchOutcome::kNotAllowed, false, false, false},
    {FetchOutcome::kAddressRefused, true, false, true},
    {FetchOutcome::kUnwantedType, false, false, false},
};

// 429 and 503 ask us to slow down; 408 and 425 to come again. All other 4xx
// are final (RFC 9110, 15.5; RFC 6585, 4).
bool IsRetriedClientError(int status) {
  return status == 408 || status == 425 || status == 429;
}

}  // namespace

bool IsFailure(FetchOutcome outcome, int status) {
  if (outcome == FetchOutcome::kClientError) {
    return IsRetriedClientError(status);
  }
  for (const Row& row : kRows) {
    if (row.outcome == outcome) return row.failure;
  }
  return true;
}

RetryDecision DecideRetry(FetchOutcome outcome, int status, int attempts,
                          std::optional<milliseconds> retry_after,
                          const RetryOptions& options) {
  RetryDecision decision;
  for (const Row& row : kRows) {
    if (row.outcome != outcome) continue;
    decision.retry = row.retry;
    decision.counts_against_host = row.counts_against_host;
  }
  if (outcome == FetchOutcome::kClientError && IsRetriedClientError(status)) {
    decision.retry = true;
    decision.counts_against_host = true;
  }
  if (attempts >= options.max_attempts) decision.retry = false;
  if (decision.counts_against_host || decision.retry) {
    const int doublings = std::clamp(attempts - 1, 0, 16);
    decision.delay = std::min(options.base_delay * (int64_t{1} << doublings),
                              options.max_delay);
    if (retry_after) decision.delay = std::max(decision.delay, *retry_after);
    decision.give_up_host = decision.delay > options.max_delay;
  }
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
