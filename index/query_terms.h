// SPDX-License-Identifier: GPL-3.0-or-later
// A parsed query as Xapian runs it; for the files that search (find_matches.cc,
// match_terms.cc, index_database_reader.cc).

#pragma once

#include <xapian.h>

#include "index/query.h"

namespace ritmon {

Xapian::Query ToXapianQuery(const Query& query);

// Asks for matches that nobody ranks: to count them, or to look at all.
Xapian::Enquire UnrankedEnquire(const Xapian::Database& database,
                                const Xapian::Query& query);

}  // namespace ritmon
