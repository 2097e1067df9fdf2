// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_matcher.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 12> kGermanNoun = {
    "", "e", "en", "er", "ern", "es", "s", "n", "nen", "se", "sen", "ses"};
constexpr std::array<std::string_view, 3> kEnglishNoun = {"", "s", "es"};
constexpr std::array<std::string_view, 6> kAdjective = {"",   "e",  "er",
                                                        "es", "en", "em"};
constexpr std::array<std::string_view, 2> kAcronym = {"", "s"};

bool HasPlural(const PatternWord& word) {
  return word.ending == WordEnding::kNounEn && word.text.ends_with('y') &&
         word.text.size() > 2;
}

// What all forms of a word have in common.
std::string_view Stem(const PatternWord& word) {
  std::string_view stem = word.text;
  if (HasPlural(word)) stem.remove_suffix(1);
  return stem;
}

// Calls accept(ending) for each ending of the word behind its stem until one
// is accepted; kOpen has none to enumerate.
template <typename Accept>
bool AnyEnding(const PatternWord& word, Accept&& accept) {
  const auto any = [&](const auto& endings) {
    return std::any_of(endings.begin(), endings.end(), accept);
  };
  if (HasPlural(word)) {
    return accept(std::string_view("y")) || accept(std::string_view("ies"));
  }
  switch (word.ending) {
    case WordEnding::kExact:
      return accept(std::string_view());
    case WordEnding::kNounDe:
      return any(kGermanNoun);
    case WordEnding::kNounEn:
      return any(kEnglishNoun);
    case WordEnding::kAdjective:
      return any(kAdjective);
    case WordEnding::kAcronym:
      return any(kAcronym);
    case WordEnding::kOpen:
      return false;
  }
  return false;
}

size_t SkipWordForward(std::string_view text, size_t at) {
  while (IsWordAt(text, at)) {
    ++at;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
  }
  return at;
}

size_t SkipWordBackward(std::string_view text, size_t at) {
  while (IsWordBefore(text, at)) {
    --at;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
  }
  return at;
}

bool MatchWords(const TermPattern& pattern, size_t from, std::string_view text,
                size_t at, size_t* end);

// After the stem of word `index` ends at `at`: its ending, then the rest.
bool MatchTail(const TermPattern& pattern, size_t index, std::string_view text,
               size_t at, size_t* end) {
  const PatternWord& word = pattern.words[index];
  const bool last = index + 1 == pattern.words.size();
  const auto rest = [&](size_t behind) {
    if (last) {
      if (IsWordAt(text, behind)) return false;
      *end = behind;
      return true;
    }
    if (behind < text.size() && text[behind] == ' ' &&
        MatchWords(pattern, index + 1, text, behind + 1, end)) {
      return true;
    }
    return MatchWords(pattern, index + 1, text, behind, end);
  };
  if (word.ending == WordEnding::kOpen) {
    return rest(SkipWordForward(text, at));
  }
  return AnyEnding(word, [&](std::string_view ending) {
    return text.substr(at).starts_with(ending) && rest(at + ending.size());
  });
}

// The words from `from` on, the first of them beginning at `at`.
bool MatchWords(const TermPattern& pattern, size_t from, std::string_view text,
                size_t at, size_t* end) {
  const std::string_view stem = Stem(pattern.words[from]);
  return text.substr(at).starts_with(stem) &&
         MatchTail(pattern, from, text, at + stem.size(), end);
}

// The words before `index`, the last of them ending (with what parts it from
// the next) at `at`; the start of the pattern, word boundary checked.
std::optional<size_t> MatchBack(const TermPattern& pattern, size_t index,
                                std::string_view text, size_t at) {
  if (index == 0) {
    if (pattern.open_start) return SkipWordBackward(text, at);
    if (IsWordBefore(text, at)) return std::nullopt;
    return at;
  }
  const PatternWord& word = pattern.words[index - 1];
  const std::string_view stem = Stem(word);
  std::optional<size_t> start;
  const auto before = [&](size_t behind) {
    if (word.ending == WordEnding::kOpen) {
      // The stem is somewhere in the word that ends here.
      const size_t begin = SkipWordBackward(text, behind);
      const std::string_view run = text.substr(begin, behind - begin);
      for (size_t i = run.find(stem); i != std::string_view::npos;
           i = run.find(stem, i + 1)) {
        start = MatchBack(pattern, index - 1, text, begin + i);
        if (start) return true;
      }
      return false;
    }
    return AnyEnding(word, [&](std::string_view ending) {
      const size_t length = stem.size() + ending.size();
      if (length > behind) return false;
      const std::string_view form = text.substr(behind - length, length);
      if (!form.starts_with(stem) || !form.ends_with(ending)) return false;
      start = MatchBack(pattern, index - 1, text, behind - length);
      return start.has_value();
    });
  };
  if (at > 0 && text[at - 1] == ' ' && before(at - 1)) return start;
  if (before(at)) return start;
  return std::nullopt;
}

// Whether the original under a hit has the pattern's capitals, hyphens and
// blanks aside.
bool HasCapitals(const TermPattern& pattern, std::string_view original) {
  std::string letters = FoldKeepingCase(original);
  std::erase_if(letters, [](char c) { return c == ' ' || c == '-'; });
  return letters == pattern.cased || letters == pattern.cased + "s";
}

size_t LongestWord(const TermPattern& pattern) {
  size_t longest = 0;
  for (size_t i = 1; i < pattern.words.size(); ++i) {
    if (Stem(pattern.words[i]).size() > Stem(pattern.words[longest]).size()) {
      longest = i;
    }
  }
  return longest;
}

}  // namespace

void MatchText::Clear() {
  folded.text.clear();
  folded.offsets.clear();
  original.clear();
  block_begin.assign(1, 0);
  original_begin.clear();
}

void MatchText::AddBlock(std::string_view text) {
  if (block_begin.empty()) block_begin.push_back(0);
  if (block_begin.size() > 1) {
    original.push_back('\n');
    folded.text.push_back('\n');
    folded.offsets.back() = static_cast<uint32_t>(original.size() - 1);
    folded.offsets.push_back(static_cast<uint32_t>(original.size()));
    block_begin.back() = static_cast<uint32_t>(folded.text.size());
  }
  original_begin.push_back(static_cast<uint32_t>(original.size()));
  const size_t begin = folded.text.size();
  AppendFolded(text, original.size(), folded);
  original.append(text);

  // Hyphens inside a word part its members like blanks. "Wind- und" loses its
  // hyphen; " - " parts sentences and stays.
  std::string& t = folded.text;
  size_t to = begin;
  for (size_t i = begin; i < t.size(); ++i) {
    char c = t[i];
    if (c == '-') {
      const bool blank_before = to > begin && t[to - 1] == ' ';
      const bool blank_behind = i + 1 < t.size() && t[i + 1] == ' ';
      if (blank_before != blank_behind) continue;
      if (!blank_before && to > begin && i + 1 < t.size()) c = ' ';
    }
    t[to] = c;
    folded.offsets[to] = folded.offsets[i];
    ++to;
  }
  folded.offsets[to] = folded.offsets[t.size()];
  folded.offsets.resize(to + 1);
  t.resize(to);
  block_begin.push_back(static_cast<uint32_t>(t.size()));
}

size_t MatchText::BlockOf(uint32_t folded_offset) const {
  const auto next = std::upper_bound(
      block_begin.begin(), std::prev(block_begin.end()), folded_offset);
  return static_cast<size_t>(next - block_begin.begin()) - 1;
}

Result<KeywordMatcher> KeywordMatcher::Compile(
    std::vector<TermPattern> patterns) {
  KeywordMatcher matcher;
  std::map<std::string, std::vector<Anchored>, std::less<>> by_literal;
  std::vector<std::string> regexes;
  for (uint32_t i = 0; i < patterns.size(); ++i) {
    const TermPattern& pattern = patterns[i];
    if (pattern.regex.empty()) {
      const size_t word = LongestWord(pattern);
      by_literal[std::string(Stem(pattern.words[word]))].push_back(
          {i, static_cast<uint32_t>(word)});
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
  }
  std::vector<std::string> literals;
  matcher.anchored_begin_.push_back(0);
  for (auto& [literal, anchored] : by_literal) {
    literals.push_back(literal);
    matcher.anchored_.insert(matcher.anchored_.end(), anchored.begin(),
                             anchored.end());
    matcher.anchored_begin_.push_back(
        static_cast<uint32_t>(matcher.anchored_.size()));
  }
  auto filter = RegexFilter::Compile(regexes);
  if (!filter) return tl::unexpected(filter.error());
  matcher.filter_ = std::move(*filter);
  matcher.first_atom_ = static_cast<uint32_t>(literals.size());
  literals.insert(literals.end(), matcher.filter_.atoms().begin(),
                  matcher.filter_.atoms().end());
  matcher.automaton_ = LiteralAutomaton(literals);
  matcher.patterns_ = std::move(patterns);
  return matcher;
}

void KeywordMatcher::MatchAnchored(const Anchored& anchored, size_t begin,
                                   size_t end, MatcherScratch& scratch) const {
  const TermPattern& pattern = patterns_[anchored.pattern];
  const std::string_view text = scratch.text.folded.text;
  size_t hit_end = 0;
  if (!MatchTail(pattern, anchored.word, text, end, &hit_end)) return;
  const auto start = MatchBack(pattern, anchored.word, text, begin);
  if (!start) return;
  if (!pattern.cased.empty()) {
    const auto& offsets = scratch.text.folded.offsets;
    const size_t from = offsets[*start];
    if (!HasCapitals(pattern, std::string_view(scratch.text.original)
                                  .substr(from, offsets[hit_end] - from))) {
      return;
    }
  }
  scratch.hits.push_back({anchored.pattern, static_cast<uint32_t>(*start),
                          static_cast<uint32_t>(hit_end)});
}

void KeywordMatcher::MatchRegexes(MatcherScratch& scratch) const {
  auto& seen = scratch.atoms_seen;
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  if (seen.empty()) return;
  const std::string_view text = scratch.text.folded.text;
  for (const int index : filter_.Candidates(seen)) {
    const auto regex = static_cast<size_t>(index);
    for (size_t block = 0; block + 1 < scratch.text.block_begin.size();
         ++block) {
      const size_t begin = scratch.text.block_begin[block];
      size_t end = scratch.text.block_begin[block + 1];
      if (end > begin && text[end - 1] == '\n') --end;
      for (const RegexMatch& match :
           regexes_[regex].FindAll(text.substr(begin, end - begin))) {
        const RegexSpan whole = *match.front();
        scratch.hits.push_back({regex_pattern_[regex],
                                static_cast<uint32_t>(begin + whole.begin),
                                static_cast<uint32_t>(begin + whole.end)});
      }
    }
  }
}

void KeywordMatcher::Match(MatcherScratch& scratch) const {
  scratch.hits.clear();
  scratch.atoms_seen.clear();
  const std::string_view text = scratch.text.folded.text;
  automaton_.FindAll(text, [&](size_t literal, size_t end) {
    if (literal >= first_atom_) {
      scratch.atoms_seen.push_back(static_cast<int>(literal - first_atom_));
      return;
    }
    const uint32_t first = anchored_begin_[literal];
    const uint32_t last = anchored_begin_[literal + 1];
    const size_t length =
        Stem(patterns_[anchored_[first].pattern].words[anchored_[first].word])
            .size();
    for (uint32_t i = first; i < last; ++i) {
      MatchAnchored(anchored_[i], end - length, end, scratch);
    }
  });
  MatchRegexes(scratch);
  std::sort(scratch.hits.begin(), scratch.hits.end(),
            [](const KeywordHit& a, const KeywordHit& b) {
              if (a.begin != b.begin) return a.begin < b.begin;
              if (a.end != b.end) return a.end < b.end;
              return a.pattern < b.pattern;
            });
  scratch.hits.erase(std::unique(scratch.hits.begin(), scratch.hits.end()),
                     scratch.hits.end());
}

size_t KeywordMatcher::memory_bytes() const {
  size_t bytes = automaton_.memory_bytes() +
                 anchored_.size() * sizeof(Anchored) +
                 anchored_begin_.size() * sizeof(uint32_t);
  for (const TermPattern& pattern : patterns_) {
    bytes += sizeof(pattern) + pattern.words.size() * sizeof(PatternWord);
  }
  return bytes;
}

}  // namespace ritmon
