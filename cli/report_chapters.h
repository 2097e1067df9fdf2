// SPDX-License-Identifier: GPL-3.0-or-later
// The report's chapters on clusters and on the trend.

#pragma once

#include <optional>

#include "base/result.h"
#include "cli/analysis.h"
#include "report/report_data.h"

namespace ritmon {

// Nothing if no clusters are configured.
Result<std::optional<ClusterChapter>> CollectClusters(const Analysis& analysis);

// Nothing if the region has no companies.
Result<std::optional<MassChapter>> CollectMassChapter(const Analysis& analysis);

// By size and by age.
Result<std::vector<CoverageFigure>> CollectCoverageFigures(
    const Analysis& analysis);

// None if no table is configured.
Result<std::vector<ScoreboardFigure>> CollectScoreboard(
    const Analysis& analysis);

// Nothing if no run has left a snapshot.
Result<std::optional<TrendChapter>> CollectTrend(const Analysis& analysis);

}  // namespace ritmon
