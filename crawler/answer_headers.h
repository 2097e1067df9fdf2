// SPDX-License-Identifier: GPL-3.0-or-later
// What the crawl reads from the headers of an answer. Pure functions.

#pragma once

#include <chrono>
#include <optional>

#include "model/fetch.h"

namespace ritmon {

// Where a redirect leads; nothing if it names no http(s) URL.
std::optional<Url> LocationOf(const FetchResult& result);

// Retry-After, counted from the answer; see retry_policy.h.
std::optional<std::chrono::milliseconds> RetryAfterOf(
    const FetchResult& result);

// How long a service wants to be left alone that counts requests: the time to
// its X-RateLimit-Reset (or RateLimit-Reset) where nothing is left of
// X-RateLimit-Remaining; at most an hour. The reset is a date (Mastodon), the
// seconds since 1970 (the AT Protocol's servers) or the seconds to go.
std::optional<std::chrono::milliseconds> RateLimitRestOf(
    const FetchResult& result);

}  // namespace ritmon
