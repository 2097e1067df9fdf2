// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of HTML, for the html_*.cc files only: classes of characters, and
// comparisons without case.

#pragma once

#include <algorithm>
#include <string_view>

namespace ritmon {

inline bool IsHtmlSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}
inline bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline char LowerAscii(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
// `lower` is in lower case.
inline bool EqualsLower(std::string_view text, std::string_view lower) {
  return text.size() == lower.size() &&
         std::equal(text.begin(), text.end(), lower.begin(),
                    [](char a, char b) { return LowerAscii(a) == b; });
}
inline bool ContainsLower(std::string_view text, std::string_view lower) {
  return std::search(text.begin(), text.end(), lower.begin(), lower.end(),
                     [](char a, char b) { return LowerAscii(a) == b; }) !=
         text.end();
}

// Text that an HTML parser would leave as it is, line ends apart: no character
// reference, no control character. Branch-free, so that it is vectorised.
inline bool HasControl(std::string_view text) {
  unsigned found = 0;
  for (const char c : text) {
    found |=
        static_cast<unsigned>(static_cast<unsigned char>(c) < 0x20) &
        static_cast<unsigned>(c != '\t') & static_cast<unsigned>(c != '\n') &
        static_cast<unsigned>(c != '\f') & static_cast<unsigned>(c != '\r');
  }
  return found != 0;
}
inline bool IsPlainText(std::string_view text) {
  return text.find('&') == std::string_view::npos && !HasControl(text);
}

}  // namespace ritmon
