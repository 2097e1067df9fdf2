// SPDX-License-Identifier: GPL-3.0-or-later
// What each term of the keyword lists does on the stored pages, and how much
// hangs on it alone: which terms to distrust first.
//
// Every stored page with text is matched once. Hits of a term are all its
// places in the text, before any condition (context, exception, NEAR, zone);
// of places that overlap, the first. A page counts under every address, a
// translation too: a term speaks there as well.
//
// A term carries a decision alone if the decision falls without it:
//
//   a page tag      the page is tagged with the field of the term, and
//                   classified as if the lists did not hold the term it is
//                   not;
//   a company       is counted in the field, and is not if its pages and its
//                   registered name and purpose are classified so.
//
// Both are found by classifying once more for each term that could matter,
// exactly; pages whose score the term cannot bring down far enough are not
// classified again. Families stay as they are: another term of the family, or
// another family, may hold the decision. The share is that of all decisions in
// the field, page tags and counted companies apart. Terms that serve for
// grants only are left out.

#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "index/index_reader.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct TermNumbers {
  uint32_t term = 0;  // place in Taxonomy::terms
  int64_t hits = 0;
  int64_t pages = 0;      // with a hit
  int64_t companies = 0;  // with such a page
  int64_t pages_alone = 0;
  int64_t companies_alone = 0;
  // Of the decisions in the field; 0 where there are none.
  double pages_share = 0;
  double companies_share = 0;
};

// Decisions in one field or topic.
struct FieldDecisions {
  int64_t pages = 0;      // tagged
  int64_t companies = 0;  // counted
};

struct TermStatistics {
  int64_t pages = 0;                      // with text
  int64_t companies = 0;                  // with a page, counted or not
  std::vector<FieldDecisions> decisions;  // by entry of the taxonomy
  // Those that hit anything, the ones to distrust first: by the larger share
  // of decisions carried alone, then by how many those are, then by hits.
  std::vector<TermNumbers> terms;
  std::vector<uint32_t> unused;  // those that never hit
};

// Of all pages and companies of `store` and `index`, which are only read.
// Companies count as `ritmon count` does, everywhere.
Result<TermStatistics> MeasureTerms(const Options& options,
                                    const Taxonomy& taxonomy,
                                    CompanyIndexReader& index,
                                    const Query& all_companies,
                                    PageStore& store);

}  // namespace ritmon
