// SPDX-License-Identifier: GPL-3.0-or-later
// What the study's funding figures are made of: a cell with its sums, and the
// rules by which a grant enters it. What is a sum and what an estimate is told
// apart by name. Pure functions.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "model/grant.h"

namespace ritmon {

// What becomes of a grant that has several fields. The study does not say.
enum class FieldSplit {
  kEqual,  // each field gets its share: the fields add up to the total
  kFull,   // each field gets all: right per field, the fields exceed the total
};
std::string_view ToString(FieldSplit split);  // "equal", "full"
std::optional<FieldSplit> ParseFieldSplit(std::string_view name);

inline constexpr double kLowestQuota = 0.01;

struct IndicatorOptions {
  FieldSplit split = FieldSplit::kEqual;
  // q: which part of a company's project the grant pays, kLowestQuota to 1.
  // Real ones differ: 0.25 to 0.7, commissioned research 1.
  double funding_quota = 0.5;
  // q by Förderart, as Grant::kind spells it; the rest has funding_quota.
  std::map<std::string, double, std::less<>> quota_by_kind;
  // By the day the grant starts, both included. A grant without one is left
  // out as soon as one of them is set. The study: from 2020-01-01 on.
  std::optional<Date> start_from;
  std::optional<Date> start_until;
};

// Fewer projects than this: one more or less changes the picture.
inline constexpr uint64_t kStableProjects = 5;

struct FundingCell {
  int64_t cents = 0;
  uint64_t grants = 0;    // FKZ
  uint64_t projects = 0;  // joint projects once
  // I = F (1 - q) / q, of companies only. An estimate.
  int64_t estimated_own_cents = 0;
  int64_t outside_research_cents = 0;  // part of cents: IsOutsideResearch
  uint64_t undisclosed = 0;            // grants without an amount
  int64_t largest_cents = 0;           // of one project
  bool unstable() const { return projects < kStableProjects; }
};

// kInvalid if a quota is out of its range.
Status Check(const IndicatorOptions& options);
// The quota that a grant is reckoned with.
double QuotaOf(const Grant& grant, const IndicatorOptions& options);
// Whether it starts within the period.
bool IsInPeriod(const Grant& grant, const IndicatorOptions& options);

// I for a grant of `cents` at quota `q`, rounded to the cent.
int64_t OwnInvestment(int64_t cents, double q);

}  // namespace ritmon
