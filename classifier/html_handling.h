// SPDX-License-Identifier: GPL-3.0-or-later
// How the filter treats each HTML element; for html_filter.cc only. Gumbo's
// API stops in html_handling.cc: elements are numbers here.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ritmon {

using HtmlTagNumber = uint16_t;

// All numbers are below this.
inline constexpr size_t kHtmlTagIds = 256;

// In any case; all names that HTML does not know share one number.
HtmlTagNumber HtmlTagId(std::string_view name);

enum class Handling : uint8_t {
  kNormal,
  kUncounted,  // void, or closed by the next of its kind: adds no depth
  kVoidDrop,   // void, and nobody reads it: the tag goes
  kType,       // only sets type: the tag goes, the text stays
  kRawDrop,    // the whole element goes
  kRawEmpty,   // the tags stay, the body goes
  kRawKeep,    // the body is text
  kScript,
};
Handling HandlingOf(HtmlTagNumber tag);

// Whether the parser must see the attributes: it merges those of a second
// <body>, compares those of formatting elements and looks for hidden inputs.
bool NeedsAttributes(HtmlTagNumber tag);

// The standard's "special" elements, as far as they count: the end tag of any
// other element does not look beyond them.
bool IsSpecialElement(HtmlTagNumber tag);

// No end tag looks beyond these ("has an element in scope"), except that of a
// table.
bool IsScopeBoundary(HtmlTagNumber tag);
bool IsTable(HtmlTagNumber tag);

}  // namespace ritmon
