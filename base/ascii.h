// SPDX-License-Identifier: GPL-3.0-or-later
// Letters of ASCII without case, whatever the locale: for names of protocols
// and formats. Words of people are folded (base/normalize.h). Pure functions.

#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace ritmon {

constexpr char AsciiLower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Other bytes stay, those of UTF-8 too.
inline std::string AsciiLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = AsciiLower(c);
  return lower;
}

inline std::string AsciiUpper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

constexpr bool StartsWithNoCase(std::string_view text,
                                std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(
             prefix.begin(), prefix.end(), text.begin(),
             [](char a, char b) { return AsciiLower(a) == AsciiLower(b); });
}

}  // namespace ritmon
