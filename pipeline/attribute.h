// SPDX-License-Identifier: GPL-3.0-or-later
// Which company does a site speak for?
//
// Sites are matched by their imprint; where the imprint says too little, by the
// website that a company list names. A company that no register holds, but
// whose imprint identifies it, is taken from there. What people have decided
// (registry/review_decisions.h) wins over all of this: site_decisions.h.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/places.h"
#include "registry/company_store.h"

namespace ritmon {

struct Attribution {
  std::vector<SiteMatch> matches;      // one a site, sorted by site
  std::vector<Company> from_imprints;  // in no register, sorted by id
  std::vector<SiteMatch>
      proposals;  // as SiteMatchStore::PutProposals takes them
};

// The company that an imprint identifies, for want of a register that has it.
Company CompanyFromImprint(const ImprintCompany& imprint,
                           const std::string& site, const Places& places);

// The districts of the configured region; none: all are meant.
std::vector<std::string> HomeDistricts(const Options& options,
                                       const Regions& regions);

// The districts of which the company index holds every company: those of the
// configured region and of its benchmark; none: all of the store.
std::vector<std::string> IndexedDistricts(const Options& options,
                                          const Regions& regions);
// The regions that an index is made for, as PageStore::IndexedRegions keeps
// them: another text, other documents.
std::string IndexedRegionsText(const Options& options, const Regions& regions);

// Matches every site of `pages` and writes the matches back to it. `database`
// is that of `companies`.
Result<Attribution> AttributeSites(const Options& options, const Places& places,
                                   Database& database, CompanyStore& companies,
                                   PageStore& pages);

}  // namespace ritmon
