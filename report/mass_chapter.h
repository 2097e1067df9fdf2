// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass as a judgement, and what the counts cannot see, as values.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "report/report_label.h"

namespace ritmon {

struct FieldJudgement {
  Label field;
  uint64_t companies = 0;
  std::optional<double> of_register;  // 0 to 1
  std::optional<double> per_1000_companies;
  std::optional<double> per_100000_inhabitants;
  Label largest_district;  // empty: none
  uint64_t in_largest = 0;
  uint64_t placed = 0;  // companies whose district is known
  uint64_t threshold = 0;
  bool is_reached = false;
};

struct MassChapter {
  std::vector<FieldJudgement> rows;
  std::optional<uint64_t> register_companies;
  std::optional<uint64_t> inhabitants;
  Label notes;  // what is not known and why, why this threshold
  std::string command;
};

// How far the companies of the register came, in the columns of one division.
struct CoverageRow {
  Label name;
  bool is_end = false;  // came no further; else a stage that was reached
  std::vector<uint64_t> companies;  // all, then one for each class
};

struct CoverageFigure {
  Label by;                    // "Größe", "Alter"
  std::vector<Label> classes;  // without "all"
  std::vector<CoverageRow> rows;
  std::string command;
};

}  // namespace ritmon
