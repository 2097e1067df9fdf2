// SPDX-License-Identifier: GPL-3.0-or-later
// The report's chapter on research money: every number is the answer to a
// command that an analyst can give, and carries it.

#pragma once

#include <map>
#include <string>

#include "base/result.h"
#include "cli/analysis.h"
#include "report/report_data.h"

namespace ritmon {

// Fills `data.funding`, or `data.no_funding` with the reason. `companies`:
// counted ones by field.
Status CollectFunding(const Analysis& analysis,
                      const std::map<std::string, uint64_t>& companies,
                      ReportData& data);

}  // namespace ritmon
