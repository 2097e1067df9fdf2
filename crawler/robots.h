// SPDX-License-Identifier: GPL-3.0-or-later
// robots.txt, as RFC 9309 has it, and where the RFC leaves it open, as Google's
// matcher reads it: most robots.txt were written with that one in mind.
//
// Takes the bytes of one robots.txt and answers, for one product token, which
// paths may be fetched. Knows nothing of fetching, caching or HTTP status; that
// is robots_cache.h.
//
// Any input is accepted: a line that is not understood is skipped and counted.

#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// The rules that one robots.txt sets for one product token. Immutable once
// parsed, so safe to share between threads.
class RobotsRules {
 public:
  // RFC 9309, 2.5 asks for at least 500 KiB.
  static constexpr size_t kMaxBytes = 512 * 1024;
  // More than any real file has; the rest is dropped.
  static constexpr size_t kMaxSitemaps = 1000;

  // Everything is allowed.
  RobotsRules() = default;

  // `product_token` is matched without case ("ritmon", not "ritmon/1.0"). Reads
  // at most kMaxBytes of `body`; keeps no view of it.
  static RobotsRules Parse(std::string_view body,
                           std::string_view product_token);

  // `path_and_query` starts with '/' and is %-encoded. Longest match wins;
  // Allow wins a tie (RFC 9309, 2.2.2). /robots.txt itself is always allowed.
  bool Allows(std::string_view path_and_query) const;

  // Not in the RFC, but widely used: the wish of the group that applies.
  std::optional<std::chrono::milliseconds> crawl_delay() const {
    return crawl_delay_;
  }
  // As written, in order; they belong to no group. May be relative or nonsense.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }
  // Lines that are neither empty nor comment nor understood.
  int skipped_lines() const { return skipped_lines_; }

 private:
  friend class RobotsParser;

  struct Rule {
    std::string pattern;  // %-encoded, hex in upper case, with '*' and '$'
    bool allow = false;
  };

  std::vector<Rule> rules_;
  std::optional<std::chrono::milliseconds> crawl_delay_;
  std::vector<std::string> sitemaps_;
  int skipped_lines_ = 0;
};

// What of a URL in text form the rules are asked about: path and query as
// written, never encoded anew, no fragment; "/" if there is neither. For tools
// that are given URLs as text; the crawler uses Url::path_and_query().
std::string RobotsPath(std::string_view url);

}  // namespace ritmon
