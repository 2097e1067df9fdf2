// SPDX-License-Identifier: GPL-3.0-or-later
// The FuE-Exzellenz-Index (Abb. 7): public research money per employee in a
// field, of one region against others. Pure functions.
//
// Intensity i(f, r) = F(f, r) / E(r), in euros (or projects) per employee. The
// study's chart compares pairs: x = i(f, home) / i(f, first other), y the same
// with the second; 1.00 divides. Its footnote 31 divides by a superordinate
// area first: FEI(f, r) = i(f, r) / i(f, area). The area cancels out of the
// pairs, so both readings give the same picture; FEI is given where the area's
// figures are there.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "funding/employment.h"
#include "funding/indicators.h"

namespace ritmon {

// One region's money by field, and the people it is set against.
struct RegionFunding {
  std::string region;
  std::optional<EmploymentFigure> employment;
  std::map<std::string, FundingCell, std::less<>> fields;
};

enum class IndexMeasure { kSum, kProjects };
std::string_view ToString(IndexMeasure measure);  // "sum", "projects"
std::optional<IndexMeasure> ParseIndexMeasure(std::string_view name);

// Why there is no ratio. Never an infinite one, never a wrong zero.
enum class NoRatio {
  kNone,  // there is one
  kNoEmploymentHere,
  kNoEmploymentThere,
  kNoFundingThere,  // nothing to divide by
  kNoFundingAnywhere,
};
// "" | "no employment figure of the region" | ...
std::string_view ToString(NoRatio reason);

struct IndexRatio {
  std::optional<double> value;    // home / other; 0 if home has no funding
  std::optional<double> inverse;  // other with home = 1.00
  NoRatio reason = NoRatio::kNone;
  // Few projects on either side (FundingCell::unstable).
  bool unstable = false;
};

struct IndexRow {
  std::string field;
  // Per employee; euros or projects. Home first, then the others.
  std::vector<std::optional<double>> intensity;
  std::vector<IndexRatio> ratios;     // one for each of the others
  std::optional<double> fei;          // of home, against the area
  std::vector<double> largest_share;  // of one project; home first
  std::vector<FundingCell> cells;     // home first
};

struct ExcellenceIndex {
  std::vector<RegionFunding> regions;  // home first
  std::optional<RegionFunding> area;
  std::vector<IndexRow> rows;  // in the order of `fields`
  IndexMeasure measure = IndexMeasure::kSum;
  int months_apart = 0;  // of the employment figures
};

struct ExcellenceOptions {
  IndexMeasure measure = IndexMeasure::kSum;
  // Compares figures of dates over kMaxMonthsApart apart all the same.
  bool allow_dates_apart = false;
};

// `regions`: home, then one or more others. kInvalid if the dates of the
// employment figures lie too far apart: names them.
Result<ExcellenceIndex> ComputeExcellence(
    std::vector<RegionFunding> regions, std::optional<RegionFunding> area,
    const std::vector<std::string>& fields, const ExcellenceOptions& options);

}  // namespace ritmon
