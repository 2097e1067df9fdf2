// SPDX-License-Identifier: GPL-3.0-or-later
// What a site calls itself, to be compared with the companies that its imprint
// names. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/page.h"

namespace ritmon {

struct SiteNames {
  std::string label;                // "nordkaisoftware" of nordkai-software.de
  std::vector<std::string> titles;  // the parts of the page's title, folded,
                                    // without blanks
  std::string domain;               // registrable
  // A company's name in the title, with its legal form; empty if there is none.
  std::string company_in_title;
};

SiteNames SiteNamesOf(const Page& page);

// Whether the site is called like the company: "nordkai-software.de" like
// "Nordkai Software GmbH", "Elbtide" in the title like "Elbtide Gin KG".
bool IsCalledLike(const SiteNames& site, std::string_view company);

}  // namespace ritmon
