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

}  // namespace ritmon
