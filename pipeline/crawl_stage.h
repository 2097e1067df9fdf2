// SPDX-License-Identifier: GPL-3.0-or-later
// The crawl with everything around it: frontier, robots.txt and reservations in
// the state store, curl, the archive, and the pipeline that reads what comes.

#pragma once

#include <memory>
#include <stop_token>

#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/run_timings.h"

namespace ritmon {

// Makes the companies' websites and the configured seeds known to the
// frontier. Returns how many are new.
Result<int64_t> AddSeeds(const Options& options, const Clock& clock);

// Fetches what is due, until nothing is or until stopped. kInvalid if no
// contact is configured and the crawl would leave this machine.
Status Crawl(const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
             PageStore& store, Counters& counters, RunTimings& timings,
             const Progress& progress, const FetchLog& log, const Clock& clock,
             std::stop_token stop);

// Adds what `counters` has counted since the last snapshot to the sums of all
// crawls (crawl_totals.h).
Status NoteTotals(const Options& options, Counters& counters);

// Of sites that no imprint has confirmed (candidate_stage.h): which pages are
// as if they were gone.
enum class HiddenPages { kRefused, kRefusedAndOpen };

// Marks the pages that are gone by what the frontier knows, and those that are
// hidden. Whether that is news.
Result<bool> MarkGonePages(const Options& options, PageStore& store,
                           HiddenPages hidden = HiddenPages::kRefusedAndOpen);

// "ritmon/0.1 (+contact)"
std::string UserAgent(const Options& options);

}  // namespace ritmon
