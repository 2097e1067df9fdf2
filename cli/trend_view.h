// SPDX-License-Identifier: GPL-3.0-or-later
// A trend as text for people, as CSV and as JSON for programs.

#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "index/vocabulary.h"
#include "pipeline/trend.h"

namespace ritmon {

struct Trend {
  std::string by;
  std::vector<FieldSnapshot> snapshots;  // at least one
  std::vector<TrendSeries> series;
};

// At most 80 columns: the series, then what changed between snapshots, by
// cause, then the coverage at both ends.
std::string TrendAsText(const Trend& trend, const Vocabulary& vocabulary,
                        const Terminal& terminal);
// A row for each snapshot and line; no changes in the first snapshot.
std::string TrendAsCsv(const Trend& trend);
// {"by", "snapshots": [...], "series": [...]}.
std::string TrendAsJson(const Trend& trend, const Vocabulary& vocabulary);

}  // namespace ritmon
