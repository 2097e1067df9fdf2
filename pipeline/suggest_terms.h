// SPDX-License-Identifier: GPL-3.0-or-later
// New candidate terms for a field, from the pages that are tagged with it.
//
// Two steps. Xapian's expand set (Enquire::get_eset, all pages of the field as
// relevance set) gives the stems by which these pages differ from the others.
// Words with such a stem, and pairs of words of which one has it, are then
// counted in the stored text of both, a page once, and ranked by the
// log-likelihood ratio of the two-by-two table of pages (Dunning 1993,
// "Accurate Methods for the Statistics of Surprise and Coincidence", 61-74),
// those only that are more frequent in the field.
//
// Left out: what a list finds already (as a term, or in whole as a context or
// veto), stop words, a company's names on its own pages, places, numbers, and
// what fewer than three companies (or sites that speak for none) say; two
// suffice where the field has no more, and of one company alone nothing is
// suggested. Translations and imprints are not read.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "index/index_reader.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "registry/regions.h"

namespace ritmon {

struct Suggestion {
  std::string candidate;  // the most frequent spelling
  int64_t pages = 0;      // of the field
  int64_t elsewhere = 0;  // other pages
  int64_t companies = 0;  // of the field: companies, or sites without one
  double score = 0;       // log-likelihood ratio
  std::string sentence;   // around it, at most 76 characters
  std::string url;        // where that stands
};

struct Suggestions {
  int64_t pages = 0;             // of the field
  int64_t elsewhere = 0;         // other pages
  int64_t companies = 0;         // of the field, as above
  int64_t required = 0;          // companies that must say a candidate
  std::vector<Suggestion> list;  // the best first
};

// 2 * log of the likelihood ratio that a word which stands on `in_a` of `all_a`
// and `in_b` of `all_b` pages is equally frequent in both. Never negative.
double LogLikelihoodRatio(int64_t in_a, int64_t all_a, int64_t in_b,
                          int64_t all_b);

// For the field or topic `entry` of `taxonomy`. Everything is only read.
Result<Suggestions> SuggestTerms(const Options& options,
                                 const Taxonomy& taxonomy,
                                 const FieldSource& entry,
                                 const Regions& regions, PageIndexReader& pages,
                                 CompanyIndexReader& companies,
                                 PageStore& store, size_t limit);

}  // namespace ritmon
