// SPDX-License-Identifier: GPL-3.0-or-later
// Which questions the loaded sources answer, and for how many companies: who
// has a founding date, a headcount, a website, a purpose. What only the
// companies' own pages say is not in here.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

struct SourceCoverage {
  int64_t companies = 0;  // not removed from the register
  int64_t founded = 0;
  int64_t employees = 0;
  int64_t website = 0;
  int64_t purpose = 0;  // or its sector, WZ
};

// Of the companies of `districts` (AGS), of all if empty. `database` must have
// the companies table. Reads each of their rows: a second for half a million.
Result<SourceCoverage> CoverageOf(Database& database,
                                  const std::vector<std::string>& districts);

// A question that is not answered for all companies.
struct OpenQuestion {
  std::string name;  // "founding date"
  int64_t known = 0;
  int64_t of = 0;
  std::string remedy;  // "GLEIF, ... or a vendor's list"
};

// Those that less than nine in ten companies have an answer to.
std::vector<OpenQuestion> OpenQuestions(const SourceCoverage& coverage);

}  // namespace ritmon
