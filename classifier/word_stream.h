// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of text as folded words that know their sentence: for phrases that go
// across hyphens, line ends and sentences. For reservation_phrases.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// Letters and digits in a row, or "§".
struct StreamWord {
  std::string text;  // folded
  uint32_t line = 0;
  // Counts from 0 over all lines. A line end alone does not end a sentence:
  // legal text is broken into lines at will.
  uint32_t sentence = 0;
  uint32_t sentence_begin = 0;  // the index of the sentence's first word
  uint32_t begin = 0;           // bytes of the line that it stands in
  uint32_t end = 0;
};

// Any bytes are accepted. Lines of 4 GB and more are not supported.
std::vector<StreamWord> WordsOf(const std::vector<std::string_view>& lines);

}  // namespace ritmon
