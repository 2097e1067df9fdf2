// SPDX-License-Identifier: GPL-3.0-or-later
// The report: one HTML file that needs nothing else, no script, no network,
// for screen, phone and A4 paper.
//
// It is HTML5 that is well-formed XML too. The same data gives the same bytes.
// Text of the data may be hostile: nothing of it becomes markup, and only
// http(s) addresses become links. Pure function, any thread; never fails.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/html_text.h"
#include "report/report_data.h"

namespace ritmon {

std::string RenderReport(const ReportData& data, Language language);

// Its charts as SVG files that stand alone, by name ("funding-index"), in their
// order.
std::vector<std::pair<std::string, std::string>> RenderFigures(
    const ReportData& data, Language language);

}  // namespace ritmon
