// SPDX-License-Identifier: GPL-3.0-or-later
// What the report's chapter on research money stands on: which projects are
// counted, how, and from which data. Pure functions.

#pragma once

#include "pipeline/funding_view.h"
#include "pipeline/options.h"
#include "report/report_data.h"

namespace ritmon {

// "Förderkatalog des Bundes, Stand ..., 1,234 Förderungen geladen".
Label SourceLabel(const GrantSourceFacts& sources);

// How the sums are reckoned, and what the `chapter`'s sums hold or leave out
// besides.
Label BasisLabel(const FundingOptions& options, const FundingChapter& chapter);

}  // namespace ritmon
