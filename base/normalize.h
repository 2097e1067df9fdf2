// SPDX-License-Identifier: GPL-3.0-or-later
// The one form in which terms, pages and names are compared.
//
// Fold: Unicode NFKC (H₂ -> H2, ﬁ -> fi), soft hyphens and zero-width
// characters dropped, all dashes '-', case folded, ä ö ü ß -> ae oe ue ss,
// other marks stripped (é -> e), white space collapsed to single blanks and
// trimmed. Fold(Fold(x)) == Fold(x).
//
// Any bytes are accepted; what is not UTF-8 becomes U+FFFD. Pure functions.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

std::string Fold(std::string_view text);

// The same steps without case folding, transcription and stripping: what an
// acronym is compared with.
std::string FoldKeepingCase(std::string_view text);

// A folded text that knows where it came from.
struct FoldedText {
  std::string text;
  // offsets[i] is the byte of the original that the character of text[i]
  // starts at; offsets[text.size()] is the end. Never falls.
  std::vector<uint32_t> offsets;
};

// Appends the folded `text` (without a blank in between) to `out`, its offsets
// counted from `base`. For pages: one block after the other, no allocation
// once `out` has grown. Texts of 4 GB and more are not supported.
void AppendFolded(std::string_view text, size_t base, FoldedText& out);

// Whether the character at `position`, or the one that ends before it, is a
// letter, a mark or a digit. False outside the text.
bool IsWordAt(std::string_view text, size_t position);
bool IsWordBefore(std::string_view text, size_t position);

}  // namespace ritmon
