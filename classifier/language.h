// SPDX-License-Identifier: GPL-3.0-or-later
// Which language a text is in: by CLD2, and of a short text by its small words
// as well (word_language.h). Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct LanguageGuess {
  std::string lang;       // ISO 639-1, lower case; empty if undecided
  double confidence = 0;  // 0 to 1; 0 if undecided
};

// `text` may be any bytes; what is not UTF-8 is ignored. `declared` is what
// the page's lang attribute says ("de-DE"): it tips the scales for short and
// mixed texts and does not overrule a clear one.
LanguageGuess DetectLanguage(std::string_view text,
                             std::string_view declared = {});

// The same for a text that may be in several.
struct LanguageMix {
  LanguageGuess main;
  // What else at least a twentieth of it is in, the most of it first.
  std::vector<std::string> others;
};
LanguageMix DetectLanguages(std::string_view text,
                            std::string_view declared = {});

// "de-DE" -> "de", "DE_at" -> "de"; empty if it is no language tag (BCP 47).
std::string PrimaryLanguage(std::string_view tag);

}  // namespace ritmon
