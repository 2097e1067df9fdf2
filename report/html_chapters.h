// SPDX-License-Identifier: GPL-3.0-or-later
// The smaller chapters: overview of the fields (Abb. 2), clusters (Tab. 4),
// trend, innovation scoreboard (Abb. 13 to 16), critical mass, coverage. Each
// empty if there is nothing to say of it.

#pragma once

#include <string>

#include "report/html_context.h"

namespace ritmon {

std::string OverviewSection(HtmlContext& context);
std::string ClustersSection(HtmlContext& context);
std::string TrendSection(HtmlContext& context);
// html_mass.cc
std::string MassSection(HtmlContext& context);
std::string CoverageSection(HtmlContext& context);
std::string ScoreboardSection(HtmlContext& context);

}  // namespace ritmon
