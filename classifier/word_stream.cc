// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/word_stream.h"

#include <algorithm>
#include <initializer_list>

#include "base/normalize.h"

namespace ritmon {
namespace {

constexpr std::string_view kSection = "§";

bool IsDigits(std::string_view word) {
  return std::all_of(word.begin(), word.end(),
                     [](char c) { return c >= '0' && c <= '9'; });
}

// After these a full stop ends no sentence: abbreviations of legal German and
// English, single letters, the numbers of days and chapters.
bool IsAbbreviation(std::string_view word) {
  constexpr size_t kLongestOrdinal = 2;  // digits; years end sentences
  if (word.size() == 1) return true;
  if (IsDigits(word)) return word.size() <= kLongestOrdinal;
  for (const std::string_view known :
       {"abs", "art",  "nr",   "ziff", "lit",  "bzw", "ggf",   "gem", "insb",
        "vgl", "sog",  "inkl", "evtl", "etc",  "ca",  "str",   "tel", "dr",
        "co",  "inc",  "ltd",  "no",   "sec",  "eg",  "ie",    "cf",  "evt",
        "ff",  "prof", "dipl", "ing",  "bspw", "usw", "entspr"}) {
    if (word == known) return true;
  }
  return false;
}

class Streamer {
 public:
  void Add(std::string_view line) {
    folded_.text.clear();
    folded_.offsets.clear();
    AppendFolded(line, 0, folded_);
    const std::string_view text = folded_.text;
    for (size_t at = 0; at < text.size();) {
      size_t end = at;
      if (text.substr(at).starts_with(kSection)) {
        end += kSection.size();
      } else {
        while (end < text.size() && IsWordAt(text, end)) {
          end += CharacterBytes(text, end);
        }
      }
      if (end == at) {
        Punctuation(text, at);
        at += CharacterBytes(text, at);
      } else {
        Push(text.substr(at, end - at), at, end);
        at = end;
      }
    }
    ++line_;
  }

  std::vector<StreamWord> Take() { return std::move(words_); }

 private:
  static size_t CharacterBytes(std::string_view text, size_t at) {
    size_t bytes = 1;
    while (at + bytes < text.size() &&
           (static_cast<uint8_t>(text[at + bytes]) & 0xC0) == 0x80) {
      ++bytes;
    }
    return bytes;
  }

  void Push(std::string_view word, size_t begin, size_t end) {
    if (ends_sentence_ && !words_.empty()) {
      ++sentence_;
      sentence_begin_ = static_cast<uint32_t>(words_.size());
    }
    ends_sentence_ = false;
    words_.push_back({std::string(word), line_, sentence_, sentence_begin_,
                      folded_.offsets[begin], folded_.offsets[end]});
  }

  // Bars and bullets part the entries of a footer as full stops do.
  void Punctuation(std::string_view text, size_t at) {
    const std::string_view rest = text.substr(at);
    for (const std::string_view mark : {"|", "•", "·", "▪"}) {
      if (rest.starts_with(mark)) ends_sentence_ = true;
    }
    const char c = text[at];
    if (c != '.' && c != '!' && c != '?') return;
    const size_t next = rest.find_first_not_of(".!?)\"'", 1);
    const bool at_end = next == std::string_view::npos;
    if (!at_end && rest[next] != ' ' && !rest.substr(next).starts_with("“") &&
        !rest.substr(next).starts_with("”")) {
      return;
    }
    const bool abbreviation = c == '.' && !at_end && !words_.empty() &&
                              words_.back().line == line_ &&
                              IsAbbreviation(words_.back().text);
    if (!abbreviation) ends_sentence_ = true;
  }

  std::vector<StreamWord> words_;
  FoldedText folded_;  // of the line
  uint32_t line_ = 0;
  uint32_t sentence_ = 0;
  uint32_t sentence_begin_ = 0;
  bool ends_sentence_ = false;
};

}  // namespace

std::vector<StreamWord> WordsOf(const std::vector<std::string_view>& lines) {
  Streamer streamer;
  for (const std::string_view line : lines) streamer.Add(line);
  return streamer.Take();
}

}  // namespace ritmon
