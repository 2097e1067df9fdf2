// SPDX-License-Identifier: GPL-3.0-or-later
// The words of company names, by what becomes of them in a domain. German and
// English, folded. Pure functions.

#pragma once

#include <string_view>

namespace ritmon {

// What a company does or is, and not what it is called: "maschinenbau".
bool IsGeneralWord(std::string_view word);
// That, and compounds that end like it: "getriebetechnik".
bool IsDescriptive(std::string_view word);
// "getriebe" of "getriebetechnik"; empty if the word is no such compound.
std::string_view StemOf(std::string_view word);
// What stands before a name: "autohaus".
bool IsTrade(std::string_view word);
// And titles.
bool IsGivenName(std::string_view word);
// "soehne" and the like.
bool IsKin(std::string_view word);
// Articles and prepositions.
bool IsSmallWord(std::string_view word);

}  // namespace ritmon
