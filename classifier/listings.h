// SPDX-License-Identifier: GPL-3.0-or-later
// The entries of a directory's page: links that leave the site with the text
// around them, and names that stand there without such a link.
//
// An entry is the largest part of the page around the link that has no link
// to a third site: a list item, a table row, a card. Menus, footers and asides
// hold none. Pure functions.

#pragma once

#include <vector>

#include "classifier/html_tree.h"
#include "model/listing.h"
#include "model/url.h"

namespace ritmon {

inline constexpr size_t kMaxListings = 2000;     // of one page
inline constexpr size_t kMaxListingEntry = 400;  // bytes
inline constexpr size_t kMaxListingText = 200;   // bytes

// In document order; links first, then names. Each link once a page.
std::vector<Listing> FindListings(const HtmlTree& tree, const Url& url);

}  // namespace ritmon
