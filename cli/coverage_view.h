// SPDX-License-Identifier: GPL-3.0-or-later
// The coverage report as a funnel for people and as JSON for programs.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "index/dimension.h"
#include "index/vocabulary.h"
#include "pipeline/coverage.h"

namespace ritmon {

struct CoverageReport {
  std::string region;        // name; empty: everywhere
  std::string region_label;  // in the language that was asked for
  Date as_of{};
  Dimension by = Dimension::kSize;
  CoverageTable table;
  std::string query;  // what finds all companies of the table
};

// One line of the funnel: a stage, or an end that anybody came to.
struct CoverageLine {
  std::string_view german;
  std::string_view english;
  CoverageStage stage = CoverageStage::kRegistered;
  std::optional<CoverageEnd> end;  // nothing: all that came to the stage

  std::string_view Name(bool in_german) const {
    return in_german ? german : english;
  }
  uint64_t Of(const CoverageGroup& group) const {
    return end ? group.Ended(*end) : group.Reached(stage);
  }
};
// In the order of the way; ends at which nobody of `all` is are left out.
std::vector<CoverageLine> CoverageLines(const CoverageGroup& all);

// What a group is called.
std::string CoverageGroupLabel(const std::string& value, Dimension by,
                               const Vocabulary& vocabulary, bool german);

// One column for all and one a group, as many beside each other as fit 80
// columns, then the next ones below. Down a column: how many came so far, and
// between two stages who went no further, and why. Percentages are of the
// column's first number.
std::string RenderCoverage(const CoverageReport& report,
                           const Vocabulary& vocabulary, bool german);

// One object: "all" and "groups", each with "stages" (how many came so far) and
// "ended" (of these, each company once).
std::string CoverageAsJson(const CoverageReport& report);

}  // namespace ritmon
