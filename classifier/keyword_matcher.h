// SPDX-License-Identifier: GPL-3.0-or-later
// All patterns of all keyword lists in one pass over a text.
//
// Patterns that begin with a word are tried where a word begins; those that
// may begin inside one, and the literals that regular expressions need, at
// every place. A filter tells most places apart before a pattern is looked at
// (beginning_filter.h). Regular expressions are tried only where a literal they
// need was seen. The work is linear in the text, whatever stands in it.
//
// The matcher is immutable: safe to share between threads. A scratch belongs
// to one thread.

#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/regex.h"
#include "base/result.h"
#include "classifier/beginning_filter.h"
#include "classifier/match_text.h"
#include "classifier/pattern_trie.h"
#include "classifier/term_pattern.h"

namespace ritmon {

// Offsets are into MatchText::folded.text.
struct KeywordHit {
  uint32_t begin = 0;
  uint32_t end = 0;
  uint32_t pattern = 0;
  friend auto operator<=>(const KeywordHit&, const KeywordHit&) = default;
};

// A literal that a regular expression needs was seen in a block.
struct AtomSeen {
  uint32_t regex = 0;
  uint32_t block = 0;
  int atom = 0;  // of the expression's
  friend auto operator<=>(const AtomSeen&, const AtomSeen&) = default;
};

// Of what is going on at the moment: in the matcher, then in NearPartners.
struct MatcherBuffers {
  std::vector<uint32_t> places;
  std::vector<TrieMatch> matches;
  std::vector<AtomSeen> atoms_seen;
  std::vector<KeywordHit> other_hits;  // not of word starts
  std::vector<KeywordHit> merged_hits;
};

// Buffers that are used again for each page, and the state of Classify.
struct MatcherScratch {
  MatchText text;
  std::string plain;  // form of the text
  std::vector<KeywordHit> hits;
  MatcherBuffers buffers;
  std::vector<std::vector<KeywordHit>> by_use;  // see classify.cc
  std::vector<size_t> used;                     // places of by_use not empty
  // Comparisons made beyond the one pass over the text: that hostile pages
  // cost no more than others is tested, not hoped.
  uint64_t steps = 0;
};

class KeywordMatcher {
 public:
  KeywordMatcher() = default;

  // A pattern is known by its index. kInvalid, with the index in front of the
  // message, if a regular expression cannot be used.
  static Result<KeywordMatcher> Compile(
      const std::vector<TermPattern>& patterns);

  // Fills scratch.hits with every match in scratch.text, sorted by begin, end
  // and pattern, without duplicates. A hit covers whole words, save that of a
  // regular expression. Sets scratch.steps.
  void Match(MatcherScratch& scratch) const;

  size_t memory_bytes() const;

 private:
  void MatchWordStarts(MatcherScratch& scratch) const;
  void MatchInside(MatcherScratch& scratch) const;
  void MatchRegexes(MatcherScratch& scratch) const;
  struct FilteredRegex {
    uint32_t pattern;
    Regex regex;
    RegexFilter filter;
  };
  void MatchRegex(const FilteredRegex& regex, size_t block,
                  MatcherScratch& scratch) const;
  // Adds a hit of a trie's value unless its capitals are wrong.
  void AddHit(uint32_t value, size_t begin, size_t end, const MatchText& text,
              std::vector<KeywordHit>& hits) const;

  PatternTrie at_word_starts_;
  BeginningFilter word_filter_;
  PatternTrie inside_;  // of patterns, and from kFirstAtom on of atoms
  BeginningFilter inside_pairs_;
  BeginningFilter inside_filter_;
  std::unordered_map<uint32_t, std::string> cased_;  // by pattern
  std::vector<FilteredRegex> regexes_;
  // By atom: the expressions that need it, and its number there.
  std::vector<std::vector<std::pair<uint32_t, int>>> atom_users_;
};

}  // namespace ritmon
