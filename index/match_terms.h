// SPDX-License-Identifier: GPL-3.0-or-later
// The terms of what a query finds: how many matches have each, and which tell
// them from the other documents; for index/index_database_reader.cc only.
//
// Functions throw Xapian::Error. On the thread of `database`.

#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "index/query.h"

namespace ritmon {

// By the values that terms of `prefix` have, the documents that match; exact.
std::map<std::string, uint64_t> CountByTerm(const Xapian::Database& database,
                                            const Query& query,
                                            std::string_view prefix);

// The stems that tell the matches from the other documents, the most telling
// first, at most `limit`.
std::vector<std::string> ExpandStems(const Xapian::Database& database,
                                     const Query& query, uint64_t limit);

}  // namespace ritmon
