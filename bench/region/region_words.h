// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a language by Zipf's law, from a word list of Debian (wngerman,
// wamerican), and prose of them: sentences with as many function words, and as
// long, as running text has. They mean nothing.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "bench/region/region_random.h"
#include "report/html_text.h"

namespace ritmon {

std::filesystem::path WordListOf(Language language);

// Words of one kind, the most frequent first. Immutable.
class ZipfList {
 public:
  // Short words are the frequent ones (Zipf's law of abbreviation), with a
  // chance that depends on the words alone.
  explicit ZipfList(std::vector<std::string> words);
  std::string_view Draw(RegionRandom& random) const;
  size_t size() const { return words_.size(); }

 private:
  std::vector<std::string> words_;
  std::vector<double> sums_;  // of the words' shares, up to each
};

// Immutable, so safe to share.
class RegionWords {
 public:
  // kInvalid for a list that lacks nouns, verbs or adjectives; for one that is
  // not there the message names the package.
  static Result<RegionWords> Load(const std::filesystem::path& list,
                                  Language language);

  Language language() const { return language_; }
  const ZipfList& nouns() const { return nouns_; }
  const ZipfList& verbs() const { return verbs_; }
  const ZipfList& adjectives() const { return adjectives_; }

 private:
  RegionWords(Language language, ZipfList nouns, ZipfList verbs,
              ZipfList adjectives)
      : language_(language),
        nouns_(std::move(nouns)),
        verbs_(std::move(verbs)),
        adjectives_(std::move(adjectives)) {}

  Language language_;
  ZipfList nouns_, verbs_, adjectives_;
};

// What one site speaks of: its own nouns come again and again.
class RegionProse {
 public:
  // `words` must outlive it.
  RegionProse(const RegionWords& words, RegionRandom& random);

  void AppendSentence(RegionRandom& random, std::string& out) const;
  // Sentences of at least `bytes` in all.
  std::string Text(RegionRandom& random, size_t bytes) const;
  // Two or three words, as links and headings have them.
  std::string Phrase(RegionRandom& random) const;

 private:
  std::string_view Noun(RegionRandom& random) const;
  std::string_view WordFor(char kind, RegionRandom& random) const;

  const RegionWords* words_;
  std::vector<std::string_view> own_;
};

}  // namespace ritmon
