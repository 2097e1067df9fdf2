// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/story_marks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/fingerprint.h"
#include "base/normalize.h"

namespace ritmon {
namespace {

// More of one block is not folded: kMaxStoryWords long words.
constexpr size_t kMaxBlockBytes = 64 * 1024;
// What comes first is the story, whatever it is called.
constexpr size_t kStoryWords = 25;
// Of a heading, or of what stands before a colon.
constexpr size_t kTitleWords = 8;

bool IsHeading(Zone zone) {
  return zone >= Zone::kHeading1 && zone <= Zone::kHeading6;
}

bool IsContent(Zone zone) {
  return IsHeading(zone) || zone == Zone::kMain || zone == Zone::kList ||
         zone == Zone::kTable;
}

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

// Bytes of a quote, dash or dot at `at`: U+0080 to U+00BF, U+2000 to U+203F.
size_t SignAt(std::string_view text, size_t at) {
  if (text[at] == '\xC2') return std::min<size_t>(2, text.size() - at);
  return text.compare(at, 2, "\xE2\x80") == 0
             ? std::min<size_t>(3, text.size() - at)
             : 0;
}

// Calls `visit` with each word of a folded text, until it says no.
template <typename Visit>
void ForEachWord(std::string_view text, Visit&& visit) {
  for (size_t i = 0; i < text.size();) {
    const size_t sign = SignAt(text, i);
    if (sign > 0 || !IsWordByte(text[i])) {
      i += std::max<size_t>(sign, 1);
      continue;
    }
    size_t end = i;
    while (end < text.size() && IsWordByte(text[end]) &&
           SignAt(text, end) == 0) {
      ++end;
    }
    if (!visit(text.substr(i, end - i))) return;
    i = end;
  }
}

size_t CountWords(std::string_view text, size_t enough) {
  size_t words = 0;
  ForEachWord(text, [&](std::string_view) { return ++words < enough; });
  return words;
}

// "Über die Nordstack GmbH", "Über uns: Wir bauen ...", "About Nordstack",
// "Pressekontakt: ...": from here on the sender speaks of itself. `folded` is
// a whole block.
bool BeginsSender(std::string_view folded, Zone zone) {
  constexpr auto kContacts = std::to_array<std::string_view>(
      {"pressekontakt", "medienkontakt", "press contact", "media contact",
       "kontakt fuer ", "ansprechpartner", "weitere informationen:",
       "unternehmensprofil", "firmenprofil", "unternehmensportraet"});
  for (const std::string_view contact : kContacts) {
    if (folded.starts_with(contact)) return true;
  }
  constexpr size_t kAboutBytes = 6;  // of "ueber " and "about "
  if (!folded.starts_with("ueber ") && !folded.starts_with("about ")) {
    return false;
  }
  // "Über 200 Gäste"
  const char next = folded.size() > kAboutBytes ? folded[kAboutBytes] : '0';
  if (next >= '0' && next <= '9') return false;
  const std::string_view title = folded.substr(0, folded.find(':'));
  const bool is_title =
      title.size() < folded.size() || IsHeading(zone) ||
      std::string_view(".!?").find(folded.back()) == std::string_view::npos;
  return is_title && CountWords(title, kTitleWords + 1) <= kTitleWords;
}

std::vector<uint64_t> WordsOf(const PageRecord& page) {
  std::vector<uint64_t> words;
  const auto read = [&](const Block& block) {
    if (!IsContent(block.zone)) return true;
    const std::string folded =
        Fold(std::string_view(block.text).substr(0, kMaxBlockBytes));
    if (words.size() >= kStoryWords && BeginsSender(folded, block.zone)) {
      return false;
    }
    ForEachWord(folded, [&](std::string_view word) {
      words.push_back(Fingerprint64(word));
      return words.size() < kMaxStoryWords;
    });
    return words.size() < kMaxStoryWords;
  };
  if (page.template_texts.empty()) {
    for (const Block& block : page.blocks) {
      if (!read(block)) break;
    }
    return words;
  }
  for (const Block& block : TextAsWeighed(page)) {
    if (!read(block)) break;
  }
  return words;
}

uint64_t HashOfRun(const uint64_t* words) {
  uint64_t hash = 0;
  for (size_t i = 0; i < kMarkWords; ++i) {
    hash = (hash ^ words[i]) * 0x9E3779B97F4A7C15;
    hash ^= hash >> 32;
  }
  return hash;
}

}  // namespace

std::vector<StoryMark> StoryMarks(const PageRecord& page) {
  const std::vector<uint64_t> words = WordsOf(page);
  std::vector<StoryMark> marks;
  if (words.size() < kMarkWords) return marks;
  std::vector<uint64_t> runs(words.size() - kMarkWords + 1);
  for (size_t i = 0; i < runs.size(); ++i) runs[i] = HashOfRun(&words[i]);
  // Of each window the lowest run; of equal ones the last.
  size_t last = runs.size();
  for (size_t i = 0; i == 0 || i + kMarkWindow <= runs.size(); ++i) {
    const size_t end = std::min(i + kMarkWindow, runs.size());
    size_t lowest = i;
    for (size_t j = i + 1; j < end; ++j) {
      if (runs[j] <= runs[lowest]) lowest = j;
    }
    if (lowest == last) continue;
    last = lowest;
    marks.push_back({static_cast<uint32_t>(runs[lowest] >> 32),
                     static_cast<uint32_t>(lowest)});
  }
  std::sort(marks.begin(), marks.end(),
            [](const StoryMark& a, const StoryMark& b) {
              return a.hash != b.hash ? a.hash < b.hash : a.word < b.word;
            });
  marks.erase(std::unique(marks.begin(), marks.end(),
                          [](const StoryMark& a, const StoryMark& b) {
                            return a.hash == b.hash;
                          }),
              marks.end());
  return marks;
}

}  // namespace ritmon
