// SPDX-License-Identifier: GPL-3.0-or-later
// The text of a page as blocks: what stands between two line ends that a
// browser would make. A row of a data table is one block with its cells joined
// by " | "; cells of a table that only does layout are blocks of their own.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "classifier/html_tree.h"
#include "classifier/page_regions.h"
#include "model/page.h"

namespace ritmon {

struct TextBlock {
  Zone zone = Zone::kMain;
  std::string text;    // '\n' where the page has a single <br>
  NodeIndex node = 0;  // the innermost block element around it
  PageRegion region = PageRegion::kContent;
  bool beside_article = false;
  bool caption = false;     // tells of a picture
  bool in_address = false;  // inside <address>
  bool in_quote = false;    // inside <blockquote>
  bool is_item = false;     // inside li, dt or dd
  bool is_row = false;      // of a data table
  int heading = 0;          // 1 to 6, or 0
  uint32_t characters = 0;  // without white space
  uint32_t link_characters = 0;
};

// In document order; no block is empty.
std::vector<TextBlock> BuildBlocks(const HtmlTree& tree,
                                   const PageRegions& regions);

}  // namespace ritmon
