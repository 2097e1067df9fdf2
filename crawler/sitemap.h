// SPDX-License-Identifier: GPL-3.0-or-later
// Sitemaps, as https://www.sitemaps.org/protocol.html has them: urlset and
// sitemapindex, RSS 2.0 and Atom 1.0 used as sitemaps, text files with one URL
// a line; each of them also gzipped.
//
// Any input is accepted. Broken XML gives what can be read of it: after an
// error, reading goes on with the next entry. No entity is ever expanded beyond
// XML's own five, nothing outside the document is ever read.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace ritmon {

enum class SitemapKind {
  kUnknown,  // something else, an HTML page for example
  kUrlset,
  kIndex,
  kText,
  kRss,
  kAtom,
};

std::string_view ToString(SitemapKind kind);  // "urlset", "sitemapindex", ...

struct SitemapEntry {
  std::string loc;      // as written, trimmed; may be relative or nonsense
  std::string lastmod;  // as written, trimmed; empty if there is none
};

struct Sitemap {
  SitemapKind kind = SitemapKind::kUnknown;
  std::vector<SitemapEntry> urls;
  std::vector<SitemapEntry> sitemaps;  // those that an index names
  int forgiven = 0;        // places at which the document was broken
  bool truncated = false;  // a limit was reached, or the gzip ends too early
};

struct SitemapLimits {
  // The protocol's own limits, also for an index.
  size_t max_entries = 50'000;
  size_t max_bytes = 50 * 1024 * 1024;  // after gunzip
  size_t max_loc_bytes = 8192;          // longer ones are left out
};

Sitemap ParseSitemap(std::string_view body, const SitemapLimits& limits = {});

// The lastmod of a sitemap (W3C date and time, also a mere date or month), of a
// feed (RFC 822, RFC 3339); nothing for what is none of them.
std::optional<Timestamp> ParseLastmod(std::string_view text);

}  // namespace ritmon
