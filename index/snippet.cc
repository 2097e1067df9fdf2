// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/snippet.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>

#include "base/charset.h"
#include "base/normalize.h"
#include "index/stemmer.h"

namespace ritmon {
namespace {

constexpr std::string_view kEllipsis = "…";

struct Hit {
  size_t begin = 0;  // bytes of the text
  size_t end = 0;
  const std::string* stem = nullptr;
};

// Of one text, with its words' places.
struct Words {
  std::vector<WordSpan> spans;  // all of them, in bytes of the text
  std::vector<Hit> hits;
};

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// The end of the character that begins at `at`.
size_t NextCharacter(std::string_view text, size_t at) {
  do {
    ++at;
  } while (at < text.size() &&
           (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

Words FindWords(std::string_view text, const Stemmer& stemmer,
                const std::set<std::string>& stems) {
  Words words;
  FoldedText folded;
  AppendFolded(text, 0, folded);
  for (const WordSpan& span : SplitWords(folded.text)) {
    const size_t begin = folded.offsets[span.begin];
    // Its last character with the marks on it, not the blank behind it.
    size_t end = NextCharacter(text, folded.offsets[span.end - 1]);
    if (span.end < folded.text.size()) {
      end = std::max<size_t>(end, folded.offsets[span.end]);
    }
    words.spans.push_back({begin, end});
    // Stemming keeps the first byte: most words need not be stemmed.
    const auto near = stems.lower_bound(folded.text.substr(span.begin, 1));
    if (near == stems.end() || near->front() != folded.text[span.begin]) {
      continue;
    }
    const auto stem = stems.find(
        stemmer.Stem(folded.text.substr(span.begin, span.end - span.begin)));
    if (stem != stems.end()) words.hits.push_back({begin, end, &*stem});
  }
  return words;
}

// The hits [first, last) that fit into one snippet and name the most different
// words; of several such stretches the first.
std::pair<size_t, size_t> BestHits(std::string_view text,
                                   const std::vector<Hit>& hits) {
  std::pair<size_t, size_t> best{0, 0};
  size_t most = 0;
  std::map<const std::string*, int> inside;
  size_t first = 0;
  for (size_t last = 0; last < hits.size(); ++last) {
    ++inside[hits[last].stem];
    while (first < last &&
           Characters(text.substr(hits[first].begin,
                                  hits[last].end - hits[first].begin)) >
               kMaxSnippetCharacters - 2) {
      const auto at = inside.find(hits[first++].stem);
      if (--at->second == 0) inside.erase(at);
    }
    if (inside.size() <= most) continue;
    most = inside.size();
    best = {first, last + 1};
  }
  return best;
}

// From where to where to cut so that [begin, end) is inside, with some words
// before it and as many behind as there is room for.
WordSpan Stretch(std::string_view text, const std::vector<WordSpan>& spans,
                 size_t begin, size_t end) {
  constexpr size_t kRoom = kMaxSnippetCharacters - 2;  // for the ellipses
  constexpr size_t kBefore = 60;
  if (Characters(text) <= kMaxSnippetCharacters) return {0, text.size()};
  WordSpan stretch{begin, end};
  size_t used = Characters(text.substr(begin, end - begin));
  const size_t left = std::min(kBefore, used < kRoom ? (kRoom - used) / 2 : 0);
  for (auto at = spans.rbegin(); at != spans.rend(); ++at) {
    if (at->begin >= begin) continue;
    if (Characters(text.substr(at->begin, begin - at->begin)) > left) break;
    stretch.begin = at->begin;
  }
  used = Characters(text.substr(stretch.begin, end - stretch.begin));
  for (const WordSpan& span : spans) {
    if (span.end <= end) continue;
    if (used + Characters(text.substr(end, span.end - end)) > kRoom) break;
    stretch.end = span.end;
  }
  if (stretch.begin == stretch.end) stretch.end = text.size();  // no words
  // A word may be longer than a snippet.
  size_t cut = stretch.begin;
  for (size_t i = 0; i < kRoom && cut < stretch.end; ++i) {
    cut = NextCharacter(text, cut);
  }
  return {stretch.begin, cut};
}

}  // namespace

Snippet MakeSnippet(std::string_view raw, std::string_view lang,
                    const std::vector<std::string>& words) {
  const std::string text = ScrubUtf8(raw);
  const Stemmer stemmer(lang);
  std::set<std::string> stems;
  for (const std::string& word : words) {
    for (std::string& stem : QueryStems(word)) stems.insert(std::move(stem));
  }
  const Words found = FindWords(text, stemmer, stems);
  const auto [first, last] = BestHits(text, found.hits);
  WordSpan wanted{0, 0};
  if (first < last) {
    wanted = {found.hits[first].begin, found.hits[last - 1].end};
  }
  const WordSpan stretch = Stretch(text, found.spans, wanted.begin, wanted.end);
  Snippet snippet;
  if (stretch.begin > 0) snippet.text = kEllipsis;
  const size_t shift = snippet.text.size();
  snippet.text += text.substr(stretch.begin, stretch.end - stretch.begin);
  // Byte for byte, so that the marks stay where they are.
  for (char& c : snippet.text) {
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  }
  if (stretch.end < text.size()) snippet.text += kEllipsis;
  for (const Hit& hit : found.hits) {
    if (hit.begin < stretch.begin || hit.end > stretch.end) continue;
    snippet.marks.emplace_back(hit.begin - stretch.begin + shift,
                               hit.end - stretch.begin + shift);
  }
  return snippet;
}

std::string Marked(const Snippet& snippet, std::string_view begin,
                   std::string_view end) {
  std::string marked;
  size_t at = 0;
  for (const auto& [from, to] : snippet.marks) {
    if (from < at) continue;  // one letter that folds to several words
    marked += snippet.text.substr(at, from - at);
    marked += begin;
    marked += snippet.text.substr(from, to - from);
    marked += end;
    at = to;
  }
  return marked + snippet.text.substr(at);
}

}  // namespace ritmon
