// SPDX-License-Identifier: GPL-3.0-or-later
// A page's text as the words that company names are looked up in: folded, as
// registry/name_tokens.h cuts a name ("&" and "und" are "u", "A. B." is "ab"),
// each with its place in the text, what parts it from the word before, and
// whether it is written with a capital.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/normalize.h"

namespace ritmon {

// Between a word and the one before it.
enum class WordGap : uint8_t {
  kBlank,   // nothing but white space, a slash, or nothing at all
  kHyphen,  // "Akku-Chef"
  kApostrophe,
  kDot,
  kBreak,  // any other punctuation
  kBlock,  // the first word of a block
};

struct TextWord {
  std::string_view key;
  uint32_t begin = 0;  // bytes of the blocks joined by '\n'
  uint32_t end = 0;
  uint32_t block = 0;
  WordGap gap = WordGap::kBlock;
  bool comma = false;    // a comma is among what stands before
  bool capital = false;  // or a digit
};

// Reused from page to page by one thread. Keys are views into it.
class MentionText {
 public:
  MentionText() = default;
  MentionText(const MentionText&) = delete;
  MentionText& operator=(const MentionText&) = delete;

  // All together less than 4 GB.
  void Assign(std::span<const std::string_view> blocks);

  const std::vector<TextWord>& words() const { return words_; }
  // The folded blocks, joined by line feeds.
  std::string_view folded() const { return folded_.text; }

 private:
  void AddWords(std::string_view block, size_t base, size_t folded_begin,
                uint32_t number);
  void JoinLetters(std::string_view block, size_t base, size_t first);

  FoldedText folded_;
  std::vector<TextWord> words_;
  std::deque<std::string> joined_;  // keys of letters that belong together
};

}  // namespace ritmon
