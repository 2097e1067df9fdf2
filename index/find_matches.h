// SPDX-License-Identifier: GPL-3.0-or-later
// The matches of a query in order: by relevance, or by their values; for
// index/index_database_reader.cc only.

#pragma once

#include <xapian.h>

#include "index/query.h"
#include "index/stored_matches.h"

namespace ritmon {

// Throws Xapian::Error. On the thread of `database`.
StoredMatches FindMatches(const Xapian::Database& database, const Query& query,
                          const FindOptions& options);

}  // namespace ritmon
