// SPDX-License-Identifier: GPL-3.0-or-later
// Which company does a site speak for, and what do its pages add up to?
//
// Sites are matched by their imprint; where the imprint says too little, by the
// website that a company list names. A company that no register holds, but
// whose imprint identifies it, is taken from there.

#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "model/record.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "registry/company_store.h"
#include "registry/courts.h"
#include "registry/regions.h"

namespace ritmon {

// Tables that matching reads; immutable.
struct Places {
  Courts courts;
  Regions regions;
};
Result<Places> LoadPlaces(const Options& options);

struct Attribution {
  std::vector<SiteMatch> matches;      // one a site, sorted by site
  std::vector<Company> from_imprints;  // in no register, sorted by id
};

// Matches every site of `pages` and writes the matches back to it. `database`
// is that of `companies`.
Result<Attribution> AttributeSites(const Options& options, const Places& places,
                                   Database& database, CompanyStore& companies,
                                   PageStore& pages);

// Calls `visit` with the record of every company: those of the register by id,
// then those from imprints. An error of `visit` ends it.
using VisitCompany = std::function<Status(const CompanyRecord&)>;
Status ForEachCompanyRecord(const Attribution& attribution,
                            const Taxonomy& taxonomy, const Places& places,
                            CompanyStore& companies, PageStore& pages,
                            const VisitCompany& visit);

}  // namespace ritmon
