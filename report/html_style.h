// SPDX-License-Identifier: GPL-3.0-or-later
// The report's style sheet. Names fonts, loads none.

#pragma once

#include <string_view>

namespace ritmon {

// Free of '<' and '&', so that it can stand in a style element as it is.
std::string_view ReportStyle();

}  // namespace ritmon
