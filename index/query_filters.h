// SPDX-License-Identifier: GPL-3.0-or-later
// Filters of the query language: their names and what their values mean; for
// index/query*.cc only.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "index/query.h"

namespace ritmon {

// True if `prefix` (as written, before the ':') has the form of one at all.
bool LooksLikePrefix(std::string_view prefix);

// The filter prefix:values; without values kInvalid, like a wrong one.
Result<QueryFilter> ParseFilter(std::string_view prefix,
                                const std::vector<std::string>& values,
                                const QueryContext& context);

// "field:hydrogen-efuels".
std::string ToString(const QueryFilter& filter, QueryTarget target);

}  // namespace ritmon
