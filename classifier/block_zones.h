// SPDX-License-Identifier: GPL-3.0-or-later
// Zones that need more than one block to see: legal pages and sections, job
// advertisements, lists of customers, the last lines of a page.

#pragma once

#include <string>
#include <vector>

#include "classifier/text_blocks.h"
#include "model/page.h"
#include "model/url.h"

namespace ritmon {

// Headings, running text, lists, tables, links: what a page is made of.
bool IsContentZone(Zone zone);

// What the page's markup for machines says it is about.
enum class PageSubject { kAny, kJob };

// Refines the zones of `blocks`. Returns whether the page is an imprint or has
// one as a section.
bool RefineZones(const Url& url, const std::string& title, PageSubject subject,
                 std::vector<TextBlock>& blocks);

// The final blocks: where lines mean something (legal text, <address>) each
// line is a block, elsewhere they are joined.
std::vector<Block> FinalBlocks(const std::vector<TextBlock>& blocks);

}  // namespace ritmon
