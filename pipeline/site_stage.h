// SPDX-License-Identifier: GPL-3.0-or-later
// Facts that only show over all pages of a site: which text is template
// (classifier/site_template.h) and which pages say the same in another language
// (pipeline/language_doubles.h).
//
// Only sites are looked at of which pages came, changed or went; only pages are
// tagged anew of which other text is template than before. A site is settled in
// one transaction: a kill leaves it as it was, and the next run does it again.

#pragma once

#include <memory>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/timings.h"

namespace ritmon {

struct SiteReport {
  int64_t sites = 0;           // looked at
  int64_t template_pages = 0;  // of these, with any text that is template
  int64_t doubles = 0;         // of these, counted in another language
  int64_t changed = 0;         // pages of which any of it is new
};

// The store must hold the pages of these sites as they are now; it is dirty
// afterwards if anything changed.
Result<SiteReport> SettleSites(const Options& options,
                               const std::shared_ptr<const Taxonomy>& taxonomy,
                               PageStore& store, StepClock& steps);

}  // namespace ritmon
