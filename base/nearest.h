// SPDX-License-Identifier: GPL-3.0-or-later
// For error messages: the known name that a mistyped one probably means.
//
// Names are compared as bytes: fold them first where spelling is free. Pure
// functions.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// The index of the candidate that is nearest to `name`, the first of equals;
// nothing if none is near enough to be meant. A candidate that contains the
// name (of three letters or more) is nearest, one that begins with it before
// others: who types a part of a name means that name. Else the edit distance
// counts (Levenshtein), to the whole or, one more, to the beginning.
std::optional<size_t> NearestIndex(
    std::string_view name, const std::vector<std::string_view>& candidates);

// The candidate itself, or empty.
std::string_view Nearest(std::string_view name,
                         const std::vector<std::string_view>& candidates);

// ", do you mean 'x'?", or nothing.
std::string DidYouMean(std::string_view name,
                       const std::vector<std::string_view>& candidates);

}  // namespace ritmon
