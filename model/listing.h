// SPDX-License-Identifier: GPL-3.0-or-later
// An entry of a directory: somebody else's page says that a company is there.

#pragma once

#include <string>

namespace ritmon {

struct Listing {
  std::string href;   // the link that leaves the directory; empty: none
  std::string text;   // of the link, or of its picture
  std::string entry;  // the list item, table row or card, lines joined by '\n'

  friend bool operator==(const Listing&, const Listing&) = default;
};

}  // namespace ritmon
