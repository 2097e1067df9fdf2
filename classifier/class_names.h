// SPDX-License-Identifier: GPL-3.0-or-later
// What the words that web designers put into class and id say about a part of
// the page. Whole words only: "menu" and "main-menu", not "menuett".

#pragma once

#include <string_view>

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
  // One of the names is nothing but such a word: "sidebar", not
  // "content-with-sidebar".
  bool whole = false;

  NameMeaning& operator|=(const NameMeaning& other);
};

// `names` is the value of a class or id attribute.
NameMeaning MeaningOfNames(std::string_view names);
// WAI-ARIA landmark and widget roles.
NameMeaning MeaningOfRole(std::string_view role);

// An icon font's element: its text is the name of a picture.
bool NamesAnIconFont(std::string_view names);

}  // namespace ritmon
