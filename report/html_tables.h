// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the report that are tables and text.

#pragma once

#include <string>

#include "report/html_context.h"

namespace ritmon {

// Active companies per region and district; empty without places.
std::string PlacesSection(HtmlContext& context);
// How far the sources reach, what was counted and what was not.
std::string MethodSection(HtmlContext& context);
// Every command that another part has asked for; so it comes last.
std::string QueriesSection(const HtmlContext& context);

}  // namespace ritmon
