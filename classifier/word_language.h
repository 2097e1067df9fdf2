// SPDX-License-Identifier: GPL-3.0-or-later
// What the small words, letters and endings of a short text say of its
// language: a second opinion where there is too little of it for statistics.
//
// Knows the languages of the region's websites: German, English, Dutch, Danish,
// Norwegian (Bokmål) and Swedish. A pure function.

#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace ritmon {

enum class WordLanguage {
  kGerman,
  kEnglish,
  kDutch,
  kDanish,
  kBokmal,
  kSwedish
};
inline constexpr size_t kWordLanguageCount = 6;

// ISO 639-1.
std::string_view ToString(WordLanguage language);

struct WordVotes {
  // Two for a word that only one of the languages has, one for letters and
  // endings that are typical.
  std::array<int, kWordLanguageCount> votes{};
  int words = 0;  // of two letters and more

  int Of(std::string_view lang) const;  // 0 for other languages
};

// `text` is valid UTF-8; the first kMaxVotedText bytes count.
inline constexpr size_t kMaxVotedText = 600;
WordVotes VoteByWords(std::string_view text);
// Without letters and endings, and of the beginning alone: a microsecond.
WordVotes VoteBySmallWords(std::string_view text);

bool KnowsWordsOf(std::string_view lang);

// The language with the most votes if it leads by `lead` at least; empty if
// none does.
std::string_view Winner(const WordVotes& votes, int lead);

}  // namespace ritmon
