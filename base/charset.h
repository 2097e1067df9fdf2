// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to UTF-8: which encoding a web page is in, and its text.
//
// The order is that of the WHATWG HTML standard ("determining the character
// encoding"): byte order mark, HTTP Content-Type, meta prescan. Where nothing
// is declared the bytes decide. House rules on top: a declaration that the
// bytes refute is not believed (declared UTF-8 that is not, declared Latin 1
// that is UTF-8). Names are those of the WHATWG Encoding standard, lower case.
//
// Any bytes are accepted; what comes out is always valid UTF-8. Everything
// here may be called from any thread.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

enum class CharsetSource { kBom, kHeader, kMeta, kDetected, kDefault };
// "bom", "header", "meta", "detected", "default".
std::string_view ToString(CharsetSource source);

struct CharsetGuess {
  std::string_view name;  // WHATWG name, a literal
  CharsetSource source = CharsetSource::kDefault;
};

struct DecodedText {
  std::string charset;  // what the text was decoded from
  CharsetSource source = CharsetSource::kDefault;
  std::string text;  // valid UTF-8, without byte order mark
  // The declaration was wrong, or the bytes were not all of one encoding.
  bool repaired = false;
};

// The encoding that a label means ("Latin1" -> "windows-1252"), or empty.
std::string_view CharsetFromLabel(std::string_view label);
// The same for the charset parameter of "text/html; charset=...".
std::string_view CharsetFromContentType(std::string_view content_type);

// What the standard alone says of an HTML page: byte order mark, header, meta,
// or the default windows-1252. Does not look at the text itself.
CharsetGuess DeclaredCharset(std::string_view bytes,
                             std::string_view content_type);

// The text of an HTML page; `content_type` is the HTTP header, may be empty.
DecodedText DecodeHtml(std::string_view bytes, std::string_view content_type);

// `bytes` read as `charset` (a name or label; an unknown one is read as
// windows-1252). What is not valid in it becomes U+FFFD.
std::string ToUtf8(std::string_view bytes, std::string_view charset);

bool IsValidUtf8(std::string_view text);
// `text` with each maximal invalid part replaced by U+FFFD.
std::string ScrubUtf8(std::string_view text);
void AppendUtf8(char32_t code_point, std::string& text);

}  // namespace ritmon
