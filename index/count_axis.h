// SPDX-License-Identifier: GPL-3.0-or-later
// One dimension of a count as numbers: its values, and which of them a company
// has; for index/count.cc only.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "index/dimension.h"
#include "index/fact_columns.h"
#include "index/vocabulary.h"

namespace ritmon {

struct CountAxis {
  Dimension dimension = Dimension::kField;
  // First `known` values that have a row at any rate, in the order to show
  // them; behind them the others that companies have, sorted.
  std::vector<std::string> values;
  size_t known = 0;
  // The place of kUnknownValue; values.size() if there is none.
  size_t unknown = 0;
  // Of a dimension of texts: by the text's number in the columns, its place.
  std::vector<uint32_t> places;
};

// `columns` and `vocabulary` are read in the call only.
CountAxis MakeAxis(Dimension dimension, const FactColumns& columns,
                   const Vocabulary& vocabulary);

// Appends the places of the values that `row` has; of dimensions of tags
// (field, future field, topic, confidence) none.
void AppendPlaces(const CountAxis& axis, const FactColumns& columns, size_t row,
                  Date as_of, std::vector<uint32_t>& places);

}  // namespace ritmon
