// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that are put to an index of made-up pages. Only words of which
// no other word has the stem are asked for, in German or in English: so an
// index of stems and one of words find the same pages.

#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "bench/index/index_text.h"
#include "bench/index/page_subject.h"

namespace ritmon {

class QuestionMaker {
 public:
  // `text` must outlive it.
  explicit QuestionMaker(const IndexText& text);

  // The same for the same `seed`.
  std::vector<PageQuestion> Make(PageQuestionKind kind, size_t count,
                                 uint64_t seed) const;

 private:
  // By rank: neither words that stand on every page nor such as stand on one.
  const std::string& Word(std::mt19937_64& random, double first_rank,
                          double last_rank) const;

  const IndexText& text_;
  std::vector<size_t> ranks_;  // of words with a stem of their own, ascending
};

}  // namespace ritmon
