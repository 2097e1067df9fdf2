// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass as tables for people and as JSON for programs.

#pragma once

#include <string>

#include "cli/mass_source.h"
#include "cli/terminal.h"
#include "index/vocabulary.h"

namespace ritmon {

// Why a field needs so many companies.
std::string ThresholdReason(const MassThreshold& threshold, bool german);

// Two tables: how many and whether that is enough; where they
// are. Below each field the benchmark's row. With `queries` below each number
// the query that finds it.
std::string RenderMass(const MassReport& report, const Vocabulary& vocabulary,
                       const Terminal& terminal, bool queries);

// One object; what is not known is null and has a reason beside it.
std::string MassAsJson(const MassReport& report, const Vocabulary& vocabulary,
                       bool queries);

}  // namespace ritmon
