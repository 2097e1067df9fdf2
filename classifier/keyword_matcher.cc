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
// Battery, batteries; relay, relays. Behind the stem without y.
constexpr std::array<std::string_view, 3> kEnglishNounInY = {"y", "ies", "ys"};
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
  if (HasPlural(word)) return any(kEnglishNounInY);
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

// Tries one pattern at one place of a text.
class PatternProbe {
 public:
  PatternProbe(const TermPattern& pattern, std::string_view text)
      : pattern_(pattern), text_(text) {}

  // The end of a match whose word `index` has its stem before `at`.
  std::optional<size_t> EndOf(size_t index, size_t at) {
    size_t end = 0;
    if (!MatchTail(index, at, &end)) return std::nullopt;
    return end;
  }

  // The start of a match whose word `index` begins at `at`: the words before
  // it and the word boundary are checked.
  std::optional<size_t> StartOf(size_t index, size_t at) {
    ++steps_;
    if (index == 0) {
      if (pattern_.open_start) at = SkipBackward(at);
      if (IsWordBefore(text_, at)) return std::nullopt;
      return at;
    }
    if (at > 0 && text_[at - 1] == ' ') {
      if (const auto start = StartBehind(index - 1, at - 1)) return start;
    }
    return StartBehind(index - 1, at);
  }

  uint64_t steps() const { return steps_; }

 private:
  // Over letters and digits; stops in the middle of what is no word any more,
  // where no boundary is found.
  size_t SkipForward(size_t at) {
    const size_t from = at;
    while (at - from < kLongestWord && IsWordAt(text_, at)) {
      ++steps_;
      ++at;
      while (at < text_.size() && (text_[at] & 0xC0) == 0x80) ++at;
    }
    return at;
  }

  size_t SkipBackward(size_t at) {
    const size_t from = at;
    while (from - at < kLongestWord && IsWordBefore(text_, at)) {
      ++steps_;
      --at;
      while (at > 0 && (text_[at] & 0xC0) == 0x80) --at;
    }
    return at;
  }

  // Calls accept(position) for each place in [begin, end) where `stem` begins
  // until one is accepted.
  template <typename Accept>
  bool AnyPlace(std::string_view stem, size_t begin, size_t end,
                Accept&& accept) {
    const std::string_view run = text_.substr(begin, end - begin);
    for (size_t i = run.find(stem); i < run.size(); i = run.find(stem, i + 1)) {
      ++steps_;
      if (accept(begin + i)) return true;
    }
    return false;
  }

  // After the stem of word `index` ends at `at`: its ending, then the rest.
  bool MatchTail(size_t index, size_t at, size_t* end) {
    ++steps_;
    const PatternWord& word = pattern_.words[index];
    if (word.ending == WordEnding::kOpen) {
      const size_t word_end = SkipForward(at);
      if (MatchRest(index, word_end, end)) return true;
      if (index + 1 == pattern_.words.size()) return false;
      // "batterie* recycl*": Batteriezellenrecycling.
      return AnyPlace(Stem(pattern_.words[index + 1]), at, word_end,
                      [&](size_t i) { return MatchWords(index + 1, i, end); });
    }
    return AnyEnding(word, [&](std::string_view ending) {
      return text_.substr(at).starts_with(ending) &&
             MatchRest(index, at + ending.size(), end);
    });
  }

  // After word `index`, its ending included: a boundary, or the next word.
  bool MatchRest(size_t index, size_t behind, size_t* end) {
    if (index + 1 == pattern_.words.size()) {
      if (IsWordAt(text_, behind)) return false;
      *end = behind;
      return true;
    }
    if (behind < text_.size() && text_[behind] == ' ' &&
        MatchWords(index + 1, behind + 1, end)) {
      return true;
    }
    return MatchWords(index + 1, behind, end);
  }

  // The words from `from` on, the first of them beginning at `at`.
  bool MatchWords(size_t from, size_t at, size_t* end) {
    const std::string_view stem = Stem(pattern_.words[from]);
    return text_.substr(at).starts_with(stem) &&
           MatchTail(from, at + stem.size(), end);
  }

  // The start of a match whose word `index` ends, ending included, at `behind`.
  std::optional<size_t> StartBehind(size_t index, size_t behind) {
    const PatternWord& word = pattern_.words[index];
    const std::string_view stem = Stem(word);
    std::optional<size_t> start;
    if (word.ending == WordEnding::kOpen) {
      AnyPlace(stem, SkipBackward(behind), behind, [&](size_t i) {
        start = StartOf(index, i);
        return start.has_value();
      });
      return start;
    }
    AnyEnding(word, [&](std::string_view ending) {
      const size_t length = stem.size() + ending.size();
      if (length > behind) return false;
      const std::string_view form = text_.substr(behind - length, length);
      if (!form.starts_with(stem) || !form.ends_with(ending)) return false;
      start = StartOf(index, behind - length);
      return start.has_value();
    });
    return start;
  }

  const TermPattern& pattern_;
  const std::string_view text_;
  uint64_t steps_ = 0;
};

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

std::vector<std::string> FormsOf(const PatternWord& word) {
  if (word.ending == WordEnding::kOpen) return {word.text};
  std::vector<std::string> forms;
  AnyEnding(word, [&](std::string_view ending) {
    forms.push_back(std::string(Stem(word)) + std::string(ending));
    return false;
  });
  return forms;
}

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
  PatternProbe probe(pattern, text);
  const auto hit_end = probe.EndOf(anchored.word, end);
  const auto start =
      hit_end ? probe.StartOf(anchored.word, begin) : std::nullopt;
  scratch.steps += probe.steps();
  if (!start) return;
  if (!pattern.cased.empty()) {
    const auto& offsets = scratch.text.folded.offsets;
    const size_t from = offsets[*start];
    if (!HasCapitals(pattern, std::string_view(scratch.text.original)
                                  .substr(from, offsets[*hit_end] - from))) {
      return;
    }
  }
  scratch.hits.push_back({anchored.pattern, static_cast<uint32_t>(*start),
                          static_cast<uint32_t>(*hit_end)});
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
  scratch.steps = 0;
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
