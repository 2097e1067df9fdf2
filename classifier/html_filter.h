// SPDX-License-Identifier: GPL-3.0-or-later
// What reaches the HTML parser: the page without what nobody reads.
//
// The bodies of scripts (except JSON-LD), style sheets, comments, drawings and
// noscript go, tags that only set type go, attributes that nobody asks for go.
// And the page is bounded: the parser's time grows with the square of the
// depth and of the attributes of one tag, so elements deeper than kMaxDepth
// lose their tags (their text stays), and attributes after the
// kMaxAttributes-th go.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ritmon {

inline constexpr size_t kMaxDepth = 512;  // as in Blink and WebKit
inline constexpr unsigned kMaxAttributes = 32;
inline constexpr size_t kMaxAttributeBytes = 16 * 1024;

std::string FilterHtml(std::string_view html);

}  // namespace ritmon
