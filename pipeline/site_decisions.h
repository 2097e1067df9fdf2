// SPDX-License-Identifier: GPL-3.0-or-later
// What people have decided, over what the machine makes of a site.
//
// A site that was assigned to a company is that company's; a pair that was
// rejected is never matched, and the next best is looked at. A decision for a
// company that is no longer there does not hold: the machine decides.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/company.h"
#include "registry/company_store.h"
#include "registry/match.h"
#include "registry/review_decisions.h"

namespace ritmon {

// What evidence alone says of one site.
struct SiteOpinion {
  std::string site;
  std::string imprint_url;
  std::optional<SiteMatch> own;      // as if nobody had decided anything
  std::optional<SiteMatch> allowed;  // without the companies that are rejected
  std::vector<SiteMatch> others;     // further candidates, best first
};

class DecidedSites {
 public:
  // Reads the decisions, and which of the companies are in the store.
  static Result<DecidedSites> Load(Database& database, CompanyStore& companies);

  bool IsDecided(std::string_view site) const {
    return sites_.find(site) != sites_.end();
  }
  std::vector<std::string> RejectedOf(std::string_view site) const;

  // The match in force, if there is any. `is_known` answers for companies
  // that are in no register.
  std::optional<SiteMatch> Decide(
      const SiteOpinion& opinion,
      const std::function<bool(const std::string& id)>& is_known) const;

 private:
  std::vector<ReviewDecision> decisions_;
  std::map<std::string, SiteDecisions, std::less<>> sites_;
  std::set<std::string> in_store_;
};

// "decided by review on 2026-11-28".
std::string DecidedRule(const ReviewDecision& decision);

// All candidates of all companies that the imprint names, but for `match`, a
// few, best first.
Result<std::vector<SiteMatch>> OtherCandidates(
    SiteMatcher& matcher, const SiteEvidence& site,
    const std::optional<SiteMatch>& match);

// The opinion as SiteMatchStore::PutProposals takes it.
void AppendProposals(const SiteOpinion& opinion,
                     std::vector<SiteMatch>& proposals);

}  // namespace ritmon
