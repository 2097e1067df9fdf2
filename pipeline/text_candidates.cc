// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/text_candidates.h"

#include <algorithm>

#include "base/normalize.h"
#include "classifier/block_zones.h"
#include "pipeline/stop_words.h"

namespace ritmon {
namespace {

// Words are remembered up to so many; then the memory begins anew.
constexpr size_t kMaxSeen = 200'000;

// A link alone names what is elsewhere.
bool IsRunningText(Zone zone) {
  return zone == Zone::kTitle || zone == Zone::kDescription ||
         (IsContentZone(zone) && zone != Zone::kLink);
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether a folded word may be (a part of) a term.
bool MayBeTerm(std::string_view word) {
  // Longer ones are identifiers and encoded data.
  constexpr size_t kLongest = 60;
  const auto digits =
      static_cast<size_t>(std::count_if(word.begin(), word.end(), IsDigit));
  const size_t letters = word.size() - digits;
  if (letters == 0 || word.size() > kLongest) return false;
  if (digits > 0 ? word.size() < 2 || digits > letters + 2 : letters < 3) {
    return false;
  }
  return !IsStopWord(word);
}

// The end, in the original, of the folded character that ends at `end`.
size_t OriginalEnd(const FoldedText& folded, std::string_view text,
                   size_t end) {
  size_t at = folded.offsets[end - 1];
  do {
    ++at;
  } while (at < text.size() &&
           (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return at;
}

}  // namespace

bool OwnNames::Has(std::string_view word) const {
  // A part of the host that is long enough to be no accident.
  constexpr size_t kShortest = 4;
  return words.contains(word) ||
         (word.size() >= kShortest && host.find(word) != std::string::npos);
}

OwnNames OwnNamesOf(const std::vector<std::string>& names,
                    std::string_view site) {
  OwnNames own;
  for (const std::string& name : names) {
    for (std::string& word : FoldedWords(name)) {
      own.words.insert(std::move(word));
    }
  }
  for (const std::string& word : FoldedWords(site.substr(0, site.find('.')))) {
    own.host += word;
  }
  return own;
}

CandidateReader::CandidateReader(const std::set<std::string>& stems)
    : stems_(&stems), german_("de"), english_("en") {}

const std::string& CandidateReader::StemOf(const std::string& word,
                                           bool english) {
  auto& seen = seen_[english ? 1 : 0];
  const auto known = seen.find(word);
  if (known != seen.end()) return known->second;
  if (seen.size() >= kMaxSeen) seen.clear();
  return seen.emplace(word, (english ? english_ : german_).Stem(word))
      .first->second;
}

std::vector<TextCandidate> CandidateReader::Read(
    const std::vector<Block>& blocks, std::string_view lang,
    const OwnNames& own) {
  struct Word {
    bool usable = false;
    bool telling = false;
    std::string stem;
    WordSpan span;
  };
  std::vector<TextCandidate> found;
  std::set<std::string> known;
  for (size_t b = 0; b < blocks.size(); ++b) {
    const Block& block = blocks[b];
    if (!IsRunningText(block.zone)) continue;
    const bool english =
        (block.lang.empty() ? lang : std::string_view(block.lang)) == "en";
    FoldedText folded;
    AppendFolded(block.text, 0, folded);
    const auto add = [&](std::string key, size_t from, size_t to) {
      if (!known.insert(key).second) return;
      const size_t begin = folded.offsets[from];
      const size_t end = OriginalEnd(folded, block.text, to);
      found.push_back({std::move(key), block.text.substr(begin, end - begin), b,
                       begin, end});
    };
    Word last;
    for (const WordSpan& span : SplitWords(folded.text)) {
      Word word{.span = span};
      const std::string text =
          folded.text.substr(span.begin, span.end - span.begin);
      if (MayBeTerm(text) && !own.Has(text)) {
        word.usable = true;
        word.stem = StemOf(text, english);
        word.telling = stems_->contains(word.stem);
        if (word.telling) add(word.stem, span.begin, span.end);
        const std::string_view between =
            std::string_view(folded.text)
                .substr(last.span.end, span.begin - last.span.end);
        if (last.usable && (last.telling || word.telling) &&
            (between == " " || between == "-")) {
          add(last.stem + " " + word.stem, last.span.begin, span.end);
        }
      }
      last = std::move(word);
    }
  }
  return found;
}

}  // namespace ritmon
