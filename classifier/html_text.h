// SPDX-License-Identifier: GPL-3.0-or-later
// Small operations on page text that several parts of the page parser share:
// white space, tokens of class names and URLs, phrases in any case.

#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// Gathers text with white space collapsed to single blanks, trimmed at both
// ends. Unicode's spaces and control characters are white space; characters
// without width (soft hyphen, zero-width space, byte order mark) are dropped.
class TextSqueezer {
 public:
  // `text` is valid UTF-8. Returns how many characters it added, not counting
  // blanks.
  size_t Append(std::string_view text);
  // A line end; several in a row are one. Trimmed like white space.
  void AppendLineBreak();
  void AppendWord(std::string_view word);  // as it is, with blanks around

  bool empty() const { return text_.empty(); }
  // What was gathered; empty afterwards.
  std::string Take();

 private:
  void BeforeText();
  std::string text_;
  bool space_ = false;  // a blank is due before the next character
  bool line_ = false;   // a line break is due
};

std::string SqueezeText(std::string_view text);

// ASCII letters, and ä ö ü é of Latin 1, to lower case.
std::string LowerText(std::string_view text);

// The words of a class name, id or URL segment, lower case: cut at everything
// that is no letter or digit, and at camelCase humps.
std::vector<std::string> NameTokens(std::string_view name);

bool EqualsAny(std::string_view text,
               std::initializer_list<std::string_view> words);
bool ContainsAny(std::string_view text,
                 std::initializer_list<std::string_view> phrases);
bool StartsWithAny(std::string_view text,
                   std::initializer_list<std::string_view> phrases);

// Characters of valid UTF-8.
size_t CountCharacters(std::string_view text);

}  // namespace ritmon
