// SPDX-License-Identifier: GPL-3.0-or-later
// Filters of the query language: their names and what their values mean; for
// index/query*.cc, and for who offers the names.

#pragma once

#include <optional>
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

// The names of all filters of a target, canonical ones only or all spellings.
std::vector<std::string> FilterNames(QueryTarget target, bool all_spellings);

// The filter that `name` means for a target; nothing if there is none.
std::optional<FilterKind> FindFilter(std::string_view name, QueryTarget target);

// The values that a filter chooses from, canonical; empty where any number,
// day or word may stand.
std::vector<std::string> FilterValues(FilterKind kind,
                                      const Vocabulary& vocabulary);

// "field:hydrogen-efuels".
std::string ToString(const QueryFilter& filter, QueryTarget target);

}  // namespace ritmon
