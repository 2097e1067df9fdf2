// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_matcher.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "base/normalize.h"
#include "classifier/word_starts.h"

namespace ritmon {
namespace {

// Values of the inner trie from here on are atoms.
constexpr uint32_t kFirstAtom = 0x80000000;
// Set in the values of patterns whose capitals matter.
constexpr uint32_t kCased = 0x40000000;

StemEnding EndingOf(const PatternWord& word) {
  switch (word.ending) {
    case WordEnding::kNounDe:
      return StemEnding::kNounDe;
    case WordEnding::kNounEn:
      return word.text.ends_with('y') && word.text.size() > 2
                 ? StemEnding::kNounEnY
                 : StemEnding::kNounEn;
    case WordEnding::kAdjective:
      return StemEnding::kAdjective;
    case WordEnding::kAcronym:
      return StemEnding::kAcronym;
    case WordEnding::kOpen:
      return StemEnding::kOpen;
    case WordEnding::kExact:
      break;
  }
  return StemEnding::kExact;
}

TriePattern::Word StemOf(const PatternWord& word) {
  TriePattern::Word stem{word.text, EndingOf(word)};
  if (stem.ending == StemEnding::kNounEnY) stem.stem.pop_back();
  return stem;
}

TriePattern TriePatternOf(const TermPattern& pattern, uint32_t index) {
  TriePattern out;
  out.value = pattern.cased.empty() ? index : index | kCased;
  for (const PatternWord& word : pattern.words) {
    out.words.push_back(StemOf(word));
  }
  return out;
}

// Where the word begins that holds what stands before `at`; nothing if it is
// longer than any word.
std::optional<size_t> WordBegin(std::string_view text, size_t at,
                                uint64_t& steps) {
  const size_t from = at;
  while (from - at < kLongestWord && IsWordBefore(text, at)) {
    ++steps;
    --at;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  }
  if (IsWordBefore(text, at)) return std::nullopt;
  return at;
}

// Those of word starts come by rising begin; only what begins together need be
// sorted. The others are few.
void SortHits(MatcherScratch& scratch) {
  std::vector<KeywordHit>& hits = scratch.hits;
  std::vector<KeywordHit>& others = scratch.other_hits;
  for (auto at = hits.begin(); at != hits.end();) {
    auto next = at + 1;
    while (next != hits.end() && next->begin == at->begin) ++next;
    if (next - at > 1) std::sort(at, next);
    at = next;
  }
  if (!others.empty()) {
    std::sort(others.begin(), others.end());
    scratch.merged_hits.clear();
    std::merge(hits.begin(), hits.end(), others.begin(), others.end(),
               std::back_inserter(scratch.merged_hits));
    hits.swap(scratch.merged_hits);
  }
  hits.erase(std::unique(hits.begin(), hits.end()), hits.end());
}

// Whether the original under a hit has the pattern's capitals, hyphens and
// blanks aside.
bool HasCapitals(const std::string& cased, std::string_view original) {
  std::string letters = FoldKeepingCase(original);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '-'; });
  return letters == cased || letters == cased + "s";
}

}  // namespace

std::vector<std::string> FormsOf(const PatternWord& word) {
  const TriePattern::Word stem = StemOf(word);
  if (stem.ending == StemEnding::kOpen) return {stem.stem};
  std::vector<std::string> forms;
  for (const std::string_view ending : EndingsOf(stem.ending)) {
    forms.push_back(stem.stem + std::string(ending));
  }
  return forms;
}

Result<KeywordMatcher> KeywordMatcher::Compile(
    const std::vector<TermPattern>& patterns) {
  KeywordMatcher matcher;
  std::vector<TriePattern> at_word_starts;
  std::vector<TriePattern> inside;
  std::vector<std::string> regexes;
  std::vector<std::vector<std::string>> own_atoms;  // by regex
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    const TermPattern& pattern = patterns[i];
    if (pattern.regex.empty()) {
      (pattern.open_start ? inside : at_word_starts)
          .push_back(TriePatternOf(pattern, i));
      if (!pattern.cased.empty()) matcher.cased_[i] = pattern.cased;
      continue;
    }
    auto regex = Regex::Compile(pattern.regex);
    auto filter = RegexFilter::Compile({pattern.regex});
    if (!regex || !filter) {
      return FailAt(std::to_string(i), regex ? filter.error() : regex.error());
    }
    matcher.regexes_.push_back(std::move(*regex));
    matcher.regex_pattern_.push_back(i);
    regexes.push_back(pattern.regex);
    own_atoms.push_back(filter->atoms());
  }
  auto filter = RegexFilter::Compile(regexes);
  if (!filter) return tl::unexpected(filter.error());
  matcher.filter_ = std::move(*filter);
  const std::vector<std::string>& atoms = matcher.filter_.atoms();
  for (const std::vector<std::string>& own : own_atoms) {
    std::vector<int>& needed = matcher.regex_atoms_.emplace_back();
    for (const std::string& atom : own) {
      const auto at = std::find(atoms.begin(), atoms.end(), atom);
      if (at != atoms.end()) {
        needed.push_back(static_cast<int>(at - atoms.begin()));
      }
    }
  }
  for (uint32_t i = 0; i < atoms.size(); ++i) {
    inside.push_back({{{atoms[i], StemEnding::kAnything}}, kFirstAtom + i});
  }
  matcher.at_word_starts_ = PatternTrie(at_word_starts);
  matcher.word_filter_ =
      BeginningFilter::ForWordStarts(matcher.at_word_starts_.Beginnings());
  matcher.inside_ = PatternTrie(inside);
  matcher.inside_filter_ =
      BeginningFilter::ForPairs(matcher.inside_.Beginnings());
  return matcher;
}

void KeywordMatcher::AddHit(uint32_t value, size_t begin, size_t end,
                            const MatchText& text,
                            std::vector<KeywordHit>& hits) const {
  const uint32_t pattern = value & ~kCased;
  if ((value & kCased) != 0) {
    const size_t from = text.folded.offsets[begin];
    if (!HasCapitals(cased_.at(pattern),
                     std::string_view(text.original)
                         .substr(from, text.folded.offsets[end] - from))) {
      return;
    }
  }
  hits.push_back(
      {static_cast<uint32_t>(begin), static_cast<uint32_t>(end), pattern});
}

void KeywordMatcher::MatchWordStarts(MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  const BeginningFilter::Reader filter(word_filter_, scratch.plain);
  ForEachWordStart(
      text, scratch.plain, [&](size_t at) { return filter.MayBegin(at); },
      [&](size_t at) {
        scratch.matches.clear();
        at_word_starts_.MatchAt(text, at, scratch.matches, scratch.steps);
        for (const TrieMatch& match : scratch.matches) {
          AddHit(match.value, at, match.end, scratch.text, scratch.hits);
        }
      });
}

void KeywordMatcher::MatchInside(MatcherScratch& scratch) const {
  if (inside_.empty()) return;
  const size_t size = scratch.text.folded.text.size();
  const BeginningFilter::Reader filter(inside_filter_, scratch.plain);
  for (size_t at = filter.NextPair(1, size); at <= size;
       at = filter.NextPair(at + 2, size)) {
    MatchInsideAt(at - 1, scratch);
    MatchInsideAt(at, scratch);
  }
}

void KeywordMatcher::MatchInsideAt(size_t at, MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  scratch.matches.clear();
  inside_.MatchAt(text, at, scratch.matches, scratch.steps);
  for (const TrieMatch& match : scratch.matches) {
    if (match.value >= kFirstAtom) {
      scratch.atoms_seen.push_back({static_cast<int>(match.value - kFirstAtom),
                                    static_cast<uint32_t>(scratch.text.BlockOf(
                                        static_cast<uint32_t>(at)))});
    } else if (const auto begin = WordBegin(text, at, scratch.steps)) {
      AddHit(match.value, *begin, match.end, scratch.text, scratch.other_hits);
    }
  }
}

void KeywordMatcher::MatchRegexes(MatcherScratch& scratch) const {
  std::vector<AtomSeen>& seen = scratch.atoms_seen;
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  if (seen.empty()) return;
  std::vector<int> atoms;
  for (const AtomSeen& one : seen) {
    if (atoms.empty() || atoms.back() != one.atom) atoms.push_back(one.atom);
  }
  // A match stays within a block and holds an atom, so other blocks need not
  // be read.
  std::vector<uint32_t> blocks;
  for (const int index : filter_.Candidates(atoms)) {
    const auto regex = static_cast<size_t>(index);
    blocks.clear();
    for (const int atom : regex_atoms_[regex]) {
      auto at = std::lower_bound(seen.begin(), seen.end(), AtomSeen{atom, 0});
      for (; at != seen.end() && at->atom == atom; ++at) {
        blocks.push_back(at->block);
      }
    }
    std::sort(blocks.begin(), blocks.end());
    blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
    for (const uint32_t block : blocks) MatchRegex(regex, block, scratch);
  }
}

void KeywordMatcher::MatchRegex(size_t regex, size_t block,
                                MatcherScratch& scratch) const {
  const std::string_view text = scratch.text.folded.text;
  const size_t begin = scratch.text.block_begin[block];
  size_t end = scratch.text.block_begin[block + 1];
  if (end > begin && text[end - 1] == '\n') --end;
  for (const RegexMatch& match :
       regexes_[regex].FindAll(text.substr(begin, end - begin))) {
    const RegexSpan whole = *match.front();
    scratch.other_hits.push_back({static_cast<uint32_t>(begin + whole.begin),
                                  static_cast<uint32_t>(begin + whole.end),
                                  regex_pattern_[regex]});
  }
}

void KeywordMatcher::Match(MatcherScratch& scratch) const {
  scratch.hits.clear();
  scratch.other_hits.clear();
  scratch.atoms_seen.clear();
  scratch.steps = 0;
  MakePlain(scratch.text.folded.text, scratch.plain);
  MatchWordStarts(scratch);
  MatchInside(scratch);
  MatchRegexes(scratch);
  SortHits(scratch);
}

size_t KeywordMatcher::memory_bytes() const {
  size_t bytes = at_word_starts_.memory_bytes() + word_filter_.memory_bytes() +
                 inside_.memory_bytes() + inside_filter_.memory_bytes();
  for (const auto& [pattern, cased] : cased_) {
    bytes += sizeof(pattern) + sizeof(cased) + cased.size();
  }
  return bytes;
}

}  // namespace ritmon
