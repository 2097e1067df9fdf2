// SPDX-License-Identifier: GPL-3.0-or-later
// Reads from the stores how far the companies of a region came (coverage.h).
// Changes nothing.

#pragma once

#include "base/result.h"
#include "index/dimension.h"
#include "index/index_reader.h"
#include "index/query.h"
#include "pipeline/coverage.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// kSize, kSizeEu, kSizeClass, kAge, kStartup, kDistrict or kLegalForm: what
// each company has one of, whether it was crawled or not.
bool CanPartCoverage(Dimension dimension);

// Of the companies that `query` finds in the index: put there those that the
// counts are of. `by` as CanPartCoverage allows; kInvalid otherwise.
Result<CoverageTable> CollectCoverage(const Options& options,
                                      CompanyIndexReader& companies,
                                      const Query& query, Dimension by,
                                      PageStore& pages);

}  // namespace ritmon
