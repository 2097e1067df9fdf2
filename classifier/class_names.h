// SPDX-License-Identifier: GPL-3.0-or-later
// What the words that web designers put into class and id say about a part of
// the page. Whole words only: "menu" and "main-menu", not "menuett".

#pragma once

#include <string_view>
#include <unordered_map>

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
};

// What names mean, looked up once: pages repeat them. The views that it is
// given must outlive it. Belongs to one thread.
class NameMeanings {
 public:
  // `names` is the value of a class or id attribute.
  NameMeaning Of(std::string_view names);

 private:
  std::unordered_map<std::string_view, NameMeaning> by_name_;
};
// WAI-ARIA landmark and widget roles.
NameMeaning MeaningOfRole(std::string_view role);

}  // namespace ritmon
