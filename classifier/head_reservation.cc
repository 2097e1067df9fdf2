// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/head_reservation.h"

#include <strings.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "base/charset.h"
#include "classifier/html_tree.h"
#include "classifier/page_metadata.h"

namespace ritmon {
namespace {

constexpr std::string_view kWords[] = {"noai", "tdm-reservation"};

// Whether one of kWords may begin in [at, at + length): by its first four
// letters. Three more bytes are read. Written so that the compiler does many
// positions at once; a loop that ends early would be some ten times slower.
bool MayBeginIn(const char* at, size_t length) {
  uint8_t found = 0;
  for (size_t i = 0; i < length; ++i) {
    const auto a = static_cast<uint8_t>(at[i] | 0x20);
    const auto b = static_cast<uint8_t>(at[i + 1] | 0x20);
    const auto c = static_cast<uint8_t>(at[i + 2] | 0x20);
    const auto d = static_cast<uint8_t>(at[i + 3] | 0x20);
    found |= static_cast<uint8_t>(
        ((a == 'n') & (b == 'o') & (c == 'a') & (d == 'i')) |
        ((a == 't') & (b == 'd') & (c == 'm') & (d == '-')));
  }
  return found != 0;
}

bool BeginsWithWord(std::string_view text) {
  return std::any_of(
      std::begin(kWords), std::end(kWords), [&](std::string_view word) {
        return text.size() >= word.size() &&
               strncasecmp(text.data(), word.data(), word.size()) == 0;
      });
}

// Whether "<meta" stands in `text`.
bool HoldsMeta(std::string_view text) {
  constexpr std::string_view kMeta = "<meta";
  for (size_t at = 0; (at = text.find('<', at)) != std::string_view::npos;
       ++at) {
    if (text.size() - at >= kMeta.size() &&
        strncasecmp(text.data() + at, kMeta.data(), kMeta.size()) == 0) {
      return true;
    }
  }
  return false;
}

// One of the words, not too far behind the beginning of a meta element: in
// pictures and scripts inside the page the letters turn up by chance.
bool IsWorthParsing(std::string_view html) {
  constexpr size_t kBlock = 1024;
  constexpr size_t kLongestElement = 4096;
  constexpr size_t kTail = 3;  // that MayBeginIn reads more
  size_t looked_at = 0;        // for "<meta"
  for (size_t at = 0; at + kTail < html.size(); at += kBlock) {
    const size_t length = std::min(kBlock, html.size() - kTail - at);
    if (!MayBeginIn(html.data() + at, length)) continue;
    for (size_t i = at; i < at + length; ++i) {
      if (!BeginsWithWord(html.substr(i))) continue;
      // What an earlier word has looked at is not looked at again.
      const size_t from = std::max(looked_at, i - std::min(i, kLongestElement));
      if (HoldsMeta(html.substr(from, i - from))) return true;
      looked_at = i;
    }
  }
  return false;
}

// UTF-16, said or not, has zero bytes wherever it has ASCII.
bool HasZeroBytes(std::string_view html) {
  constexpr size_t kBeginning = 256;
  const size_t length = std::min(kBeginning, html.size());
  return length > 0 && std::memchr(html.data(), 0, length) != nullptr;
}

}  // namespace

HeadReservation ScanForReservation(std::string_view html,
                                   std::string_view content_type) {
  if (!HasZeroBytes(html) && !IsWorthParsing(html)) return {};
  DecodedText decoded = DecodeHtml(html, content_type);
  if (!IsWorthParsing(decoded.text)) return {};
  PageMetadata metadata =
      ReadMetadata(HtmlTree::Parse(std::move(decoded.text)));
  HeadReservation found{metadata.noai, metadata.tdm_reservation, {}};
  if (found.tdm_reservation) found.tdm_policy = std::move(metadata.tdm_policy);
  return found;
}

}  // namespace ritmon
