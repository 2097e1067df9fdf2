// SPDX-License-Identifier: GPL-3.0-or-later
// ListForReview of review_stage.h.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "pipeline/review_stage.h"
#include "pipeline/site_facts.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

using Decisions = std::map<std::string, std::vector<ReviewDecision>>;

bool NeedsDecision(const SiteMatch& match) {
  return match.decision == "review" || match.decision == "ambiguous";
}

// How well what the imprint says fits the company: same number, else name.
double Fit(const ImprintCompany& imprint, const Company& company) {
  const auto& number = company.register_number;
  const bool same =
      number && !imprint.number.empty() && number->number == imprint.number &&
      (imprint.register_type.empty() || number->type == imprint.register_type);
  return (same ? 1 : 0) +
         JaroWinkler(LightNameKey(imprint.name), LightNameKey(company.name));
}

// The rows of one site after the other.
class ListBuilder {
 public:
  ListBuilder(PageStore& pages, CompanyStore& companies, ReviewScope scope,
              std::map<std::string, SiteMatch> matches, Decisions decisions)
      : pages_(pages),
        companies_(companies),
        scope_(scope),
        matches_(std::move(matches)),
        decisions_(std::move(decisions)) {}

  Status Add(const std::string& site) {
    const auto match = matches_.find(site);
    const bool open = match != matches_.end() && NeedsDecision(match->second);
    if (scope_ == ReviewScope::kOpen && !open) return {};
    auto facts = CollectSite(pages_, site);
    if (!facts) return tl::unexpected(facts.error());
    auto proposals = pages_.site_matches().Proposals(site);
    if (!proposals) return tl::unexpected(proposals.error());
    AddDecided(site, *proposals);
    if (proposals->empty()) {
      // Somebody may know whose site it is.
      if (facts->companies.empty()) return {};
      proposals->push_back({});
    }
    for (const SiteMatch& proposal : *proposals) {
      auto added = AddRow(site, *facts, proposal);
      if (!added) return added;
    }
    return {};
  }

  std::vector<ReviewItem> items;

 private:
  // A company by decision need not be among the machine's.
  void AddDecided(const std::string& site,
                  std::vector<SiteMatch>& proposals) const {
    const auto of_site = decisions_.find(site);
    if (of_site == decisions_.end()) return;
    for (const ReviewDecision& decision : of_site->second) {
      const bool there = std::any_of(
          proposals.begin(), proposals.end(), [&](const SiteMatch& proposal) {
            return proposal.company_id == decision.company_id;
          });
      if (!there) proposals.push_back({.company_id = decision.company_id});
    }
  }

  Status AddRow(const std::string& site, const SiteFacts& facts,
                const SiteMatch& proposal) {
    ReviewItem item{.site = site,
                    .home_title = facts.home_title,
                    .imprint_url = facts.imprint_url,
                    .candidate_id = proposal.company_id,
                    .score = proposal.score,
                    .rule = proposal.rule,
                    .machine = proposal.decision};
    const auto match = matches_.find(site);
    if (match != matches_.end()) item.in_force = match->second.decision;
    const auto of_site = decisions_.find(site);
    if (of_site != decisions_.end()) {
      for (const ReviewDecision& decision : of_site->second) {
        if (decision.company_id == proposal.company_id) {
          item.decision = decision;
        }
      }
    }
    if (scope_ == ReviewScope::kOpen && item.decision) return {};
    if (!proposal.company_id.empty()) {
      auto company = companies_.Find(proposal.company_id);
      if (!company) return tl::unexpected(company.error());
      item.candidate = std::move(*company);
    }
    if (!facts.companies.empty()) {
      item.imprint = facts.companies.front();
      if (item.candidate) {
        item.imprint = *std::max_element(
            facts.companies.begin(), facts.companies.end(),
            [&](const ImprintCompany& a, const ImprintCompany& b) {
              return Fit(a, *item.candidate) < Fit(b, *item.candidate);
            });
      }
    }
    items.push_back(std::move(item));
    return {};
  }

  PageStore& pages_;
  CompanyStore& companies_;
  ReviewScope scope_;
  std::map<std::string, SiteMatch> matches_;
  Decisions decisions_;
};

}  // namespace

Result<std::vector<ReviewItem>> ListForReview(Database& database,
                                              PageStore& pages,
                                              ReviewScope scope) {
  auto companies = CompanyStore::Open(database);
  if (!companies) return tl::unexpected(companies.error());
  auto store = ReviewDecisions::Open(database);
  if (!store) return tl::unexpected(store.error());
  auto all = store->All();
  if (!all) return tl::unexpected(all.error());
  auto matches = pages.site_matches().All();
  if (!matches) return tl::unexpected(matches.error());
  auto sites = pages.Sites();
  if (!sites) return tl::unexpected(sites.error());
  std::set<std::string> wanted(sites->begin(), sites->end());
  Decisions decisions;
  for (ReviewDecision& decision : *all) {
    wanted.insert(decision.site);
    decisions[decision.site].push_back(std::move(decision));
  }
  std::map<std::string, SiteMatch> by_site;
  for (SiteMatch& match : *matches) {
    const std::string site = match.host;
    by_site.emplace(site, std::move(match));
  }
  ListBuilder listing(pages, *companies, scope, std::move(by_site),
                      std::move(decisions));
  for (const std::string& site : wanted) {
    if (auto s = listing.Add(site); !s) return tl::unexpected(s.error());
  }
  return std::move(listing.items);
}

}  // namespace ritmon
