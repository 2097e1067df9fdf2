// SPDX-License-Identifier: GPL-3.0-or-later
// A text as keyword lists read it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/normalize.h"

namespace ritmon {

// Folded, hyphens as blanks, one line a block.
struct MatchText {
  FoldedText folded;                     // offsets count in `original`
  std::string original;                  // the blocks joined by '\n'
  std::vector<uint32_t> block_begin;     // in folded.text; one more than blocks
  std::vector<uint32_t> original_begin;  // of each block, in original

  void Clear();
  void AddBlock(std::string_view text);
  // Without the line feed behind it.
  size_t BlockEnd(size_t block) const {
    const bool is_last = block + 2 == block_begin.size();
    return block_begin[block + 1] - (is_last ? 0 : 1);
  }
  // Whether the original under a piece of the folded text has a pattern's
  // capitals, hyphens and blanks aside.
  bool HasCapitals(const std::string& cased, size_t begin, size_t end) const;
  // The block that a folded offset is in.
  size_t BlockOf(uint32_t folded_offset) const;
};

// Where the word begins that holds what stands before `at` in a folded text;
// nothing if it is longer than any word (stem_ending.h). Adds to `steps` what
// it does.
std::optional<size_t> WordBegin(std::string_view text, size_t at,
                                uint64_t& steps);

}  // namespace ritmon
