// SPDX-License-Identifier: GPL-3.0-or-later
// A count as a table for people and as JSON for programs.

#pragma once

#include <string>

#include "index/count.h"
#include "index/vocabulary.h"

namespace ritmon {

// With labels of the vocabulary; rows by field are grouped by future field.
// Below it, of how many age or size is known and how many shell companies are
// left out.
std::string RenderCount(const CountTable& table, const Vocabulary& vocabulary,
                        bool german);

// Two counts beside each other, and by how much they differ.
std::string RenderComparison(const CountComparison& comparison,
                             const Vocabulary& vocabulary, bool german);
// One array of rows: the dimensions by name, "before", "after", "difference".
std::string ComparisonAsJson(const CountComparison& comparison);

// One array of rows: the dimensions by name, "companies", "shells_left_out",
// and beside age and size "known" and "of" (CountRow::coverage).
std::string CountAsJson(const CountTable& table);

}  // namespace ritmon
