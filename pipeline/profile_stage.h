// SPDX-License-Identifier: GPL-3.0-or-later
// Reads what companies say in networks: accounts that their own sites link are
// looked up, and their posts asked for, by the one crawl. Nothing here fetches;
// it says what to fetch next and what became of it, until nothing is left:
//
//   MatchSites(...);
//   while (AskProfiles(...)->asked > 0) Crawl(...);
//
// Networks that are closed to strangers are never asked. An update asks only
// for what is newer than what was seen.

#pragma once

#include <cstdint>
#include <set>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct ProfileReport {
  int64_t asked = 0;     // questions that are due now
  int64_t profiles = 0;  // of networks that are read
  // Whom they go to, those included that do not answer yet.
  std::set<std::string, std::less<>> hosts;
};

// Whose the sites are must be known before: does nothing if it is, or if no
// site links to an account that could be read.
Status MatchSites(const Options& options, PageStore& store);

// `run_began`: the posts of an account are asked for once after that.
Result<ProfileReport> AskProfiles(const Options& options, PageStore& store,
                                  Timestamp run_began, const Clock& clock);

}  // namespace ritmon
