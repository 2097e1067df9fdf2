// SPDX-License-Identifier: GPL-3.0-or-later
// Attribution and both Xapian databases, made from the page store and the
// registers. New databases are written beside the old ones and take their
// place when they are complete: a reader sees the old state or the new one.

#pragma once

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "index/vocabulary.h"
#include "pipeline/attribute.h"
#include "pipeline/field_history.h"
#include "pipeline/list_history.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/run_timings.h"

namespace ritmon {

struct IndexReport {
  int64_t pages = 0;      // in the page index
  int64_t companies = 0;  // in the company index
  int64_t sites = 0;      // with at least one page
  int64_t matched_sites = 0;
  int64_t story_copies = 0;  // pages whose story is counted on another one
};

// What is counted goes into `history` as the outcome of the taxonomy's version,
// which it knows, and into `fields` as what holds since `now`.
Result<IndexReport> BuildIndexes(const Options& options,
                                 const Taxonomy& taxonomy, const Places& places,
                                 PageStore& pages, ListHistory& history,
                                 FieldHistory& fields, RunTimings& timings,
                                 Timestamp now);

// The names that queries may use; the lists' heads are enough
// (taxonomy_heads.h).
Vocabulary MakeVocabulary(const TaxonomySource& lists, const Regions& regions,
                          const std::vector<ClusterSource>& clusters);

}  // namespace ritmon
