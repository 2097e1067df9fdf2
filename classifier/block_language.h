// SPDX-License-Identifier: GPL-3.0-or-later
// The language of a page and of those of its blocks that are in another one.
//
// The page's is that of what it tells, not of menus and cookie layers. A block
// has one of its own if there is enough of it (kBlockLetters), it is content,
// and it is clearly in another language: so both words of the page's lang
// attributes and CLD2 are asked, and the small words of what is beyond the
// sample that CLD2 sees of the page.

#pragma once

#include <string_view>
#include <vector>

#include "classifier/html_tree.h"
#include "classifier/text_blocks.h"
#include "model/page.h"

namespace ritmon {

inline constexpr size_t kBlockLetters = 60;

// FinalBlocks (block_zones.h), `lang` being what an attribute inside the body
// says of a block (HTML standard, 3.2.6.2); empty where none does.
std::vector<Block> FinalBlocksWithLanguage(
    const HtmlTree& tree, const std::vector<TextBlock>& blocks);

// Sets the page's language, and makes of what the attributes say of blocks what
// they are in. `declared` is the page's own lang attribute.
void SetLanguages(std::string_view declared, Page& page);

}  // namespace ritmon
