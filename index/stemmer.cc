// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/stemmer.h"

#include <xapian.h>

#include <utility>

#include "base/normalize.h"

namespace ritmon {

std::vector<WordSpan> SplitWords(std::string_view folded) {
  std::vector<WordSpan> words;
  size_t i = 0;
  while (i < folded.size()) {
    const size_t begin = i;
    const bool is_word = IsWordAt(folded, i);
    do {
      ++i;  // to the next character, over the rest of this one
    } while (i < folded.size() &&
             (static_cast<unsigned char>(folded[i]) & 0xC0) == 0x80);
    if (!is_word) continue;
    if (!words.empty() && words.back().end == begin) {
      words.back().end = i;
    } else {
      words.push_back({begin, i});
    }
  }
  return words;
}

std::vector<std::string> FoldedWords(std::string_view text) {
  const std::string folded = Fold(text);
  std::vector<std::string> words;
  for (const WordSpan& span : SplitWords(folded)) {
    words.push_back(folded.substr(span.begin, span.end - span.begin));
  }
  return words;
}

struct Stemmer::Impl {
  Xapian::Stem stem;
};

Stemmer::Stemmer(std::string_view lang)
    : impl_(std::make_unique<Impl>(
          Impl{Xapian::Stem(lang == "en" ? "english" : "german2")})) {}
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;
Stemmer::~Stemmer() = default;

std::string Stemmer::Stem(const std::string& word) const {
  // Longer than any word: an identifier, encoded data. Snowball would accept
  // it, but there is nothing to inflect.
  constexpr size_t kLongestWord = 128;
  return word.size() > kLongestWord ? word : impl_->stem(word);
}

const std::string& StemCache::Stem(std::string_view word) {
  return stems_.Of(word, [&] { return stemmer_.Stem(std::string(word)); });
}

std::vector<std::string> QueryStems(const std::string& word) {
  std::vector<std::string> stems = {Stemmer("de").Stem(word)};
  std::string english = Stemmer("en").Stem(word);
  if (english != stems[0]) stems.push_back(std::move(english));
  return stems;
}

}  // namespace ritmon
