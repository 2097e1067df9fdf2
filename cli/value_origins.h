// SPDX-License-Identifier: GPL-3.0-or-later
// Which source each value of a company came from, and of what day.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "model/company.h"

namespace ritmon {

struct ValueOrigin {
  std::string field;  // "founded"
  std::string source;
  std::string as_of;  // or empty
};

// Of the values that `company` has, in a fixed order; none for a company that
// no source names (one that its imprint made).
Result<std::vector<ValueOrigin>> OriginsOf(const Analysis& analysis,
                                           const Company& company);

// "  employees from vendor (2025-01-01)": fields of one origin on one line.
std::string OriginText(const std::vector<ValueOrigin>& origins,
                       Language language);

}  // namespace ritmon
