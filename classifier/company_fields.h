// SPDX-License-Identifier: GPL-3.0-or-later
// From the pages of one company to the fields it is active in.
//
// Evidence must be independent: a sentence that stands on every page counts
// once. News and posts support, they never carry a field above kLow. A company
// whose own words say that it is something else (a hotel, a law firm, a
// recruiter: the veto groups of scope "company") is weighed down or dropped.
//
// Pure functions; the result does not depend on the order of the pages.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "classifier/classify.h"
#include "classifier/keyword_matcher.h"
#include "classifier/taxonomy.h"
#include "model/page.h"
#include "model/tag.h"

namespace ritmon {

// One page attributed to the company. Pages without any tag belong here too:
// their `company_signs` are what tells the hotel from the charging company.
struct CompanyPage {
  std::string url;
  PageKind kind = PageKind::kWeb;
  PageTags tags;
};

// What the register says of the company; each may be empty.
struct CompanyProfile {
  std::string name;
  std::string purpose;  // Unternehmensgegenstand
  std::string wz;       // sector, WZ 2008 code
};

// The register's words as they are classified: as a page's title and
// description.
std::vector<Block> BlocksOf(const CompanyProfile& company);

// The application fields with any evidence, best first. kHigh and kMedium are
// counted; kLow is a candidate. What the register says is read without the term
// `without` (classify.h), the pages' tags are taken as they are.
std::vector<CompanyField> CompanyFields(const CompanyProfile& company,
                                        std::span<const CompanyPage> pages,
                                        const Taxonomy& taxonomy,
                                        MatcherScratch& scratch,
                                        uint32_t without = kNoTerm);

// The same for the topics below field level.
std::vector<CompanyField> CompanyTopics(const CompanyProfile& company,
                                        std::span<const CompanyPage> pages,
                                        const Taxonomy& taxonomy,
                                        MatcherScratch& scratch,
                                        uint32_t without = kNoTerm);

}  // namespace ritmon
