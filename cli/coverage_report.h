// SPDX-License-Identifier: GPL-3.0-or-later
// What `coverage` tells, collected: for the command and the report.

#pragma once

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/coverage_view.h"

namespace ritmon {

// Of the companies that the counts choose from, in the configured region unless
// `everywhere`; `german`: the region's label.
Result<CoverageReport> CollectCoverageReport(const Analysis& analysis,
                                             Dimension by, bool everywhere,
                                             bool german);

}  // namespace ritmon
