// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the report that are pictures, each with its table.

#pragma once

#include <string>

#include "report/html_context.h"

namespace ritmon {

// Companies per application field: bar chart and table.
std::string FieldsSection(HtmlContext& context);
// Age rings per future field, and the table.
std::string AgeSection(HtmlContext& context);
// Size bars per future field, and the table.
std::string SizeSection(HtmlContext& context);

}  // namespace ritmon
