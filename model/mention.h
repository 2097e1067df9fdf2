// SPDX-License-Identifier: GPL-3.0-or-later
// A company's name in the text of a news page or post.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ritmon {

struct Mention {
  size_t begin = 0;   // bytes of the blocks joined by '\n' (Evidence::offset)
  size_t end = 0;     // with a legal form that stands behind the name
  std::string found;  // what stands there
  // Whom it names; empty if it was left out.
  std::string company_id;
  // Who may have been meant, sorted; only where it was left out.
  std::vector<std::string> candidates;
  // What it was believed for ("name", "name with its legal form", ...) or why
  // it was left out ("an everyday word without context", ...).
  std::string rule;

  friend bool operator==(const Mention&, const Mention&) = default;
};

}  // namespace ritmon
