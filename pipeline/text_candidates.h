// SPDX-License-Identifier: GPL-3.0-or-later
// Words and pairs of words of a page that might be terms of a keyword list.
//
// A word has three letters, or two and a digit ("H2"), and is no stop word. A
// pair is two of them with a blank or a hyphen between, in one block. Forms of
// one word are one candidate: its key is the stem (index/stemmer.h), of a pair
// both stems. Only what a page says in running text counts: title,
// description, headings, paragraphs, lists and tables; no menus, footers,
// templates, legal text.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/stemmer.h"
#include "model/page.h"

namespace ritmon {

struct TextCandidate {
  std::string key;
  std::string spelling;  // as it stands on the page
  size_t block = 0;      // where: bytes of the block's text
  size_t begin = 0;
  size_t end = 0;
};

// The words that stand for the site's owner on its own pages, folded: those of
// its names, and its host ("nordstack").
struct OwnNames {
  std::set<std::string, std::less<>> words;
  std::string host;  // letters and digits of its label

  bool Has(std::string_view word) const;
};
// `site` is a registrable domain.
OwnNames OwnNamesOf(const std::vector<std::string>& names,
                    std::string_view site);

// Belongs to one thread; remembers the stems of the words that it has seen.
class CandidateReader {
 public:
  // Only candidates with one of these stems; must outlive this.
  explicit CandidateReader(const std::set<std::string>& stems);

  // Each candidate once, where it stands first, without those with an own
  // name. `lang` is the page's.
  std::vector<TextCandidate> Read(const std::vector<Block>& blocks,
                                  std::string_view lang, const OwnNames& own);

 private:
  const std::string& StemOf(const std::string& word, bool english);

  const std::set<std::string>* stems_;
  Stemmer german_;
  Stemmer english_;
  std::map<std::string, std::string, std::less<>> seen_[2];  // by language
};

}  // namespace ritmon
