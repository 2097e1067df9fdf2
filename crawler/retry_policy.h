// SPDX-License-Identifier: GPL-3.0-or-later
// What to do after each kind of outcome: one row a kind.

#pragma once

#include <chrono>
#include <optional>

#include "model/fetch.h"

namespace ritmon {

// True if the answer, or its absence, says nothing about the page: the same
// request may succeed later. A 404 is an answer, a 429 is not.
bool IsFailure(FetchOutcome outcome, int status);

struct RetryDecision {
  bool retry = false;                  // the URL, in this run
  std::chrono::milliseconds delay{0};  // before that, if there is no incident
  // The whole host is left alone for a while (back_off.h): it asked for it
  // (429, 503), or cannot be reached. A 403 is an answer like any other.
  bool incident = false;
};

struct RetryOptions {
  int max_attempts = 3;       // fetches of one URL in one run
  int max_host_failures = 3;  // in a row; then it is an incident
  std::chrono::milliseconds base_delay{2000};  // doubled at each attempt
};

// `attempts` counts the fetches of the URL so far, `host_failures` those of the
// host that failed in a row, this one included in both.
RetryDecision DecideRetry(FetchOutcome outcome, int status, int attempts,
                          int host_failures, const RetryOptions& options);

// Retry-After (RFC 9110, 10.2.3) as seconds or as an HTTP-date, from `now` on;
// never negative, at most a week.
std::optional<std::chrono::milliseconds> ParseRetryAfter(std::string_view value,
                                                         Timestamp now);

}  // namespace ritmon
