// SPDX-License-Identifier: GPL-3.0-or-later
// The sentence around a hit, as it is shown to people.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ritmon {

// The sentence of `block` that holds [begin, end), at most `max_characters`
// (code points) long: where it is longer, what stands around the hit, cut
// between words and marked with "…". Never cuts a character in two.
std::string SentenceAround(std::string_view block, size_t begin, size_t end,
                           size_t max_characters);

}  // namespace ritmon
