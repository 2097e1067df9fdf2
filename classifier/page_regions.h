// SPDX-License-Identifier: GPL-3.0-or-later
// Which part of the page each element belongs to: what is hidden, navigation,
// footer and so on, by element, ARIA role, class and id, and by how much of it
// is links.

#pragma once

#include <cstdint>
#include <vector>

#include "classifier/class_names.h"
#include "classifier/html_tree.h"

namespace ritmon {

// From the least to the most telling: a part inside another takes the greater.
enum class PageRegion : uint8_t {
  kContent,
  kHeader,
  kAside,
  kFooter,
  kNavigation,
  kSearch,     // site search, tag clouds
  kReference,  // logos and names of customers, partners, sponsors
  kConsent,
  kHidden,  // nobody sees it
};

// What is said about the text below a node; characters without white space.
struct NodeText {
  uint32_t characters = 0;
  uint32_t link_characters = 0;
  uint32_t links = 0;
};

struct PageRegions {
  std::vector<PageRegion> region;  // by node
  std::vector<NodeText> text;      // by node; hidden text is not counted
  // By node: inside something that is no part of an article though it may be
  // content of the page: teasers, comments, sharing, author boxes.
  std::vector<bool> beside_article;
  std::vector<bool> caption;  // by node: inside what tells of a picture
};

PageRegions FindRegions(const HtmlTree& tree, NameMeanings& names);

}  // namespace ritmon
