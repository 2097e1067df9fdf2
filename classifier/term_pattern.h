// SPDX-License-Identifier: GPL-3.0-or-later
// The notation in which keyword lists write terms (docs/keyword-lists.md):
//
//   wasserstoff tankstelle    words: blank, hyphen or nothing in between; the
//                             last one takes the endings of its language
//   grün~ wasserstoff         ~ adjective endings: grüner, grünen ...
//   elektrolyseur*            more letters may follow: Elektrolyseurhersteller
//   *batteriespeicher         letters may come before: Großbatteriespeicher
//   =strom                    exactly this word, no endings
//   electroly(s|z)er          either; (a|) may be left out
//   MaaS!                     capitals as written; plural s allowed
//   batterie* NEAR/5 recycl*  within five words of each other, in one block
//   /regular expression/      RE2, on folded text in which hyphens are blanks
//
// Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

enum class TermLanguage { kGerman, kEnglish };

// What may follow a word of a pattern.
enum class WordEnding {
  kExact,      // nothing
  kNounDe,     // German noun endings
  kNounEn,     // English plural
  kAdjective,  // German adjective endings
  kAcronym,    // plural s
  kOpen,       // any letters and digits
};

struct PatternWord {
  std::string text;  // folded, without blanks
  WordEnding ending = WordEnding::kExact;
  friend bool operator==(const PatternWord&, const PatternWord&) = default;
};

// One thing to look for: words in a row, or a regular expression.
struct TermPattern {
  std::vector<PatternWord> words;
  bool open_start = false;  // letters may come before the first word
  std::string cased;        // of acronyms: the letters as they must stand
  std::string regex;        // instead of words

  // Equal patterns have equal keys.
  std::string Key() const;
};

// A term as a keyword list writes it: any of `patterns`, and, if `near_words`
// is not 0, any of `near` within that many words.
struct TermNotation {
  std::vector<TermPattern> patterns;
  std::vector<TermPattern> near;
  int near_words = 0;
};

// kInvalid with the reason: no letters, open brackets, a star in the middle of
// a word, more than 64 alternatives ...
Result<TermNotation> ParseTerm(std::string_view text, TermLanguage language);

}  // namespace ritmon
