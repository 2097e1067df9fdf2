// SPDX-License-Identifier: GPL-3.0-or-later
// Character references of XML, and those of HTML 4 that people write in XML,
// where nothing defines them.
//
// Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

struct CharacterReference {
  char32_t code_point = 0;
  size_t size = 0;  // bytes of the reference, '&' and ';' included
};

// The reference at the beginning of `text`: "&amp;", "&#38;", "&#x26;",
// "&uuml;". Nothing if there is none, so that '&' is just that; a name without
// its ';' is none. Numbers 128 to 159 are windows-1252's, as in HTML; what is
// no character in XML (controls, surrogates, beyond Unicode) is U+FFFD.
std::optional<CharacterReference> FindCharacterReference(std::string_view text);

// `text` with its references replaced, once.
std::string DecodeCharacterReferences(std::string_view text);

}  // namespace ritmon
