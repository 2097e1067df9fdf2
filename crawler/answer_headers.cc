// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/answer_headers.h"

#include <algorithm>
#include <charconv>

#include "crawler/retry_policy.h"

namespace ritmon {
namespace {

std::optional<int64_t> WholeNumber(std::string_view text) {
  int64_t number = 0;
  const auto [end, code] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

std::string_view EitherHeader(const FetchResult& result, std::string_view name,
                              std::string_view other) {
  const std::string_view value = FindHeader(result.headers, name);
  return value.empty() ? FindHeader(result.headers, other) : value;
}

}  // namespace

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

std::optional<std::chrono::milliseconds> RateLimitRestOf(
    const FetchResult& result) {
  using std::chrono::milliseconds;
  constexpr milliseconds kLongest = std::chrono::hours(1);
  // No server's number of seconds to go is so large, no date so early.
  constexpr int64_t kFirstDate = 1'000'000'000;
  const auto left = WholeNumber(
      EitherHeader(result, "X-RateLimit-Remaining", "RateLimit-Remaining"));
  if (!left || *left > 0) return std::nullopt;
  const std::string_view reset =
      EitherHeader(result, "X-RateLimit-Reset", "RateLimit-Reset");
  if (const auto number = WholeNumber(reset)) {
    const auto limited = std::clamp<int64_t>(*number, 0, int64_t{1} << 40);
    const std::chrono::seconds seconds(limited);
    const milliseconds wait =
        limited < kFirstDate
            ? milliseconds(seconds)
            : Timestamp(milliseconds(seconds)) - result.fetched_at;
    return std::clamp(wait, milliseconds(0), kLongest);
  }
  const auto date = ParseTimestamp(reset);
  if (!date) return std::nullopt;
  return std::clamp<milliseconds>(*date - result.fetched_at, milliseconds(0),
                                  kLongest);
}

}  // namespace ritmon
