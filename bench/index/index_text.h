// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up pages and companies for the benchmarks of the index: words by Zipf's
// law, tags as often as on real sites. The same for the same numbers.

#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "index/vocabulary.h"
#include "model/record.h"

namespace ritmon {

// Words that look like German ones, the most frequent first.
class ZipfWords {
 public:
  explicit ZipfWords(size_t words);
  // The word number `rank`, 0 the most frequent.
  const std::string& at(size_t rank) const { return words_[rank]; }
  const std::string& Draw(std::mt19937_64& random) const;
  size_t size() const { return words_.size(); }

 private:
  std::vector<std::string> words_;
  std::vector<double> sums_;  // of the words' shares, up to each
};

class IndexText {
 public:
  IndexText(uint64_t pages, uint64_t companies);

  // 15 application fields under 4 future fields, 40 topics, 4 regions of 40
  // districts.
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const ZipfWords& words() const { return words_; }

  // A page with about `bytes` of text in the zones of a page.
  PageRecord Page(uint64_t number, size_t bytes) const;
  CompanyRecord CompanyOf(uint64_t number) const;
  uint64_t OwnerOf(uint64_t page) const { return page % owners_; }

 private:
  std::string Text(std::mt19937_64& random, size_t bytes) const;

  ZipfWords words_;
  Vocabulary vocabulary_;
  uint64_t owners_;  // companies with pages
};

}  // namespace ritmon
