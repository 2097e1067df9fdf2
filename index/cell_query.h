// SPDX-License-Identifier: GPL-3.0-or-later
// The query behind a number: what finds just the companies that a cell of a
// count counts. Pure functions, any thread.

#pragma once

#include <string>
#include <vector>

#include "index/count.h"

namespace ritmon {

// For the cell `key` of a count by `dimensions`, to be put beside the query
// that was counted; without a key, for the total. Parsed on the day
// options.as_of it finds as many companies as the cell counts.
std::string CellQuery(const std::vector<Dimension>& dimensions,
                      const std::vector<std::string>& key,
                      const CountOptions& options);

}  // namespace ritmon
