// SPDX-License-Identifier: GPL-3.0-or-later
// Which company a site or a profile speaks for, and what the machine makes of
// sites by itself: two tables of the page store (PageStore::site_matches).
//
// Page records carry the company of their site's match as soon as that is
// there. Belongs to the thread of its Database.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/company.h"

namespace ritmon {

// Whose the posts of a profile are, and why.
struct ProfileOwner {
  std::string profile;  // PageRecord::site of its posts
  std::string company_id;
  std::string rule;
};

// Cheap to copy: it holds nothing but the database.
class SiteMatchStore {
 public:
  // `database` has the tables (page_tables.h) and must outlive it.
  explicit SiteMatchStore(Database& database) : database_(&database) {}

  // Replaces all matches of sites.
  Status Put(const std::vector<SiteMatch>& matches);
  // By site; profiles are left out.
  Result<std::vector<SiteMatch>> All();
  // `site`: a profile, too.
  Result<std::optional<SiteMatch>> Find(const std::string& site);

  // Replaces all owners of profiles.
  Status PutProfileOwners(const std::vector<ProfileOwner>& owners);

  // Replaces what the machine makes of the sites by itself, whatever people
  // have decided: by site, best first; only the first one of a site has a
  // decision, and none if even that is no match.
  Status PutProposals(const std::vector<SiteMatch>& proposals);
  // Those of one site; of all, by site, if it is empty. No imprint_url.
  Result<std::vector<SiteMatch>> Proposals(const std::string& site);
  // The sites for which a company is among the proposals, sorted.
  Result<std::vector<std::string>> SitesProposing(
      const std::string& company_id);

 private:
  Database* database_;
};

}  // namespace ritmon
