// SPDX-License-Identifier: GPL-3.0-or-later
// When a page was published, by what it shows: <time> elements and the lines
// around its headline. What its head and its markup for machines say goes
// before (page_metadata.h, structured_data.h).
//
// Dates of others are left alone: in asides, menus and footers, and today's
// date above the page. Pure functions.

#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "classifier/html_tree.h"
#include "classifier/page_regions.h"
#include "classifier/text_blocks.h"

namespace ritmon {

struct PageTimes {
  // Of <time> that says it is that (itemprop, class).
  std::optional<Timestamp> published;
  std::optional<Timestamp> updated;
  // Of <time> without a word, if all of the content agree.
  std::optional<Timestamp> only;
};

PageTimes ReadTimes(const HtmlTree& tree, const PageRegions& regions);

// "12. März 2026", "Stand: 12.03.2026" below or above the main heading, or the
// dateline that a paragraph there begins with ("Hamburg, 12. März 2026 - ").
// A <time> goes by its value, not by its words ("vor drei Tagen").
std::optional<Timestamp> DateNearHeadline(const HtmlTree& tree,
                                          const std::vector<TextBlock>& blocks);

}  // namespace ritmon
