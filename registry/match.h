// SPDX-License-Identifier: GPL-3.0-or-later
// Which company of the register a site belongs to.
//
// Points for each piece of evidence, best rule first (the table is in
// match.cc). 75 and more are accepted, 50 to 74 probable; below, or where
// register number and name contradict each other (a copied imprint), review;
// several candidates within ten points, ambiguous.

#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"
#include "registry/company_directory.h"
#include "registry/courts.h"
#include "registry/regions.h"

namespace ritmon {

// What is known of a site. Views must live for the call.
struct SiteEvidence {
  std::string_view host;        // "www.nordlicht-akku.example"
  std::string_view host_label;  // of the registrable domain: "nordlicht-akku"
  std::string_view home_title;
  std::string_view imprint_url;
  std::vector<ImprintCompany> companies;  // of the imprint, owner first
  std::vector<std::string> rejected;      // ids that are no candidates
};

// Whether people have ruled out that the site is the company's.
inline bool IsRejected(const SiteEvidence& site, std::string_view id) {
  return std::find(site.rejected.begin(), site.rejected.end(), id) !=
         site.rejected.end();
}

// Whether the pages of the site are credited to the company.
inline bool IsSettled(const SiteMatch& match) {
  return match.decision == "accepted" || match.decision == "probable";
}

inline constexpr int kAcceptPoints = 75;
inline constexpr int kProbablePoints = 50;
inline constexpr int kAmbiguousPoints = 10;

// One candidate with its points.
struct MatchCandidate {
  Company company;
  int score = 0;
  std::string rule;       // what the points are for
  bool conflict = false;  // the number says this company, the name another
};

class SiteMatcher {
 public:
  // All must outlive this. `home` are the districts in which a name without
  // an address may be believed; empty: none.
  SiteMatcher(CompanyDirectory& directory, const Courts& courts,
              const Regions& regions, std::vector<std::string> home = {});

  // The match, or nothing if no company of the register comes into question.
  Result<std::optional<SiteMatch>> Match(const SiteEvidence& site);

  // All candidates for one company of an imprint, best first.
  Result<std::vector<MatchCandidate>> Candidates(const ImprintCompany& imprint,
                                                 const SiteEvidence& site);

 private:
  CompanyDirectory& directory_;
  const Courts& courts_;
  const Regions& regions_;
  std::vector<std::string> home_;
};

}  // namespace ritmon
