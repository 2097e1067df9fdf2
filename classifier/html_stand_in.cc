// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_stand_in.h"

#include <cstdint>

#include "base/charset.h"

namespace ritmon {
namespace {

constexpr uint32_t kFirstPlane = 0xF0000;
constexpr std::string_view kReplacement = "\uFFFD";

// The digit's value in base 16, or 16.
uint32_t Digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

// How long the numeric character reference at the beginning of `text` is, if
// it names a private plane or more than there is; else 0.
size_t ForgedReference(std::string_view text) {
  if (!text.starts_with("&#")) return 0;
  size_t at = 2;
  uint32_t base = 10;
  if (at < text.size() && (text[at] == 'x' || text[at] == 'X')) {
    base = 16;
    ++at;
  }
  uint32_t value = 0;
  for (; at < text.size() && Digit(text[at]) < base; ++at) {
    if (value < kFirstPlane) value = value * base + Digit(text[at]);
  }
  if (value < kFirstPlane) return 0;
  return at < text.size() && text[at] == ';' ? at + 1 : at;
}

}  // namespace

void AppendStandIn(size_t index, std::string& out) {
  const size_t plane = index / kStandInsAPlane;
  AppendUtf8(static_cast<char32_t>(kFirstPlane + plane * 0x10000 +
                                   index % kStandInsAPlane),
             out);
}

std::optional<size_t> StandInIndex(std::string_view text) {
  if (text.size() < kStandInBytes) return std::nullopt;
  const auto byte = [&](size_t i) -> uint32_t {
    return static_cast<unsigned char>(text[i]);
  };
  if (byte(0) != 0xF3 && byte(0) != 0xF4) return std::nullopt;
  const uint32_t code_point = (byte(0) & 0x07) << 18 | (byte(1) & 0x3F) << 12 |
                              (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
  if (code_point < kFirstPlane) return std::nullopt;
  const size_t in_plane = code_point & 0xFFFF;
  if (in_plane >= kStandInsAPlane) return std::nullopt;
  return ((code_point >> 16) - (kFirstPlane >> 16)) * kStandInsAPlane +
         in_plane;
}

void AppendUnforged(std::string_view text, std::string& out) {
  size_t begin = 0;  // of what is not appended yet
  for (size_t at = 0; at < text.size();) {
    size_t forged = 0;
    if (text[at] == '&') {
      forged = ForgedReference(text.substr(at));
    } else if (StandInIndex(text.substr(at))) {
      forged = kStandInBytes;
    }
    if (forged == 0) {
      ++at;
      continue;
    }
    out.append(text, begin, at - begin);
    out += kReplacement;
    at = begin = at + forged;
  }
  out.append(text, begin);
}

}  // namespace ritmon
