// SPDX-License-Identifier: GPL-3.0-or-later
// The running text of an article-like page: the story without teasers,
// comments, sharing and what else stands around it.
//
// Prose is weighed by length and by how little of it is links; it speaks for
// the elements around it, the less the further away they are. The element
// with most to say for it holds the text; what belongs to it among its
// neighbours is added, what does not belong inside is left out.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/html_tree.h"
#include "classifier/page_regions.h"
#include "classifier/text_blocks.h"

namespace ritmon {

// Paragraphs joined by '\n'; empty if the page has no running text. `title` is
// the page's: where a heading says the same, the story begins there.
std::string FindMainText(const HtmlTree& tree, const PageRegions& regions,
                         const std::vector<TextBlock>& blocks,
                         std::string_view title);

}  // namespace ritmon
