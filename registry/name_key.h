// SPDX-License-Identifier: GPL-3.0-or-later
// Keys under which two spellings of one company name fall together.
// Pure functions; any bytes are accepted.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/name_tokens.h"

namespace ritmon {

// Folded, no punctuation, abbreviations joined, "&" and "und" as "u", no town
// in brackets: "Müller & Co. G.m.b.H. (Hamburg)" is "mueller u co gmbh".
std::string FullNameKey(std::string_view name);
std::string FullNameKey(const std::vector<NameToken>& tokens);

// The full key without legal form, "Deutschland", "i. L." and a town at the
// end. Numbers, "Holding", "Verwaltungs" and "Beteiligungs" stay: they tell
// sister companies apart. Never empty for a name with a letter.
std::string LightNameKey(std::string_view name);
std::string LightNameKey(const std::vector<NameToken>& tokens);

// Below this JaroWinkler two names have nothing to do with each other.
inline constexpr double kDifferentNames = 0.6;

// 0 to 1; 1 for equal strings (Winkler 1990: prefix of up to 4, scale 0.1).
double JaroWinkler(std::string_view a, std::string_view b);

}  // namespace ritmon
