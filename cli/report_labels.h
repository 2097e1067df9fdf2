// SPDX-License-Identifier: GPL-3.0-or-later
// What the report calls fields and regions, in both languages.

#pragma once

#include <string>

#include "cli/analysis.h"
#include "index/vocabulary.h"
#include "report/report_data.h"

namespace ritmon {

Label LabelOf(const VocabularyEntry& entry);
// Of the place tables and the configuration; the name itself if it is in none.
Label RegionLabel(const Analysis& analysis, const std::string& name);

}  // namespace ritmon
