// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/reservation_phrases.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/files.h"
#include "classifier/legal_text.h"
#include "classifier/list_file_reader.h"
#include "classifier/sentence.h"
#include "classifier/word_stream.h"

namespace ritmon {
namespace {

using Kind = ReservationPhrases::Kind;
using Phrase = ReservationPhrases::Phrase;
using Word = ReservationPhrases::Word;

constexpr auto kLists = std::to_array<std::pair<std::string_view, Kind>>({
    {"mining", Kind::kMining},
    {"reserving", Kind::kReserving},
    {"weak", Kind::kWeak},
    {"referring", Kind::kReferring},
    {"whole", Kind::kWhole},
    {"except", Kind::kExcept},
});

constexpr size_t kMaxPhrases = 2000;
constexpr size_t kMaxGaps = 2;      // in a phrase; each multiplies the work
constexpr size_t kGapWords = 25;    // that one gap may skip
constexpr uint32_t kNearLines = 2;  // a sentence broken into more is a list
// A phrase that refers to the sentence before stands at the beginning.
constexpr uint32_t kReferringWords = 2;
constexpr size_t kMaxHits = 1000;     // of one kind; no real page has as many
constexpr size_t kMaxSentence = 200;  // characters

// ---- the file

// "behalten ... vor": words as the folded text has them.
std::vector<Word> WordsOfPhrase(std::string_view written, std::string& why) {
  std::vector<Word> words;
  bool gap = false;
  size_t gaps = 0;
  for (size_t at = 0; at < written.size();) {
    const size_t end = std::min(written.find(' ', at), written.size());
    const std::string_view part = written.substr(at, end - at);
    at = end + 1;
    if (part == "...") {
      if (gap || words.empty()) why = "'...' must stand between words";
      gap = true;
      ++gaps;
      continue;
    }
    const bool open = part.ends_with('*');
    auto found = WordsOf({part.substr(0, part.size() - (open ? 1 : 0))});
    if (open && found.empty()) why = "'*' must follow letters";
    for (StreamWord& word : found) {
      words.push_back({std::move(word.text), false, std::exchange(gap, false)});
    }
    if (open && !words.empty()) words.back().open = true;
  }
  if (gap) why = "'...' must stand between words";
  if (gaps > kMaxGaps) why = "at most two '...'";
  if (words.empty()) why = "a phrase needs a word";
  return words;
}

std::vector<Phrase> ReadPhrases(const toml::table& table,
                                ListFileReader& reader) {
  std::vector<Phrase> phrases;
  for (const auto& [key, list_kind] : kLists) {
    const Kind kind = list_kind;
    reader.ForEachString(
        table, key, [&](const std::string& written, const toml::node& node) {
          std::string why;
          std::vector<Word> words = WordsOfPhrase(written, why);
          if (phrases.size() >= kMaxPhrases) why = "too many phrases";
          if (!why.empty()) {
            reader.Error(node, why + ": \"" + written + "\"");
          } else {
            phrases.push_back({kind, written, std::move(words)});
          }
        });
  }
  return phrases;
}

// ---- the search

struct Hit {
  const Phrase* phrase = nullptr;
  size_t begin = 0;  // words
  size_t end = 0;
};

using Words = std::vector<StreamWord>;

bool Overlap(const Hit& a, const Hit& b) {
  return a.begin < b.end && b.begin < a.end;
}

bool Equals(const StreamWord& found, const Word& wanted) {
  return wanted.open ? found.text.starts_with(wanted.text)
                     : found.text == wanted.text;
}

// The end of the phrase's words from `index` on, the first of them at `at` or,
// over a gap, behind it; 0 if they are not there. All in one sentence.
size_t MatchFrom(const Words& words, size_t at, const Phrase& phrase,
                 size_t index) {
  if (index == phrase.words.size()) return at;
  const Word& wanted = phrase.words[index];
  const StreamWord& last = words[at - (index > 0 ? 1 : 0)];
  const size_t tries = wanted.gap ? kGapWords + 1 : 1;
  for (size_t i = at; i < std::min(at + tries, words.size()); ++i) {
    if (words[i].sentence != last.sentence ||
        words[i].line > last.line + kNearLines) {
      return 0;
    }
    if (!Equals(words[i], wanted)) continue;
    if (const size_t end = MatchFrom(words, i + 1, phrase, index + 1)) {
      return end;
    }
  }
  return 0;
}

using HitsByKind = std::array<std::vector<Hit>, kLists.size()>;

HitsByKind FindHits(const Words& words, const std::vector<Phrase>& phrases) {
  HitsByKind hits;
  for (size_t at = 0; at < words.size(); ++at) {
    for (const Phrase& phrase : phrases) {
      if (!Equals(words[at], phrase.words.front())) continue;
      auto& list = hits[static_cast<size_t>(phrase.kind)];
      if (list.size() >= kMaxHits) continue;
      if (const size_t end = MatchFrom(words, at, phrase, 0)) {
        list.push_back({&phrase, at, end});
      }
    }
  }
  return hits;
}

void EraseOverlapped(const std::vector<Hit>& by, std::vector<Hit>& hits) {
  std::erase_if(hits, [&](const Hit& hit) {
    return std::any_of(by.begin(), by.end(),
                       [&](const Hit& other) { return Overlap(hit, other); });
  });
}

class PairFinder {
 public:
  PairFinder(const Words& words, const HitsByKind& hits, size_t distance)
      : words_(words), hits_(hits), distance_(distance) {}

  bool Belong(const Hit& mining, const Hit& reserving) const {
    const bool mining_first = mining.begin <= reserving.begin;
    const Hit& first = mining_first ? mining : reserving;
    const Hit& second = mining_first ? reserving : mining;
    if (second.begin > first.end + distance_) return false;
    const StreamWord& from = words_[first.end - 1];
    const StreamWord& to = words_[second.begin];
    const uint32_t lines = to.line > from.line ? to.line - from.line : 0;
    if (to.sentence <= from.sentence) {
      return lines <= (reserving.phrase->kind == Kind::kWeak ? 0 : kNearLines);
    }
    return reserving.phrase->kind != Kind::kWeak && lines <= kNearLines &&
           to.sentence == from.sentence + 1 && RefersBack(to);
  }

 private:
  // Whether the sentence of `word` begins by speaking of the one before it.
  bool RefersBack(const StreamWord& word) const {
    const auto& referring = hits_[static_cast<size_t>(Kind::kReferring)];
    return std::any_of(referring.begin(), referring.end(), [&](const Hit& hit) {
      const StreamWord& first = words_[hit.begin];
      return first.sentence == word.sentence &&
             hit.begin < first.sentence_begin + kReferringWords;
    });
  }

  const Words& words_;
  const HitsByKind& hits_;
  size_t distance_;
};

// What the page says at these words: one sentence, or where they stand in two
// lines, what is around both ends.
std::string Quote(const std::vector<std::string_view>& lines,
                  const Words& words, size_t begin, size_t end) {
  const StreamWord& first = words[begin];
  const StreamWord& last = words[end - 1];
  if (first.line == last.line) {
    return SentenceAround(lines[first.line], first.begin, last.end,
                          kMaxSentence);
  }
  constexpr size_t kHalf = kMaxSentence / 2 - 1;
  return SentenceAround(lines[first.line], first.begin, first.end, kHalf) +
         " " + SentenceAround(lines[last.line], last.begin, last.end, kHalf);
}

bool IsLegalPage(const Page& page) {
  return page.is_imprint || LegalKindOfUrl(page.url) != LegalKind::kNone ||
         LegalKindOfTitle(page.title) != LegalKind::kNone;
}

// The parser has put the text of legal pages and sections into one zone; what
// stands below an imprint counts as part of it. Plain text has one zone.
std::vector<std::string_view> LegalLines(const Page& page) {
  const bool plain =
      std::all_of(page.blocks.begin(), page.blocks.end(),
                  [](const Block& block) { return block.zone == Zone::kMain; });
  std::vector<std::string_view> lines;
  for (const Block& block : page.blocks) {
    if (plain || block.zone == Zone::kLegal || block.zone == Zone::kFooter)
      lines.push_back(block.text);
  }
  return lines;
}

}  // namespace

Result<ReservationPhrases> ReservationPhrases::Parse(std::string_view toml,
                                                     const std::string& name) {
  std::vector<std::string> errors;
  ListFileReader reader(name, errors);
  ReservationPhrases phrases;
  try {
    const toml::table table = toml::parse(toml, name);
    reader.CheckKeys(table, {"mining", "reserving", "weak", "referring",
                             "whole", "except", "distance"});
    reader.Require(table, "mining");
    reader.Require(table, "reserving");
    int distance = static_cast<int>(phrases.distance_);
    reader.Read(table, "distance", distance);
    phrases.distance_ = static_cast<size_t>(distance);
    phrases.phrases_ = ReadPhrases(table, reader);
  } catch (const toml::parse_error& error) {
    errors.push_back(name + ":" + std::to_string(error.source().begin.line) +
                     ": " + std::string(error.description()));
  }
  if (!errors.empty()) return tl::unexpected(MistakesError(std::move(errors)));
  return phrases;
}

Result<ReservationPhrases> ReservationPhrases::Load(
    const std::filesystem::path& path) {
  auto content = ReadFile(path);
  if (!content) return tl::unexpected(content.error());
  return Parse(*content, path.string());
}

std::optional<ReservationFinding> ReservationPhrases::Find(
    const Page& page) const {
  if (!IsLegalPage(page)) return std::nullopt;
  const std::vector<std::string_view> lines = LegalLines(page);
  const Words words = WordsOf(lines);
  HitsByKind hits = FindHits(words, phrases_);
  const auto of = [&](Kind kind) -> std::vector<Hit>& {
    return hits[static_cast<size_t>(kind)];
  };
  for (const Kind kind :
       {Kind::kMining, Kind::kReserving, Kind::kWeak, Kind::kWhole}) {
    EraseOverlapped(of(Kind::kExcept), of(kind));
  }
  EraseOverlapped(of(Kind::kWeak), of(Kind::kReserving));
  if (!of(Kind::kWhole).empty()) {
    const Hit& whole = of(Kind::kWhole).front();
    return ReservationFinding{whole.phrase->written,
                              Quote(lines, words, whole.begin, whole.end)};
  }
  const PairFinder pairs(words, hits, distance_);
  for (const Hit& mining : of(Kind::kMining)) {
    for (const Kind kind : {Kind::kReserving, Kind::kWeak}) {
      for (const Hit& reserving : of(kind)) {
        if (!pairs.Belong(mining, reserving)) continue;
        return ReservationFinding{
            mining.phrase->written + " + " + reserving.phrase->written,
            Quote(lines, words, std::min(mining.begin, reserving.begin),
                  std::max(mining.end, reserving.end))};
      }
    }
  }
  return std::nullopt;
}

}  // namespace ritmon
