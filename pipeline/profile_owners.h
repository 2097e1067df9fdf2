// SPDX-License-Identifier: GPL-3.0-or-later
// Whose an account is: the company's from whose own sites it is linked.
//
// One that sites of several companies call theirs (a group's, the agency's that
// made them) speaks for none of them, unless its address is the domain of one.
// Sites of newspapers and directories are nobody's own.

#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct OwnedProfile {
  ProfileLink link;                 // from the first of its sites
  std::set<std::string> companies;  // whose sites link to it
  // Whose it is, and the first of its sites; empty: nobody's that can be told.
  std::string company_id;
  std::string site;
};

// By network, host and account; those that no company's site links left out.
Result<std::vector<OwnedProfile>> FindOwners(
    const Options& options, const std::vector<SiteMatch>& matches,
    PageStore& store);

// Writes down whose the posts in the store are, and removes those of accounts
// that ask not to be read. Part of every attribution.
Status AssignProfiles(const Options& options,
                      const std::vector<SiteMatch>& matches, Database& state,
                      PageStore& store);

}  // namespace ritmon
