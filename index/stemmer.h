// SPDX-License-Identifier: GPL-3.0-or-later
// From text to index terms: words and their stems.
//
// A word is a run of letters and digits of the folded text (base/normalize.h):
// "E-Fuels" is two words, "Häuser" is "haeuser". German is stemmed with
// Snowball's German2, which takes "ae" for "ä": "haeuser", "häuser" and "haus"
// have one stem. Text in a language that we do not stem is treated as German.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/recent_values.h"

namespace ritmon {

struct WordSpan {
  size_t begin = 0;
  size_t end = 0;
};

// The words of a folded text, left to right.
std::vector<WordSpan> SplitWords(std::string_view folded);
// Folds `text` first.
std::vector<std::string> FoldedWords(std::string_view text);

// Belongs to one thread.
class Stemmer {
 public:
  // `lang` is ISO 639-1 or empty.
  explicit Stemmer(std::string_view lang);
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;
  ~Stemmer();

  // `word` is folded. The stem begins with the word's first byte.
  std::string Stem(const std::string& word) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Remembers the stems of frequent words, of which texts mostly consist: looking
// one up takes a tenth of the time. Belongs to one thread.
class StemCache {
 public:
  explicit StemCache(std::string_view lang) : stemmer_(lang) {}

  // As Stemmer::Stem; valid until the next call.
  const std::string& Stem(std::string_view word);

 private:
  Stemmer stemmer_;
  RecentValues<std::string, size_t{1} << 15> stems_;
};

// The stems that a word of a query may have been indexed under: German and
// English, one if they are the same.
std::vector<std::string> QueryStems(const std::string& word);

}  // namespace ritmon
