// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mojibake.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "base/charset.h"

namespace ritmon {
namespace {

// One character of valid UTF-8.
struct Character {
  char32_t code = 0;
  size_t length = 1;
};

Character CharacterAt(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return static_cast<unsigned char>(text[at + i]);
  };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xE0) return {char32_t(lead & 0x1F) << 6 | (byte(1) & 0x3F), 2};
  if (lead < 0xF0) {
    return {char32_t(lead & 0x0F) << 12 | char32_t(byte(1) & 0x3F) << 6 |
                (byte(2) & 0x3F),
            3};
  }
  return {char32_t(lead & 0x07) << 18 | char32_t(byte(1) & 0x3F) << 12 |
              char32_t(byte(2) & 0x3F) << 6 | (byte(3) & 0x3F),
          4};
}

// The byte that windows-1252 has for a character above ASCII, if any. C1
// controls are what strict Latin 1 makes of these bytes.
std::optional<unsigned char> ToWindows1252(char32_t code) {
  constexpr char16_t kHigh[32] = {
      0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D, 0x017D, 0x008F,
      0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
  if (code >= 0x80 && code <= 0xFF) return static_cast<unsigned char>(code);
  for (size_t i = 0; i < 32; ++i) {
    if (kHigh[i] == code) return static_cast<unsigned char>(0x80 + i);
  }
  return std::nullopt;
}

// What stands at `at` if it is one character in two or more: "Ã¼" is "ü".
struct Encoded {
  size_t length = 0;  // of what stands there; 0 if it is none
  std::string decoded;
};

Encoded EncodedAt(std::string_view text, size_t at) {
  const Character first = CharacterAt(text, at);
  size_t more = 0;
  // Western letters, what else Europe writes with Latin letters, signs; no
  // other text gets broken this way on the pages that are read here.
  if (first.code >= 0xC2 && first.code <= 0xC6) more = 1;
  if (first.code == 0xCB) more = 1;  // of what is encoded once more
  if (first.code == 0xE2 || first.code == 0xEF) more = 2;
  if (first.code == 0xF0) more = 3;
  if (more == 0) return {};
  std::string bytes(1, static_cast<char>(first.code));
  size_t end = at + first.length;
  for (; more > 0; --more) {
    if (end >= text.size()) return {};
    const Character next = CharacterAt(text, end);
    const auto byte = ToWindows1252(next.code);
    if (!byte || *byte > 0xBF) return {};
    bytes += static_cast<char>(*byte);
    end += next.length;
  }
  if (!IsValidUtf8(bytes)) return {};
  return {end - at, std::move(bytes)};
}

bool IsWestern(char32_t code) {
  // Letters with which Western Europe writes, and their punctuation.
  return (code >= 0xC0 && code <= 0xFF) || code == 0x152 || code == 0x153;
}

bool IsAsciiLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct Census {
  size_t letters = 0;      // encoded letters inside or beside words
  size_t punctuation = 0;  // encoded dashes, quotes, signs
  size_t sound = 0;        // letters above ASCII that are what they are
  size_t lost = 0;         // U+FFFD beside a letter
};

Census Count(std::string_view text) {
  Census census;
  for (size_t at = 0; at < text.size();) {
    if ((text[at] & 0x80) == 0) {
      ++at;
      continue;
    }
    const Encoded encoded = EncodedAt(text, at);
    if (encoded.length > 0) {
      const Character decoded = CharacterAt(encoded.decoded, 0);
      const size_t end = at + encoded.length;
      const bool in_word = (at > 0 && IsAsciiLetter(text[at - 1])) ||
                           (end < text.size() && IsAsciiLetter(text[end]));
      if (IsWestern(decoded.code)) {
        census.letters += in_word;
      } else if (decoded.code >= 0x2010 && decoded.code <= 0x2122) {
        ++census.punctuation;
      }
      at = end;
      continue;
    }
    const Character character = CharacterAt(text, at);
    if (character.code == 0xFFFD) {
      census.lost += at > 0 && IsAsciiLetter(text[at - 1]);
    } else if (character.code >= 0xC0 && character.code < 0x2000) {
      ++census.sound;
    }
    at += character.length;
  }
  return census;
}

// Pairs that cannot be chance: one letter may be a foreign word.
bool IsEncodedTwice(const Census& census) {
  const size_t pairs = census.letters + census.punctuation;
  return pairs >= 2 && pairs > 2 * census.sound;
}

std::string Decoded(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const bool ascii = (text[at] & 0x80) == 0;
    Encoded encoded;
    if (!ascii) encoded = EncodedAt(text, at);
    if (encoded.length > 0) {
      decoded += encoded.decoded;
      at += encoded.length;
      continue;
    }
    const size_t length = ascii ? 1 : CharacterAt(text, at).length;
    decoded.append(text, at, length);
    at += length;
  }
  return decoded;
}

// "Ã", "â€", "Â" before a byte of windows-1252, U+FFFD: nothing else is looked
// at more closely. Healthy text has none of them, or little.
bool MayBeBroken(std::string_view text) {
  for (const std::string_view sign : {"\xC3\x83", "\xC3\xA2\xE2\x82\xAC",
                                      "\xC3\xA2\xC2\x80", "\xEF\xBF\xBD"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

MojibakeReport RepairMojibake(std::string& text) {
  constexpr int kMostTimes = 3;
  constexpr size_t kManyLost = 3;
  MojibakeReport report;
  if (!MayBeBroken(text)) return report;
  Census census = Count(text);
  for (int time = 0; time < kMostTimes && IsEncodedTwice(census); ++time) {
    text = Decoded(text);
    report.found = report.repaired = true;
    census = Count(text);
  }
  if (census.lost >= kManyLost && census.lost > 2 * census.sound) {
    report.found = true;
  }
  return report;
}

}  // namespace ritmon
