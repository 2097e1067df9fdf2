// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/index/page_questions.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "index/stemmer.h"

namespace ritmon {

QuestionMaker::QuestionMaker(const IndexText& text) : text_(text) {
  std::unordered_map<std::string, size_t> words_of_stem;
  const ZipfWords& words = text.words();
  for (size_t rank = 0; rank < words.size(); ++rank) {
    for (const std::string& stem : QueryStems(words.at(rank))) {
      ++words_of_stem[stem];
    }
  }
  for (size_t rank = 0; rank < words.size(); ++rank) {
    const auto stems = QueryStems(words.at(rank));
    if (std::all_of(stems.begin(), stems.end(), [&](const std::string& stem) {
          return words_of_stem[stem] == 1;
        })) {
      ranks_.push_back(rank);
    }
  }
}

const std::string& QuestionMaker::Word(std::mt19937_64& random,
                                       double first_rank,
                                       double last_rank) const {
  std::uniform_real_distribution<double> exponent(std::log(first_rank),
                                                  std::log(last_rank));
  const auto rank = static_cast<size_t>(std::exp(exponent(random)));
  auto at = std::lower_bound(ranks_.begin(), ranks_.end(), rank);
  if (at == ranks_.end()) --at;
  return text_.words().at(*at);
}

std::vector<PageQuestion> QuestionMaker::Make(PageQuestionKind kind,
                                              size_t count,
                                              uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<PageQuestion> questions;
  for (size_t i = 0; i < count; ++i) {
    PageQuestion& question = questions.emplace_back();
    question.kind = kind;
    // Two words side by side are rare: those of phrases are frequent ones.
    const double last_rank = kind == PageQuestionKind::kPhrase ? 1000 : 20'000;
    question.first = Word(random, 30, last_rank);
    question.second = Word(random, 30, last_rank);
    const auto& fields = text_.vocabulary().fields;
    question.field = fields[random() % fields.size()].id;
  }
  return questions;
}

}  // namespace ritmon
