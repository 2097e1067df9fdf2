// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/sitemap.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"
#include "base/written_date.h"
#include "crawler/sitemap_xml.h"
#include "crawler/stream_decoder.h"
#include "crawler/xml_charset.h"

namespace ritmon {
namespace {

// Some servers gzip a file that is gzipped already.
constexpr int kMaxGzipLayers = 2;

bool IsSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool IsHttpUrl(std::string_view text) {
  const std::string begin = AsciiLower(text.substr(0, 8));
  return begin.starts_with("http://") || begin == "https://";
}

// One URL a line; only if the first line that is not empty is one.
void ParseText(std::string_view text, const SitemapLimits& limits,
               Sitemap* sitemap) {
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = Trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty()) continue;
    if (!IsHttpUrl(line)) {
      if (sitemap->kind == SitemapKind::kUnknown) return;
      ++sitemap->forgiven;
      continue;
    }
    sitemap->kind = SitemapKind::kText;
    if (line.size() > limits.max_loc_bytes) continue;
    if (sitemap->urls.size() >= limits.max_entries) {
      sitemap->truncated = true;
      return;
    }
    sitemap->urls.push_back({std::string(line), ""});
  }
}

// Where XML begins behind the error messages of a broken server, or npos.
size_t FindXml(std::string_view text) {
  if (text.starts_with('<')) return 0;
  for (const std::string_view begin :
       {"<?xml", "<urlset", "<sitemapindex", "<rss", "<feed"}) {
    const size_t found = text.find(begin);
    if (found != std::string_view::npos) return found;
  }
  return std::string_view::npos;
}

}  // namespace

std::string_view ToString(SitemapKind kind) {
  switch (kind) {
    case SitemapKind::kUnknown:
      return "unknown";
    case SitemapKind::kUrlset:
      return "urlset";
    case SitemapKind::kIndex:
      return "sitemapindex";
    case SitemapKind::kText:
      return "text";
    case SitemapKind::kRss:
      return "rss";
    case SitemapKind::kAtom:
      return "atom";
  }
  return "unknown";
}

Sitemap ParseSitemap(std::string_view body, const SitemapLimits& limits) {
  Sitemap sitemap;
  std::string unpacked;
  for (int layer = 0; layer < kMaxGzipLayers && LooksLikeGzip(body); ++layer) {
    Decoded decoded = Decode(Compression::kGzip, body, limits.max_bytes);
    sitemap.truncated = sitemap.truncated || decoded.damaged || decoded.limited;
    unpacked = std::move(decoded.bytes);
    body = unpacked;
  }
  if (body.size() > limits.max_bytes) {
    body = body.substr(0, limits.max_bytes);
    sitemap.truncated = true;
  }
  const std::string utf8 = XmlToUtf8(body);
  const std::string_view text = Trimmed(utf8);
  if (IsHttpUrl(text)) {
    ParseText(text, limits, &sitemap);
  } else if (const size_t xml = FindXml(text); xml != std::string_view::npos) {
    sitemap.forgiven += xml > 0 ? 1 : 0;
    ParseSitemapXml(text.substr(xml), limits, &sitemap);
  }
  return sitemap;
}

std::optional<Timestamp> ParseLastmod(std::string_view text) {
  return ParseWrittenDate(text);
}

}  // namespace ritmon
