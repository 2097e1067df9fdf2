// SPDX-License-Identifier: GPL-3.0-or-later
// The report's index of excellence: research money for each employee, in the
// fields, at home and in the regions it is compared with.

#pragma once

#include "base/result.h"
#include "cli/analysis.h"
#include "pipeline/funding_view.h"
#include "report/report_data.h"

namespace ritmon {

// Fills `chapter.index`, or `chapter.no_index` with the reason.
Status CollectIndex(const Analysis& analysis, FundingView& view,
                    FundingChapter& chapter);

}  // namespace ritmon
