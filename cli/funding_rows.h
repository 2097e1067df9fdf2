// SPDX-License-Identifier: GPL-3.0-or-later
// A table of grants for people and for programs.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "funding/excellence_index.h"
#include "funding/funding_table.h"
#include "index/vocabulary.h"

namespace ritmon {

struct FundingRow {
  std::vector<std::string> key;
  FundingCell cell;
};

// The cells in the order of people: fields and actors as their lists have them,
// years rising, all others by falling sum. `top`: so many at most, 0: all.
std::vector<FundingRow> RowsOf(const FundingTable& table,
                               const Vocabulary& vocabulary, uint64_t top);

// Leaves only the cells of one field (an id) in a table by field; its sum
// becomes the total. The margins stay.
void KeepField(const std::string& field, FundingTable& table);

// What a value is called.
std::string FundingLabel(FundingAxis axis, const std::string& value,
                         const Vocabulary& vocabulary, bool german);

std::string FundingAsText(const FundingTable& table,
                          const std::vector<FundingRow>& rows,
                          const Vocabulary& vocabulary,
                          const Terminal& terminal);
// Columns by id, amounts in euros with a point.
std::string FundingAsCsv(const FundingTable& table,
                         const std::vector<FundingRow>& rows);
// `region` as it was asked for; empty: everywhere.
std::string FundingAsJson(const FundingTable& table,
                          const std::vector<FundingRow>& rows,
                          const std::string& region, bool research_only);

// Why there is no ratio, for readers; empty if there is one.
std::string NoRatioText(NoRatio reason, bool german);

}  // namespace ritmon
