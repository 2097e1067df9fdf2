// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/trie_pattern.h"

#include <string_view>

#include "classifier/stem_ending.h"

namespace ritmon {
namespace {

StemEnding EndingOf(const PatternWord& word) {
  switch (word.ending) {
    case WordEnding::kNounDe:
      return StemEnding::kNounDe;
    case WordEnding::kNounEn:
      return word.text.ends_with('y') && word.text.size() > 2
                 ? StemEnding::kNounEnY
                 : StemEnding::kNounEn;
    case WordEnding::kAdjective:
      return StemEnding::kAdjective;
    case WordEnding::kAcronym:
      return StemEnding::kAcronym;
    case WordEnding::kOpen:
      return StemEnding::kOpen;
    case WordEnding::kExact:
      break;
  }
  return StemEnding::kExact;
}

TriePattern::Word StemOf(const PatternWord& word) {
  TriePattern::Word stem{word.text, EndingOf(word)};
  if (stem.ending == StemEnding::kNounEnY) stem.stem.pop_back();
  return stem;
}

}  // namespace

TriePattern TriePatternOf(const TermPattern& pattern, uint32_t value) {
  TriePattern out;
  out.value = value;
  for (const PatternWord& word : pattern.words) {
    out.words.push_back(StemOf(word));
  }
  return out;
}

std::vector<std::string> FormsOf(const PatternWord& word) {
  const TriePattern::Word stem = StemOf(word);
  if (stem.ending == StemEnding::kOpen) return {stem.stem};
  std::vector<std::string> forms;
  for (const std::string_view ending : EndingsOf(stem.ending)) {
    forms.push_back(stem.stem + std::string(ending));
  }
  return forms;
}

}  // namespace ritmon
