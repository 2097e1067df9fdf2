// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands say to readers, in the language that they read; the texts
// are in wording.def. JSON, CSV and ids are the same in every language and
// never pass here. Immutable, any thread.

#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "index/vocabulary.h"
#include "report/html_text.h"

namespace ritmon {

enum class Phrase {
#define PHRASE(name, german, english) name,
#define WORD(id, german, english)
#include "cli/wording.def"
#undef WORD
#undef PHRASE
};

std::string_view PhraseIn(Language language, Phrase phrase);

// The phrase with its "{}" filled in.
template <typename... Values>
std::string Say(Language language, Phrase phrase, const Values&... values) {
  return fmt::format(fmt::runtime(PhraseIn(language, phrase)), values...);
}

// "high" is "hoch"; what has no word in the table stays as it is.
std::string WordIn(Language language, std::string_view id);

// The label of the entry with this id, else the word: what a count's value is
// called. `entries` may be null.
std::string LabelOrWord(const std::vector<VocabularyEntry>* entries,
                        const std::string& id, Language language);

// In capitals, also umlauts: a column's head.
std::string HeadIn(Language language, std::string_view id);

}  // namespace ritmon
