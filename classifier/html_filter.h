// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches the HTML parser: the page without what nobody reads.
//
// The bodies of scripts (except JSON-LD), style sheets, comments, drawings and
// noscript go, tags that only set type go, attributes that nobody asks for go.
// And the page is bounded: the parser's time grows with the square of the
// depth and of the attributes of one tag, so elements deeper than kMaxDepth
// lose their tags (their text stays), and of attributes of one name the first
// stays. Its memory grows with the number of tags, so those after the
// kMaxTags-th go as well, and text beyond kMaxTextBytes. What was cut is said.
//
// What the parser would only carry from one place to another is put aside:
// attributes are found again by where their tag stands in the markup, texts by
// the character that stands in for them (html_stand_in.h). It is left the
// tags, which are what it is for.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/html_attributes.h"

namespace ritmon {

inline constexpr size_t kMaxDepth = 512;  // as in Blink and WebKit
// Start and end tags; real pages have some 1,200 on average.
inline constexpr size_t kMaxTags = 200'000;
// Bytes of text, scripts not counted; real pages have some 20 KB.
inline constexpr size_t kMaxTextBytes = 4 * 1024 * 1024;

// The attributes put aside of the start tag at `offset` of the markup.
struct AttributesAside {
  size_t offset = 0;
  uint32_t first = 0;  // in FilteredHtml::attributes
  uint32_t count = 0;
};

// All views are into the page that was filtered.
struct FilteredHtml {
  bool depth_cut = false;       // kMaxDepth was reached
  bool tags_cut = false;        // kMaxTags
  bool text_cut = false;        // kMaxTextBytes
  bool attributes_cut = false;  // kMaxAttributeBytes of html_attributes.h
  std::string markup;           // what is left to parse
  std::vector<HtmlAttribute> attributes;
  std::vector<AttributesAside> tags;    // by offset; none without attributes
  std::vector<std::string_view> texts;  // by the index of the stand-in
};

// `html` is valid UTF-8.
FilteredHtml FilterHtml(std::string_view html);

}  // namespace ritmon
