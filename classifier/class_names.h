// SPDX-License-Identifier: GPL-3.0-or-later
// What the words that web designers put into class and id say about a part of
// the page. Whole words only: "menu" and "main-menu", not "menuett".

#pragma once

#include <cstddef>
#include <string_view>

#include "base/recent_values.h"

namespace ritmon {

struct NameMeaning {
  bool navigation = false;
  bool footer = false;
  bool aside = false;
  bool header = false;
  bool consent = false;
  bool search = false;     // site search, tag clouds
  bool reference = false;  // logos and names of customers and sponsors
  bool beside_article = false;
  bool caption = false;  // of a picture, with its credit; also beside_article
  bool social = false;   // sharing, or a quotation of what was shared
  bool icon = false;     // an icon font's: the text is the name of a picture
  // One of the names is nothing but such a word: "sidebar", not
  // "content-with-sidebar".
  bool whole = false;

  NameMeaning& operator|=(const NameMeaning& other);
  friend bool operator==(const NameMeaning&, const NameMeaning&) = default;
};

// What names mean, remembered: the pages of a site repeat them, and sites have
// them from the same kits. Belongs to one thread.
class NameMeanings {
 public:
  // `names` is the value of a class or id attribute.
  NameMeaning Of(std::string_view names);

 private:
  template <typename Find>
  NameMeaning Remembered(std::string_view names, const Find& find);

  // Of one name, or several. It takes no memory before the first: an entry of a
  // feed is a page, too, mostly without any.
  RecentValues<NameMeaning, size_t{1} << 12> meanings_;
};

// WAI-ARIA landmark and widget roles.
NameMeaning MeaningOfRole(std::string_view role);

}  // namespace ritmon
