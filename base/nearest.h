// SPDX-License-Identifier: GPL-3.0-or-later
// For error messages: the known name that a mistyped one probably means.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// The candidate with the smallest edit distance (Levenshtein, in bytes), the
// first of equals; empty if none is near enough to be meant.
std::string_view Nearest(std::string_view name,
                         const std::vector<std::string_view>& candidates);

// ", do you mean 'x'?", or nothing.
std::string DidYouMean(std::string_view name,
                       const std::vector<std::string_view>& candidates);

}  // namespace ritmon
