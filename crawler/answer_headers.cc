// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/answer_headers.h"

#include "crawler/retry_policy.h"

namespace ritmon {

std::optional<Url> LocationOf(const FetchResult& result) {
  const std::string_view location = FindHeader(result.headers, "Location");
  if (location.empty()) return std::nullopt;
  auto url = Url::Parse(location, &result.request.url);
  if (!url) return std::nullopt;
  return std::move(*url);
}

std::optional<std::chrono::milliseconds> RetryAfterOf(
    const FetchResult& result) {
  const std::string_view value = FindHeader(result.headers, "Retry-After");
  if (value.empty()) return std::nullopt;
  return ParseRetryAfter(value, result.fetched_at);
}

}  // namespace ritmon
