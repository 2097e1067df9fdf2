// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/path_pattern.h"

namespace ritmon {
namespace {

bool IsHexDigit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
         (c >= 'A' && c <= 'F');
}

}  // namespace

bool IsPercentEncoded(std::string_view text, size_t at) {
  return at + 2 < text.size() && text[at] == '%' && IsHexDigit(text[at + 1]) &&
         IsHexDigit(text[at + 2]);
}

std::string EscapePath(std::string_view path) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  std::string out;
  out.reserve(path.size());
  for (size_t i = 0; i < path.size(); ++i) {
    const auto byte = static_cast<unsigned char>(path[i]);
    if (IsPercentEncoded(path, i)) {
      out += '%';
      for (int k = 0; k < 2; ++k) {
        const char c = path[++i];
        out += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
      }
    } else if (byte >= 0x80) {
      out += '%';
      out += kHexDigits[byte >> 4];
      out += kHexDigits[byte & 15];
    } else {
      out += path[i];
    }
  }
  return out;
}

// Each piece between stars is found at its first place, which is never worse
// than a later one; only the last piece before '$' has to be at the very end.
bool MatchesPathPattern(std::string_view path, std::string_view pattern) {
  const bool anchored = pattern.ends_with('$');
  if (anchored) pattern.remove_suffix(1);
  bool first = true;
  while (true) {
    const size_t star = pattern.find('*');
    const bool last = star == std::string_view::npos;
    const std::string_view piece = pattern.substr(0, star);
    if (last && anchored) {
      return first ? path == piece : path.ends_with(piece);
    }
    const size_t found =
        first ? (path.starts_with(piece) ? 0 : path.npos) : path.find(piece);
    if (found == path.npos) return false;
    if (last) return true;
    path.remove_prefix(found + piece.size());
    pattern.remove_prefix(star + 1);
    first = false;
  }
}

}  // namespace ritmon
