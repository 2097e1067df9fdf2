// SPDX-License-Identifier: GPL-3.0-or-later
// Names in our WARC records that writing (warc_capture.cc) and reading
// (warc_record.cc) must agree on. On disk: do not change.

#pragma once

#include <strings.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "model/fetch.h"

namespace ritmon {

inline constexpr auto kFetchKindNames =
    std::to_array<std::pair<std::string_view, FetchKind>>({
        {"page", FetchKind::kPage},
        {"robots", FetchKind::kRobots},
        {"sitemap", FetchKind::kSitemap},
        {"feed", FetchKind::kFeed},
        {"tdmrep", FetchKind::kTdmRep},
        {"social", FetchKind::kSocial},
    });

// Headers that would lie about a decoded body, and what is put before their
// names in the archive. Common Crawl wrote "X-Crawler-" up to 2020.
inline constexpr auto kEncodingHeaders = std::to_array<std::string_view>(
    {"Content-Encoding", "Transfer-Encoding", "Content-Length"});
inline constexpr std::string_view kKeptPrefix = "X-Crawl-";
inline constexpr std::string_view kOldKeptPrefix = "X-Crawler-";

// ISO 28500, 6.7.2 and 6.7.3.
inline constexpr std::string_view kSamePayloadProfile =
    "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
inline constexpr std::string_view kNotModifiedProfile =
    "http://netpreserve.org/warc/1.1/revisit/server-not-modified";

// What closes a record.
inline constexpr std::string_view kRecordEnd = "\r\n\r\n";

inline bool SameIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

inline bool IsEncodingHeader(std::string_view name) {
  return std::any_of(
      kEncodingHeaders.begin(), kEncodingHeaders.end(),
      [name](std::string_view other) { return SameIgnoringCase(name, other); });
}

}  // namespace ritmon
