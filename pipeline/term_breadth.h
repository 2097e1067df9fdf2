// SPDX-License-Identifier: GPL-3.0-or-later
// Terms that are too broad to say anything: those that hit many of the stored
// pages. For `ritmon keywords lint --pages`; needs no index.

#pragma once

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Every term with its places in the text that was matched last with `scratch`:
// term (place in Taxonomy::terms, rising) and how many, both parts of NEAR
// together, before any other condition (context, exception, zone). Of places
// that overlap the first counts. Terms that serve for grants only are left out.
using TermHits = std::vector<std::pair<uint32_t, int64_t>>;
TermHits HitsByTerm(const Taxonomy& taxonomy, MatcherScratch& scratch);

// Share of the stored pages with text beyond which a term is broad.
inline constexpr double kBroadPercent = 2;

struct BroadTerm {
  uint32_t term = 0;  // place in Taxonomy::terms
  int64_t pages = 0;
  double percent = 0;
};

struct TermBreadth {
  int64_t pages = 0;             // with text
  std::vector<BroadTerm> broad;  // beyond the share, the broadest first
};

// Matches every page of `store`, which is only read, on all workers: the text
// that may carry a field.
Result<TermBreadth> MeasureBreadth(const Options& options,
                                   const Taxonomy& taxonomy, PageStore& store,
                                   double percent = kBroadPercent);

// Where the lists have the term: the first place of that spelling and strength
// in the families of its field.
SourcePlace PlaceOf(const Taxonomy& taxonomy, uint32_t term);

}  // namespace ritmon
