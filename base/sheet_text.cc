// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_text.h"

#include <charconv>
#include <cstdint>

#include "base/charset.h"
#include "base/sheet_writer.h"
#include "base/utf8_scan.h"

namespace ritmon {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kEscapedUnderscore = "_x005F";

// XML 1.0, 2.2: of the control characters only these three.
bool IsForbidden(std::string_view character) {
  if (character.size() == 1) {
    const auto c = static_cast<unsigned char>(character[0]);
    return c < 0x20 && c != '\t' && c != '\n' && c != '\r';
  }
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF";
}

// Whether "_xHHHH_" stands at `at`; the number is put into `code`.
bool IsEscape(std::string_view text, size_t at, uint32_t& code) {
  constexpr size_t kSize = 7;
  const std::string_view part = text.substr(at, kSize);
  if (part.size() < kSize || part[0] != '_' || part[1] != 'x' ||
      part[6] != '_') {
    return false;
  }
  const char* end = part.data() + 6;
  const auto read = std::from_chars(part.data() + 2, end, code, 16);
  return read.ec == std::errc() && read.ptr == end;
}

// Valid UTF-8 that XML allows, line ends as "\n".
std::string Cleaned(std::string_view bytes) {
  const std::string text = ScrubUtf8(bytes);
  std::string cleaned;
  cleaned.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t length = NextUtf8(text, at).length;
    const std::string_view character =
        std::string_view(text).substr(at, length);
    at += length;
    if (IsForbidden(character)) continue;
    const bool first_of_two =
        character == "\r" && at < text.size() && text[at] == '\n';
    if (!first_of_two) cleaned += character == "\r" ? "\n" : character;
  }
  return cleaned;
}

}  // namespace

std::pair<std::string, bool> SheetText(std::string_view bytes) {
  const std::string text = Cleaned(bytes);
  std::string cell;
  cell.reserve(text.size());
  size_t units = 0;
  size_t room = 0;  // bytes of `cell` that leave a unit for the ellipsis
  uint32_t code = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t length = NextUtf8(text, at).length;
    if (text[at] == '_' && IsEscape(text, at, code)) {
      cell += kEscapedUnderscore;
      units += kEscapedUnderscore.size();
    }
    cell.append(text, at, length);
    at += length;
    units += length == 4 ? 2 : 1;
    if (units > kMaxCellCharacters) {
      cell.resize(room);
      return {cell.append(kEllipsis), true};
    }
    if (units < kMaxCellCharacters) room = cell.size();
  }
  return {std::move(cell), false};
}

std::string UnescapeSheetText(std::string text) {
  size_t at = text.find("_x");
  if (at == std::string::npos) return text;
  std::string plain;
  size_t copied = 0;
  uint32_t code = 0;
  for (; at != std::string::npos; at = text.find("_x", at)) {
    if (!IsEscape(text, at, code)) {
      ++at;
      continue;
    }
    plain.append(text, copied, at - copied);
    // Half a pair is no character; neither is zero one of a text.
    if (code != 0 && (code < 0xD800 || code > 0xDFFF)) {
      AppendUtf8(code, plain);
    }
    at += 7;
    copied = at;
  }
  return plain.append(text, copied);
}

}  // namespace ritmon
