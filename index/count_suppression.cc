// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count_suppression.h"

#include <algorithm>
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

}  // namespace

void Suppress(uint64_t least, CountTable& table) {
  const auto is_small = [&](uint64_t number) {
    return number > 0 && number < least;
  };
  size_t marked = 0;
  for (CountRow& row : table.rows) {
    row.suppressed = is_small(row.companies) || is_small(row.shells);
    marked += row.suppressed ? 1 : 0;
  }
  table.total_suppressed = is_small(table.total) || is_small(table.shells);
  if (marked == 1 && AddsUp(table)) {
    CountRow* smallest = nullptr;
    for (CountRow& row : table.rows) {
      if (row.suppressed || row.companies == 0) continue;
      if (smallest == nullptr || row.companies < smallest->companies) {
        smallest = &row;
      }
    }
    if (smallest != nullptr) {
      smallest->suppressed = true;
    } else {
      table.total_suppressed = true;
    }
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
