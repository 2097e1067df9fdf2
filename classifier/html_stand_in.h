// SPDX-License-Identifier: GPL-3.0-or-later
// Stand-ins: single characters that take the place of whole texts in what the
// HTML parser reads, because it reads character by character and slowly. For
// html_filter.cc and html_tree.cc only.
//
// A stand-in is a code point of the private planes 15 and 16; its number is the
// index of the text that was put aside. To the parser it is a letter like any
// other, so it goes where the text would have gone. A page cannot forge one:
// text that is not put aside goes through AppendUnforged.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

inline constexpr size_t kStandInBytes = 4;
// Both planes, without the two noncharacters at the end of each.
inline constexpr size_t kStandInsAPlane = 65'534;
inline constexpr size_t kMaxStandIns = 2 * kStandInsAPlane;

// `index` < kMaxStandIns.
void AppendStandIn(size_t index, std::string& out);

// The index of the stand-in that `text` (valid UTF-8) begins with.
std::optional<size_t> StandInIndex(std::string_view text);

// Appends `text` so that no stand-in is in it, neither as it is nor once
// character references are resolved; U+FFFD takes their place.
void AppendUnforged(std::string_view text, std::string& out);

}  // namespace ritmon
