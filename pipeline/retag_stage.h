// SPDX-License-Identifier: GPL-3.0-or-later
// Tags of all stored pages, made again after a keyword list changed.

#pragma once

#include <memory>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct RetagReport {
  int64_t pages = 0;
  int64_t changed = 0;  // pages with other tags than before
};

Result<RetagReport> Retag(const Options& options,
                          std::shared_ptr<const Taxonomy> taxonomy,
                          PageStore& store, Counters& counters,
                          const Progress& progress);

}  // namespace ritmon
