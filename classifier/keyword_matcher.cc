// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_matcher.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "base/fast_bits.h"
#include "classifier/trie_pattern.h"
#include "classifier/word_starts.h"

namespace ritmon {
namespace {

// Values of the inner trie from here on are atoms.
constexpr uint32_t kFirstAtom = 0x80000000;
// Set in the values of patterns whose capitals matter.
constexpr uint32_t kCased = 0x40000000;

// Those of word starts come by rising begin; only what begins together need be
// sorted. The others are few.
void SortHits(MatcherBuffers& buffers, std::vector<KeywordHit>& hits) {
  std::vector<KeywordHit>& others = buffers.other_hits;
  for (auto at = hits.begin(); at != hits.end();) {
    auto next = at + 1;
    while (next != hits.end() && next->begin == at->begin) ++next;
    if (next - at > 1) std::sort(at, next);
    at = next;
  }
  if (!others.empty()) {
    std::sort(others.begin(), others.end());
    buffers.merged_hits.clear();
    std::merge(hits.begin(), hits.end(), others.begin(), others.end(),
               std::back_inserter(buffers.merged_hits));
    hits.swap(buffers.merged_hits);
  }
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
}

}  // namespace

Result<KeywordMatcher> KeywordMatcher::Compile(
    const std::vector<TermPattern>& patterns) {
  KeywordMatcher matcher;
  std::vector<TriePattern> at_word_starts;
  std::vector<TriePattern> inside;
  std::map<std::string, uint32_t> atoms;
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    const TermPattern& pattern = patterns[i];
    if (pattern.regex.empty()) {
      const uint32_t value = pattern.cased.empty() ? i : i | kCased;
      (pattern.open_start ? inside : at_word_starts)
          .push_back(TriePatternOf(pattern, value));
      if (!pattern.cased.empty()) matcher.cased_[i] = pattern.cased;
      continue;
    }
    auto regex = Regex::Compile(pattern.regex);
    auto filter = RegexFilter::Compile(pattern.regex);
    if (!regex || !filter) {
      return FailAt(std::to_string(i), regex ? filter.error() : regex.error());
    }
    const auto user = static_cast<uint32_t>(matcher.regexes_.size());
    for (size_t a = 0; a < filter->atoms().size(); ++a) {
      const auto [at, is_new] = atoms.try_emplace(
          filter->atoms()[a], static_cast<uint32_t>(atoms.size()));
      if (is_new) {
        matcher.atom_users_.emplace_back();
        inside.push_back(
            {{{at->first, StemEnding::kAnything}}, kFirstAtom + at->second});
      }
      matcher.atom_users_[at->second].emplace_back(user, static_cast<int>(a));
    }
    matcher.regexes_.push_back({i, std::move(*regex), std::move(*filter)});
  }
  matcher.at_word_starts_ = PatternTrie(at_word_starts);
  matcher.word_filter_ =
      BeginningFilter::ForPlaces(matcher.at_word_starts_.Beginnings());
  matcher.inside_ = PatternTrie(inside);
  const std::set<std::string> inside_beginnings = matcher.inside_.Beginnings();
  matcher.inside_pairs_ = BeginningFilter::ForPairs(inside_beginnings);
  matcher.inside_filter_ = BeginningFilter::ForPlaces(inside_beginnings);
  return matcher;
}

void KeywordMatcher::AddHit(uint32_t value, size_t begin, size_t end,
                            const MatchText& text,
                            std::vector<KeywordHit>& hits) const {
  const uint32_t pattern = value & ~kCased;
  if ((value & kCased) != 0 &&
      !text.HasCapitals(cased_.at(pattern), begin, end)) {
    return;
  }
  hits.push_back(
      {static_cast<uint32_t>(begin), static_cast<uint32_t>(end), pattern});
}

RITMON_FAST_BITS
void KeywordMatcher::MatchWordStarts(MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  const BeginningFilter::Reader filter(word_filter_, scratch.plain);
  MatcherBuffers& buffers = scratch.buffers;
  FindWordStarts(
      text, scratch.plain, 0, [&](size_t at) { return filter.MayBegin(at); },
      buffers.places);
  buffers.matches.clear();
  at_word_starts_.Match(text, buffers.places, buffers.matches, scratch.steps);
  for (const TrieMatch& match : buffers.matches) {
    AddHit(match.value, match.begin, match.end, scratch.text, scratch.hits);
  }
}

RITMON_FAST_BITS
void KeywordMatcher::MatchInside(MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  if (inside_.empty()) return;
  // The one tells most pairs of places apart, the other the rest of places.
  const BeginningFilter::Reader pairs(inside_pairs_, scratch.plain);
  const BeginningFilter::Reader places(inside_filter_, scratch.plain);
  MatcherBuffers& buffers = scratch.buffers;
  buffers.places.clear();
  for (size_t at = pairs.NextPair(1, text.size()); at <= text.size();
       at = pairs.NextPair(at + 2, text.size())) {
    for (const size_t place : {at - 1, at}) {
      if (place < text.size() && places.MayBegin(place) != 0) {
        buffers.places.push_back(static_cast<uint32_t>(place));
      }
    }
  }
  buffers.matches.clear();
  inside_.Match(text, buffers.places, buffers.matches, scratch.steps);
  for (const TrieMatch& match : buffers.matches) {
    if (match.value >= kFirstAtom) {
      const auto block =
          static_cast<uint32_t>(scratch.text.BlockOf(match.begin));
      for (const auto& [regex, atom] : atom_users_[match.value - kFirstAtom]) {
        buffers.atoms_seen.push_back({regex, block, atom});
      }
    } else if (const auto begin = WordBegin(text, match.begin, scratch.steps)) {
      AddHit(match.value, *begin, match.end, scratch.text, buffers.other_hits);
    }
  }
}

// A match stays within a block and holds what the filter asks for, so other
// blocks need not be read.
void KeywordMatcher::MatchRegexes(MatcherScratch& scratch) const {
  std::vector<AtomSeen>& seen = scratch.buffers.atoms_seen;
  std::sort(seen.begin(), seen.end());
  std::vector<int> atoms;
  for (auto at = seen.begin(); at != seen.end();) {
    const auto first = at;
    atoms.clear();
    for (; at != seen.end() && at->regex == first->regex &&
           at->block == first->block;
         ++at) {
      if (atoms.empty() || atoms.back() != at->atom) atoms.push_back(at->atom);
    }
    const FilteredRegex& regex = regexes_[first->regex];
    if (regex.filter.MayMatch(atoms)) MatchRegex(regex, first->block, scratch);
  }
}

void KeywordMatcher::MatchRegex(const FilteredRegex& regex, size_t block,
                                MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  const size_t begin = scratch.text.block_begin[block];
  const size_t end = scratch.text.BlockEnd(block);
  for (const RegexMatch& match :
       regex.regex.FindAll(text.substr(begin, end - begin))) {
    const RegexSpan whole = *match.front();
    scratch.buffers.other_hits.push_back(
        {static_cast<uint32_t>(begin + whole.begin),
         static_cast<uint32_t>(begin + whole.end), regex.pattern});
  }
}

void KeywordMatcher::Match(MatcherScratch& scratch) const {
  scratch.hits.clear();
  scratch.buffers.other_hits.clear();
  scratch.buffers.atoms_seen.clear();
  scratch.steps = 0;
  MakePlain(scratch.text.folded.text, scratch.plain);
  MatchWordStarts(scratch);
  MatchInside(scratch);
  MatchRegexes(scratch);
  SortHits(scratch.buffers, scratch.hits);
}

size_t KeywordMatcher::memory_bytes() const {
  size_t bytes = at_word_starts_.memory_bytes() + word_filter_.memory_bytes() +
                 inside_.memory_bytes() + inside_pairs_.memory_bytes() +
                 inside_filter_.memory_bytes();
  for (const auto& [pattern, cased] : cased_) {
    bytes += sizeof(pattern) + sizeof(cased) + cased.size();
  }
  return bytes;
}

}  // namespace ritmon
