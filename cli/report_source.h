// SPDX-License-Identifier: GPL-3.0-or-later
// Fills a ReportData: every number is the answer to a query that an analyst
// can ask too, and carries that query.

#pragma once

#include "base/result.h"
#include "cli/analysis.h"
#include "report/report_data.h"

namespace ritmon {

// Of the configured region, or of all companies if none is configured.
Result<ReportData> CollectReport(const Analysis& analysis, Date as_of);

}  // namespace ritmon
