// SPDX-License-Identifier: GPL-3.0-or-later
// A count as a table for people and as JSON for programs.

#pragma once

#include <string>

#include "cli/count_details.h"
#include "cli/terminal.h"
#include "index/count.h"
#include "index/vocabulary.h"

namespace ritmon {

// With labels of the vocabulary; rows by field are grouped by future field.
// Below it, of how many age or size is known and how many shell companies are
// left out. Below each row what is behind it, where `details` says so.
std::string RenderCount(const CountTable& table, const Vocabulary& vocabulary,
                        const Terminal& terminal,
                        const CountDetails& details = {});

// Two counts beside each other, and by how much they differ.
std::string RenderComparison(const CountComparison& comparison,
                             const Vocabulary& vocabulary,
                             const Terminal& terminal);
// One array of rows: the dimensions by name, "before", "after", "difference".
std::string ComparisonAsJson(const CountComparison& comparison);

// One array of rows: the dimensions by name, "companies", "shells_left_out",
// and beside age and size "known" and "of" (CountRow::coverage); null where
// that is suppressed. "query" and "list" are what `details` says.
std::string CountAsJson(const CountTable& table,
                        const CountDetails& details = {});

}  // namespace ritmon
