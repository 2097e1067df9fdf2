// SPDX-License-Identifier: GPL-3.0-or-later
// The second parts of terms with NEAR: "batterie* NEAR/5 recycl*" counts where
// the one stands near the other, in the same block.
//
// The second parts are everyday words ("system", "develop"), which stand all
// over a page. So each is looked for where a first part of its term was found,
// and not beside all other patterns.
//
// Immutable: safe to share between threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "classifier/keyword_matcher.h"
#include "classifier/pattern_trie.h"
#include "classifier/term_pattern.h"

namespace ritmon {

class NearPartners {
 public:
  struct OfTerm {
    std::vector<TermPattern> patterns;  // any of them; words, not expressions
    int max_words = 0;                  // in between; 0: a term without NEAR
  };

  NearPartners() = default;
  explicit NearPartners(const std::vector<OfTerm>& by_term);

  // Whether the term's second part stands near `hit` in its block, without
  // overlapping it. `scratch` has matched the text.
  bool StandsNear(uint32_t term, const KeywordHit& hit, size_t block,
                  MatcherScratch& scratch) const;

 private:
  class Search;

  // The trees of one term's partners in trie_, PatternTrie::kNone without.
  struct Trees {
    uint32_t at_word_starts = PatternTrie::kNone;
    uint32_t inside = PatternTrie::kNone;
    int max_words = 0;
    int longest = 0;  // words of a partner
  };

  std::vector<Trees> terms_;
  PatternTrie trie_;                // behind a head for each tree
  std::vector<std::string> cased_;  // by value of the trie; empty: of any case
};

}  // namespace ritmon
