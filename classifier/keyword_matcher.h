// SPDX-License-Identifier: GPL-3.0-or-later
// All patterns of all keyword lists in one pass over a text.
//
// Each pattern has one literal that every match contains (its longest word).
// One automaton finds those in the folded text; what comes before and after,
// word boundaries, endings and capitals are checked on the spot. Regular
// expressions are tried only where a literal they need was seen. The work is
// linear in the text, whatever stands in it: letters before or after a word
// are followed for kLongestWord bytes, more is no word.
//
// The matcher is immutable: safe to share between threads. A scratch belongs
// to one thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/literal_automaton.h"
#include "base/normalize.h"
#include "base/regex.h"
#include "base/result.h"
#include "classifier/term_pattern.h"

namespace ritmon {

// Offsets are into MatchText::folded.text.
struct KeywordHit {
  uint32_t pattern = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
  friend auto operator<=>(const KeywordHit&, const KeywordHit&) = default;
};

// A text as the matcher reads it: folded, hyphens as blanks, one line a block.
struct MatchText {
  FoldedText folded;                     // offsets count in `original`
  std::string original;                  // the blocks joined by '\n'
  std::vector<uint32_t> block_begin;     // in folded.text; one more than blocks
  std::vector<uint32_t> original_begin;  // of each block, in original

  void Clear();
  void AddBlock(std::string_view text);
  // The block that a folded offset is in.
  size_t BlockOf(uint32_t folded_offset) const;
};

// What `*` stands for at most, in bytes of folded text.
inline constexpr size_t kLongestWord = 128;

// Buffers that are used again for each page, and the state of Classify.
struct MatcherScratch {
  MatchText text;
  std::vector<KeywordHit> hits;
  std::vector<int> atoms_seen;
  std::vector<std::vector<KeywordHit>> by_use;  // see classify.cc
  std::vector<size_t> used;                     // places of by_use not empty
  std::vector<uint32_t> blanks;                 // in the text before a place
  // Comparisons made beyond the one pass over the text: that hostile pages
  // cost no more than others is tested, not hoped.
  uint64_t steps = 0;
};

// Each form in which a word of a pattern is found; of an open one the shortest.
std::vector<std::string> FormsOf(const PatternWord& word);

class KeywordMatcher {
 public:
  KeywordMatcher() = default;

  // A pattern is known by its index. kInvalid, with the index in front of the
  // message, if a regular expression cannot be used.
  static Result<KeywordMatcher> Compile(std::vector<TermPattern> patterns);

  // Fills scratch.hits with every match in scratch.text, sorted by begin, end
  // and pattern, without duplicates. A hit covers whole words, save that of a
  // regular expression. Sets scratch.steps.
  void Match(MatcherScratch& scratch) const;

  const std::vector<TermPattern>& patterns() const { return patterns_; }
  size_t memory_bytes() const;

 private:
  // A pattern that hangs on a literal of the automaton.
  struct Anchored {
    uint32_t pattern;
    uint32_t word;  // which of its words holds the literal
  };

  void MatchAnchored(const Anchored& anchored, size_t begin, size_t end,
                     MatcherScratch& scratch) const;
  void MatchRegexes(MatcherScratch& scratch) const;

  std::vector<TermPattern> patterns_;
  LiteralAutomaton automaton_;
  std::vector<uint32_t> anchored_begin_;  // by literal, into anchored_
  std::vector<Anchored> anchored_;
  uint32_t first_atom_ = 0;  // literals from here on are atoms of the filter
  RegexFilter filter_;
  std::vector<Regex> regexes_;
  std::vector<uint32_t> regex_pattern_;  // by regex
};

}  // namespace ritmon
