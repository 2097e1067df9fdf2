// SPDX-License-Identifier: GPL-3.0-or-later
// Tags of all stored pages, made again after a keyword list changed.

#pragma once

#include <memory>
#include <optional>

#include "base/result.h"
#include "classifier/list_change.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/timings.h"

namespace ritmon {

struct RetagReport {
  int64_t pages = 0;
  int64_t read_again = 0;  // pages on which something that changed stands
  int64_t changed = 0;     // pages with other tags than before
};

// `change` leads from the lists that the stored tags were made with to these;
// without it every page is classified again. Works on options.pipeline.workers
// threads.
Result<RetagReport> Retag(const Options& options,
                          const std::shared_ptr<const Taxonomy>& taxonomy,
                          const std::optional<ListChange>& change,
                          PageStore& store, Counters& counters,
                          StepClock& steps, const Progress& progress);

}  // namespace ritmon
