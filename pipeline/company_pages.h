// SPDX-License-Identifier: GPL-3.0-or-later
// From the stored pages of a company to its fields: the one way, for the index,
// for comparisons of keyword lists and for the statistics of their terms.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/company_fields.h"
#include "classifier/taxonomy.h"
#include "index/index_reader.h"
#include "model/record.h"
#include "pipeline/language_doubles.h"
#include "pipeline/page_store.h"

namespace ritmon {

// The day that a page speaks of: published, else fetched.
Date DayOf(const PageRecord& page);

// What of a page is judged.
CountedPage ToCounted(const PageRecord& page, PageTags tags);

CompanyProfile ProfileOf(const Company& company);

// The news pages and posts that name the company, with what of their tags
// supports it. They change no company that is counted: comparisons of lists and
// statistics of terms do without.
Result<std::vector<CountedPage>> NewsOf(PageStore& store,
                                        const std::string& company_id);

// Fills in record.fields and record.topics by the tags of `pages`, which are
// all of the company's; without the term `without` in what the register says.
void Judge(std::vector<CountedPage> pages, const Taxonomy& taxonomy,
           MatcherScratch& scratch, CompanyRecord& record,
           uint32_t without = kNoTerm);

// A company of the index and all its pages.
struct CompanyWithPages {
  CompanyRecord record;
  std::vector<PageRecord> pages;
};

// Reads the companies that the index attributes a site to, in an order that
// only depends on them, so many at a time that their pages keep the workers
// busy, and calls `visit` for each such batch. An error of `visit` ends it.
Status ForEachCompanyBatch(
    CompanyIndexReader& index, const Query& query, PageStore& store,
    const std::function<Status(std::vector<CompanyWithPages>&)>& visit);

}  // namespace ritmon
