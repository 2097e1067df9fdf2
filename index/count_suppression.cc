// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count_suppression.h"

#include <algorithm>
#include <limits>
#include <set>

namespace ritmon {
namespace {

// Whether each company stands in one row only.
bool AddsUp(const CountTable& table) {
  return std::none_of(
      table.dimensions.begin(), table.dimensions.end(), [](Dimension d) {
        return d == Dimension::kField || d == Dimension::kFutureField ||
               d == Dimension::kTopic || d == Dimension::kRegion ||
               d == Dimension::kCluster || d == Dimension::kSource;
      });
}

// What rows have in common that share one coverage.
std::vector<std::string> GroupOf(const CountTable& table, const CountRow& row) {
  std::vector<std::string> group;
  for (size_t i = 0; i < row.key.size(); ++i) {
    if (!IsPartlyKnown(table.dimensions[i])) group.push_back(row.key[i]);
  }
  return group;
}

struct Hidden {
  uint64_t rows = 0;
  uint64_t companies = 0;  // in all of them: what the total tells

  // Whether `companies` leaves one way only to fill the rows, each of which
  // holds 1 to `least` - 1.
  bool IsTold(uint64_t least) const {
    return rows == 1 || companies <= rows || companies == rows * (least - 1);
  }
};

}  // namespace

void Suppress(uint64_t least, CountTable& table) {
  const auto is_small = [&](uint64_t number) {
    return number > 0 && number < least;
  };
  Hidden hidden;
  for (CountRow& row : table.rows) {
    row.suppressed = is_small(row.companies) || is_small(row.shells);
    if (!row.suppressed) continue;
    ++hidden.rows;
    hidden.companies += row.companies;
  }
  table.total_suppressed = is_small(table.total) || is_small(table.shells);
  if (hidden.rows > 0 && hidden.IsTold(least) && AddsUp(table)) {
    // All that are as small as the smallest: which of them it was would tell.
    uint64_t smallest = std::numeric_limits<uint64_t>::max();
    for (const CountRow& row : table.rows) {
      if (row.suppressed || row.companies == 0) continue;
      smallest = std::min(smallest, row.companies);
    }
    bool found = false;
    for (CountRow& row : table.rows) {
      if (row.suppressed || row.companies != smallest) continue;
      row.suppressed = true;
      found = true;
    }
    if (!found) table.total_suppressed = true;
  }
  std::set<std::vector<std::string>> groups;
  for (const CountRow& row : table.rows) {
    if (row.suppressed) groups.insert(GroupOf(table, row));
  }
  for (CountRow& row : table.rows) {
    row.coverage_suppressed = groups.contains(GroupOf(table, row));
  }
}

}  // namespace ritmon
