// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8_scan.h"

#include <cstdint>
#include <cstring>
#include <string>

#include "base/charset.h"

namespace ritmon {
namespace {

// How many bytes from `at` on are ASCII; eight at a time.
size_t AsciiRun(std::string_view bytes, size_t at) {
  size_t i = at;
  while (i + 8 <= bytes.size()) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if ((word & 0x8080808080808080ULL) != 0) break;
    i += 8;
  }
  while (i < bytes.size() && (bytes[i] & 0x80) == 0) ++i;
  return i - at;
}

}  // namespace

// The table of well-formed sequences is Unicode 15, table 3-7.
Utf8Step NextUtf8(std::string_view bytes, size_t at) {
  const auto byte = [&](size_t i) -> unsigned char { return bytes[at + i]; };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {true, 1};
  if (lead < 0xC2 || lead > 0xF4) return {false, 1};
  const size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  unsigned char low = 0x80, high = 0xBF;  // of the second byte
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  for (size_t i = 1; i < length; ++i) {
    if (at + i >= bytes.size() || byte(i) < low || byte(i) > high)
      return {false, i};
    low = 0x80;
    high = 0xBF;
  }
  return {true, length};
}

Utf8Census CountUtf8(std::string_view bytes) {
  Utf8Census census;
  for (size_t i = 0;;) {
    i += AsciiRun(bytes, i);
    if (i >= bytes.size()) return census;
    const Utf8Step step = NextUtf8(bytes, i);
    ++(step.valid ? census.sequences : census.invalid);
    const unsigned char lead = bytes[i];
    i += step.length;
    census.cut_at_end =
        !step.valid && i == bytes.size() && lead >= 0xC2 && lead <= 0xF4;
  }
}

bool IsValidUtf8(std::string_view text) { return CountUtf8(text).invalid == 0; }

std::string ScrubUtf8(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    const size_t run = AsciiRun(text, i);
    clean.append(text, i, run);
    i += run;
    if (i >= text.size()) break;
    const Utf8Step step = NextUtf8(text, i);
    if (step.valid) {
      clean.append(text, i, step.length);
    } else {
      clean += "\uFFFD";
    }
    i += step.length;
  }
  return clean;
}

void AppendUtf8(char32_t code_point, std::string& text) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point < 0xE000))
    code_point = 0xFFFD;
  if (code_point < 0x80) {
    text += static_cast<char>(code_point);
  } else if (code_point < 0x800) {
    text += static_cast<char>(0xC0 | (code_point >> 6));
    text += static_cast<char>(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    text += static_cast<char>(0xE0 | (code_point >> 12));
    text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code_point & 0x3F));
  } else {
    text += static_cast<char>(0xF0 | (code_point >> 18));
    text += static_cast<char>(0x80 | ((code_point >> 12) & 0x3F));
    text += static_cast<char>(0x80 | ((code_point >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (code_point & 0x3F));
  }
}

}  // namespace ritmon
