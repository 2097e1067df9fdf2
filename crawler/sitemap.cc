// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/sitemap.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/charset.h"
#include "crawler/sitemap_xml.h"
#include "crawler/stream_decoder.h"

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

std::string Lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

// The value of encoding="..." in the XML declaration, or empty.
std::string_view DeclaredEncoding(std::string_view text) {
  if (!text.starts_with("<?xml")) return {};
  text = text.substr(0, text.find('>'));
  size_t begin = text.find("encoding");
  if (begin == std::string_view::npos) return {};
  begin = text.find_first_of("\"'", begin);
  if (begin == std::string_view::npos) return {};
  const size_t end = text.find(text[begin], begin + 1);
  return end == std::string_view::npos
             ? std::string_view()
             : text.substr(begin + 1, end - begin - 1);
}

// UTF-8 without byte order mark. Bytes that are UTF-8 are believed more than
// what the document says of itself.
std::string AsUtf8(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE")) {
    return ToUtf8(bytes.substr(2), "utf-16le");
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return ToUtf8(bytes.substr(2), "utf-16be");
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  if (IsValidUtf8(bytes)) return std::string(bytes);
  const std::string_view declared = DeclaredEncoding(Trimmed(bytes));
  const std::string_view charset = CharsetFromLabel(declared);
  return charset.empty() || charset == "utf-8" ? ScrubUtf8(bytes)
                                               : ToUtf8(bytes, charset);
}

bool IsHttpUrl(std::string_view text) {
  const std::string begin = Lower(text.substr(0, 8));
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

// ---- lastmod ---------------------------------------------------------------

// Reads a number of up to `width` digits from the front of `*text`.
std::optional<int> TakeNumber(std::string_view* text, size_t width) {
  int value = 0;
  size_t size = 0;
  while (size < width && size < text->size() && (*text)[size] >= '0' &&
         (*text)[size] <= '9') {
    value = value * 10 + ((*text)[size++] - '0');
  }
  if (size == 0) return std::nullopt;
  text->remove_prefix(size);
  return value;
}

// "12:34", "12:34:56", "12:34:56.7".
std::optional<std::chrono::seconds> TakeTime(std::string_view* text) {
  const auto hour = TakeNumber(text, 2);
  if (!hour || !text->starts_with(':')) return std::nullopt;
  text->remove_prefix(1);
  const auto minute = TakeNumber(text, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (text->starts_with(':')) {
    text->remove_prefix(1);
    const auto parsed = TakeNumber(text, 2);
    if (!parsed) return std::nullopt;
    second = *parsed;
  }
  if (text->starts_with('.')) {
    text->remove_prefix(1);
    TakeNumber(text, 9);
  }
  if (*hour > 23 || *minute > 59 || second > 60) return std::nullopt;
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) +
         std::chrono::seconds(second);
}

// "Z", "+01:00", "+0100", "GMT", "EST", or nothing (taken as UTC).
std::optional<std::chrono::minutes> ParseZone(std::string_view text) {
  text = Trimmed(text);
  constexpr auto kZones =
      std::to_array<std::pair<std::string_view, int>>({{"", 0},
                                                       {"Z", 0},
                                                       {"GMT", 0},
                                                       {"UT", 0},
                                                       {"UTC", 0},
                                                       {"EST", -5},
                                                       {"EDT", -4},
                                                       {"CST", -6},
                                                       {"CDT", -5},
                                                       {"MST", -7},
                                                       {"MDT", -6},
                                                       {"PST", -8},
                                                       {"PDT", -7},
                                                       {"CET", 1},
                                                       {"CEST", 2},
                                                       {"MEZ", 1},
                                                       {"MESZ", 2}});
  for (const auto& [name, hours] : kZones) {
    if (text == name) return std::chrono::hours(hours);
  }
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const int sign = text.front() == '-' ? -1 : 1;
  text.remove_prefix(1);
  const auto hours = TakeNumber(&text, 2);
  if (text.starts_with(':')) text.remove_prefix(1);
  const auto minutes = TakeNumber(&text, 2);
  if (!hours || !text.empty() || *hours > 14) return std::nullopt;
  return sign * (std::chrono::hours(*hours) +
                 std::chrono::minutes(minutes.value_or(0)));
}

std::optional<Timestamp> TimeOn(Date date, std::string_view rest) {
  const auto time = TakeTime(&rest);
  const auto zone = ParseZone(rest);
  if (!date.ok() || !time || !zone) return std::nullopt;
  return Timestamp{std::chrono::sys_days{date}} + *time - *zone;
}

// RFC 822 and 2822: "Thu, 05 Jan 2017 12:34:50 GMT", "5 Jan 17 12:34 +0100".
std::optional<Timestamp> ParseMailDate(std::string_view text) {
  const size_t comma = text.find(',');
  if (comma != std::string_view::npos) text.remove_prefix(comma + 1);
  text = Trimmed(text);
  const auto day = TakeNumber(&text, 2);
  text = Trimmed(text);
  constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
  const std::string month = Lower(text.substr(0, 3));
  const size_t found =
      month.size() == 3 ? kMonths.find(month) : std::string_view::npos;
  if (!day || found == std::string_view::npos || found % 3 != 0) {
    return std::nullopt;
  }
  text.remove_prefix(std::min(text.find(' '), text.size()));
  text = Trimmed(text);
  const size_t digits = text.size();
  auto year = TakeNumber(&text, 4);
  if (!year) return std::nullopt;
  // RFC 2822, 4.3.
  if (digits - text.size() == 2) *year += *year < 50 ? 2000 : 1900;
  return TimeOn(Date{std::chrono::year(*year),
                     std::chrono::month(static_cast<unsigned>(found / 3) + 1),
                     std::chrono::day(static_cast<unsigned>(*day))},
                Trimmed(text));
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
  const std::string utf8 = AsUtf8(body);
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
  text = Trimmed(text);
  if (const auto date = ParseDate(text)) {
    return Timestamp{std::chrono::sys_days{*date}};
  }
  constexpr size_t kDateSize = 10;  // "2026-11-23"
  if (text.size() > kDateSize && text[4] == '-' &&
      (text[kDateSize] == 'T' || text[kDateSize] == ' ')) {
    const auto date = ParseDate(text.substr(0, kDateSize));
    if (!date) return std::nullopt;
    return TimeOn(*date, text.substr(kDateSize + 1));
  }
  return ParseMailDate(text);
}

}  // namespace ritmon
