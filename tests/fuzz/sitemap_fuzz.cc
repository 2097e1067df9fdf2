// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a sitemap, plain or gzipped; the limits hold; what was cut by
// one of them is marked.

#include <zlib.h>

#include <string>

#include "crawler/sitemap.h"
#include "tests/fuzz/fuzz_input.h"

namespace ritmon {
namespace {

constexpr SitemapLimits kSmall{
    .max_entries = 7, .max_bytes = 2000, .max_loc_bytes = 60};

std::string Gzip(std::string_view text) {
  constexpr int kGzipWindow = 15 + 16;
  z_stream stream{};
  Require(deflateInit2(&stream, 1, Z_DEFLATED, kGzipWindow, 8,
                       Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  std::string input(text);
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  Require(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

bool SameEntries(const std::vector<SitemapEntry>& a,
                 const std::vector<SitemapEntry>& b) {
  if (a.size() != b.size()) return false;
  for (size_t i = 0; i < a.size(); ++i) {
    if (a[i].loc != b[i].loc || a[i].lastmod != b[i].lastmod) return false;
  }
  return true;
}

void CheckLimits(const Sitemap& sitemap, const SitemapLimits& limits) {
  Require(sitemap.urls.size() + sitemap.sitemaps.size() <= limits.max_entries);
  for (const auto* entries : {&sitemap.urls, &sitemap.sitemaps}) {
    for (const SitemapEntry& entry : *entries) {
      Require(!entry.loc.empty() && entry.loc.size() <= limits.max_loc_bytes);
      ParseLastmod(entry.lastmod);
    }
  }
}

}  // namespace
}  // namespace ritmon

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto sitemap = ritmon::ParseSitemap(input.view());
  ritmon::CheckLimits(sitemap, {});
  ritmon::CheckLimits(ritmon::ParseSitemap(input.view(), ritmon::kSmall),
                      ritmon::kSmall);
  ritmon::ParseLastmod(input.view());
  // Packing changes nothing, but for layers beyond the last that is undone.
  if (!input.view().starts_with("\x1F\x8B")) {
    const auto packed = ritmon::ParseSitemap(ritmon::Gzip(input.view()));
    ritmon::Require(packed.kind == sitemap.kind &&
                    packed.truncated == sitemap.truncated &&
                    ritmon::SameEntries(packed.urls, sitemap.urls) &&
                    ritmon::SameEntries(packed.sitemaps, sitemap.sitemaps));
  }
  return 0;
}
