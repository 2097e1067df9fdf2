// SPDX-License-Identifier: GPL-3.0-or-later
// What a run knows when it is written into the history: when it was, by which
// lists, of which region, and how much of it could be seen.

#pragma once

#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/field_recorder.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/places.h"

namespace ritmon {

// `database` is the state store, `sites` are those of `pages`. What companies
// tell of the coverage is left to the recorder.
Result<RunFacts> CollectRunFacts(const Options& options,
                                 const Taxonomy& taxonomy, const Places& places,
                                 Database& database, PageStore& pages,
                                 const std::vector<std::string>& sites,
                                 Timestamp now);

}  // namespace ritmon
