// SPDX-License-Identifier: GPL-3.0-or-later
// Cutting text to size. Pure function; any bytes are accepted.

#pragma once

#include <cstddef>
#include <string_view>

namespace ritmon {

// The beginning of `text`, at most `limit` bytes of it, without a character
// that would be cut in two.
constexpr std::string_view Utf8Prefix(std::string_view text, size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 &&
         (static_cast<unsigned char>(text[limit]) & 0xC0) == 0x80) {
    --limit;
  }
  return text.substr(0, limit);
}

}  // namespace ritmon
