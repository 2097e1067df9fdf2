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
  bool retry = false;                  // in this run
  std::chrono::milliseconds delay{0};  // before the retry, for the whole host
  bool counts_against_host = false;    // enough of these: the host is given up
  // It asked for a longer pause than a run waits: it is left alone for `delay`.
  bool give_up_host = false;
};

struct RetryOptions {
  int max_attempts = 3;       // fetches of one URL in one run
  int max_host_failures = 3;  // of different URLs in a row, then the
                              // host rests until the next run
  std::chrono::milliseconds base_delay{2000};   // doubled at each attempt
  std::chrono::milliseconds max_delay{300000};  // a longer Retry-After ends
                                                // the host's turn in this run
};

// `attempts` counts the fetches so far, this one included. `retry_after` is the
// header's value, if the server sent one (RFC 9110, 10.2.3).
RetryDecision DecideRetry(FetchOutcome outcome, int status, int attempts,
                          std::optional<std::chrono::milliseconds> retry_after,
                          const RetryOptions& options);

// Retry-After as seconds or as an HTTP-date, from `now` on; never negative, at
// most a week.
std::optional<std::chrono::milliseconds> ParseRetryAfter(std::string_view value,
                                                         Timestamp now);

}  // namespace ritmon
