// SPDX-License-Identifier: GPL-3.0-or-later
// Which texts are template: what many pages of one site say in the same words.
//
// A text is looked at in the role that it plays on a page (a part of the title,
// the description, the main heading, anything below it, markup for machines),
// so that a teaser on every page leaves the heading of the page that it leads
// to alone. Case and numbers do not matter: dates and counters differ. Of
// titles the parts between " | ", " - " and the like are looked at.
//
// It is template on pages of a host in a language if it stands on a third of
// as many pages as there are of these, but on no fewer than kTemplatePages: of
// smaller sites nothing can be said. kTemplateEnough pages always suffice: a
// large site has many sections. Pages with the very same text count once.
//
// One page keeps it: the home page, else the one with the shortest path; so
// what a site says of itself is not lost.
//
// Zones that say little anyhow (menus, footers, asides, legal text) stay what
// they are. Pure; the result does not depend on the order of the pages.

#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/record.h"

namespace ritmon {

inline constexpr size_t kTemplatePages = 5;
inline constexpr size_t kTemplateEnough = 50;

// Belongs to one site. Holds about 50 bytes for each different text of it.
class SiteTemplate {
 public:
  // Every page of the site, before the first Find.
  void Add(const PageRecord& page);

  // What of a page that was added is template, in ascending order.
  std::vector<TemplateText> Find(const PageRecord& page) const;

 private:
  struct Text {
    uint32_t pages = 0;
    uint32_t keeper = 0;  // place in order_
  };
  // Where a page stands when it is asked for who keeps a text: lowest first.
  struct PageOrder {
    int demerits = 0;  // imprints, contact pages and the like, news
    bool foreign_host = false;
    size_t segments = 0;
    std::string key;

    auto operator<=>(const PageOrder&) const = default;
  };
  using Group = std::pair<std::string, std::string>;  // host, language

  static PageOrder OrderOf(const PageRecord& page);
  static Group GroupOf(const PageRecord& page);

  std::unordered_map<uint64_t, Text> texts_;
  std::vector<PageOrder> order_;
  // Of whole pages, and of these in their group.
  std::unordered_set<uint64_t> contents_;
  std::map<Group, size_t> pages_;  // of different content
};

}  // namespace ritmon
