// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces of a URL's text, for those who read meaning into them:
// url_language and url_priority. Pure functions.

#pragma once

#include <string_view>
#include <vector>

namespace ritmon {

// What stands between separators; empty pieces are left out. Views of `text`.
std::vector<std::string_view> SplitUrlPart(std::string_view text,
                                           char separator);

}  // namespace ritmon
