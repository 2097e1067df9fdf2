// SPDX-License-Identifier: GPL-3.0-or-later
// A series of numbers as a line of block characters for a terminal.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ritmon {

// Eight heights from the least to the greatest number; a series that does not
// move is at half height, or at the lowest if it is 0. Of more than `width`
// numbers the last of each of `width` stretches is shown, so the first column
// need not be the first number, while the last is always the last.
std::string Sparkline(const std::vector<int64_t>& numbers, size_t width);

}  // namespace ritmon
