// SPDX-License-Identifier: GPL-3.0-or-later
// A text as keyword lists read it.

#pragma once

#include <cstddef>
#include <cstdint>
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
  // The block that a folded offset is in.
  size_t BlockOf(uint32_t folded_offset) const;
};

}  // namespace ritmon
