// SPDX-License-Identifier: GPL-3.0-or-later
// The phrases by which a company dates itself, and those by which it dates
// something else; for classifier/founding_year.cc only.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "classifier/founding_year.h"

namespace ritmon {

class FoundingPhrases {
 public:
  // `company`: its name, by which a sentence about it is known.
  explicit FoundingPhrases(std::string_view company);

  // Whether `clause` (folded, '#' in the place of the year) says that the
  // company was founded in `year`, and how.
  std::optional<FoundingRule> Judge(const std::string& clause, int year) const;

 private:
  std::vector<std::string> words_;  // of its name, folded
  std::string name_;                // those that tell it from others; or empty
};

}  // namespace ritmon
