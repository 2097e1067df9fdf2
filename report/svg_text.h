// SPDX-License-Identifier: GPL-3.0-or-later
// Text in SVG, which neither wraps nor tells its width: for report/svg_*.cc.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// An upper bound of the width of `text` (UTF-8) in a sans serif of
// `font_size`: the letters of DejaVu Sans, the broadest that is common.
double TextWidth(std::string_view text, double font_size);

// `text` in lines no broader than `width`: broken at blanks, then behind '/'
// and '-', then anywhere. At least one line.
std::vector<std::string> WrapText(std::string_view text, double width,
                                  double font_size);

// A coordinate: at most two decimals, "-0" never.
std::string SvgNumber(double number);

}  // namespace ritmon
