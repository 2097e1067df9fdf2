// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/near_partners.h"

#include <algorithm>
#include <string_view>

#include "base/normalize.h"
#include "classifier/trie_pattern.h"
#include "classifier/word_starts.h"

namespace ritmon {
namespace {

// Text without blanks has no words that could be counted: no more bytes than
// this are looked at to each side.
constexpr size_t kWidest = 2000;

// Where `count` blanks have been passed from `at` on, or `end`.
size_t After(std::string_view text, size_t at, int count) {
  const size_t end = std::min(text.size(), at + kWidest);
  for (; at < end; ++at) {
    if (text[at] == ' ' && --count == 0) return at;
  }
  return end;
}

// The same backwards; behind the blank.
size_t Before(std::string_view text, size_t at, size_t begin, int count) {
  begin = std::max(begin, at > kWidest ? at - kWidest : 0);
  for (; at > begin; --at) {
    if (text[at - 1] == ' ' && --count == 0) return at;
  }
  return begin;
}

int Blanks(std::string_view text, size_t from, size_t to) {
  return static_cast<int>(
      std::count(text.begin() + static_cast<ptrdiff_t>(from),
                 text.begin() + static_cast<ptrdiff_t>(to), ' '));
}

// Trees of one term: 0 for partners that begin where a word does, 1 for those
// that may begin inside one.
std::string HeadOfTree(size_t term, size_t tree) {
  std::string head;
  size_t number = 2 * term + tree;
  for (size_t i = 0; i < PatternTrie::kHeadBytes; ++i) {
    constexpr size_t kFirst = 0x21;
    constexpr size_t kDigits = 0x100 - kFirst;
    head.push_back(static_cast<char>(kFirst + number % kDigits));
    number /= kDigits;
  }
  return head;
}

}  // namespace

NearPartners::NearPartners(const std::vector<OfTerm>& by_term) {
  std::vector<TriePattern> patterns;
  for (size_t term = 0; term < by_term.size(); ++term) {
    for (const TermPattern& partner : by_term[term].patterns) {
      TriePattern& pattern = patterns.emplace_back(
          TriePatternOf(partner, static_cast<uint32_t>(cased_.size())));
      pattern.words.front().stem.insert(
          0, HeadOfTree(term, partner.open_start ? 1 : 0));
      cased_.push_back(partner.cased);
    }
  }
  trie_ = PatternTrie(patterns);
  for (size_t term = 0; term < by_term.size(); ++term) {
    size_t longest = 0;
    for (const TermPattern& partner : by_term[term].patterns) {
      longest = std::max(longest, partner.words.size());
    }
    terms_.push_back({.at_word_starts = trie_.NodeBehind(HeadOfTree(term, 0)),
                      .inside = trie_.NodeBehind(HeadOfTree(term, 1)),
                      .max_words = by_term[term].max_words,
                      .longest = static_cast<int>(longest)});
  }
}

// One hit, and what stands around it.
class NearPartners::Search {
 public:
  Search(const NearPartners& partners, const Trees& term, const KeywordHit& hit,
         size_t block, MatcherScratch& scratch)
      : partners_(partners),
        term_(term),
        hit_(hit),
        scratch_(scratch),
        text_(std::string_view(scratch.text.folded.text)
                  .substr(0, scratch.text.BlockEnd(block))),
        begin_(scratch.text.block_begin[block]) {}

  bool Finds() {
    const size_t behind = After(text_, hit_.end, term_.max_words + 1);
    // A partner that ends near enough may begin further away.
    const size_t before =
        Before(text_, hit_.begin, begin_, term_.max_words + term_.longest + 1);
    return BeginsBetween(hit_.end, behind) || BeginsBetween(before, hit_.begin);
  }

 private:
  bool BeginsBetween(size_t from, size_t to) {
    bool found = false;
    if (term_.at_word_starts != PatternTrie::kNone) {
      std::vector<uint32_t>& places = scratch_.buffers.places;
      FindWordStarts(
          text_.substr(0, to), scratch_.plain, from,
          [](size_t) { return uint64_t{1}; }, places);
      found = std::any_of(places.begin(), places.end(), [&](uint32_t at) {
        return (at != from || !IsWordBefore(text_, at)) &&
               BeginsAt(term_.at_word_starts, at, at);
      });
    }
    if (term_.inside == PatternTrie::kNone) return found;
    for (size_t at = from; at < to && !found; ++at) {
      const auto begin = WordBegin(text_, at, scratch_.steps);
      found = begin && *begin >= from && BeginsAt(term_.inside, at, *begin);
    }
    return found;
  }

  // Of what is found at `at`, the word begins at `begin`.
  bool BeginsAt(uint32_t tree, size_t at, size_t begin) {
    std::vector<TrieMatch>& matches = scratch_.buffers.matches;
    matches.clear();
    partners_.trie_.MatchBehind(tree, text_, at, matches, scratch_.steps);
    return std::any_of(
        matches.begin(), matches.end(), [&](const TrieMatch& match) {
          const std::string& cased = partners_.cased_[match.value];
          return IsNear(begin, match.end) &&
                 (cased.empty() ||
                  scratch_.text.HasCapitals(cased, begin, match.end));
        });
  }

  bool IsNear(size_t begin, size_t end) const {
    if (begin >= hit_.end) {
      return Blanks(text_, hit_.end, begin) <= term_.max_words;
    }
    return end <= hit_.begin &&
           Blanks(text_, end, hit_.begin) <= term_.max_words;
  }

  const NearPartners& partners_;
  const Trees& term_;
  const KeywordHit& hit_;
  MatcherScratch& scratch_;
  const std::string_view text_;  // up to the end of the block
  const size_t begin_;
};

bool NearPartners::StandsNear(uint32_t term, const KeywordHit& hit,
                              size_t block, MatcherScratch& scratch) const {
  return Search(*this, terms_[term], hit, block, scratch).Finds();
}

}  // namespace ritmon
