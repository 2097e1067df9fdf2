// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/site_decisions.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

// Points of a decision by people.
constexpr int kDecidedPoints = 100;
// More than people read of one site.
constexpr size_t kKeptCandidates = 5;

std::string DayOf(const ReviewDecision& decision) {
  return FormatTimestamp(decision.decided_at).substr(0, 10);
}

// The company that was looked at first and is out.
const ReviewDecision* RejectionOf(const SiteDecisions& decided,
                                  const std::optional<SiteMatch>& match) {
  for (const ReviewDecision* rejected : decided.rejected) {
    if (match && rejected->company_id == match->company_id) return rejected;
  }
  return nullptr;
}

}  // namespace

std::string DecidedRule(const ReviewDecision& decision) {
  return "decided by review on " + DayOf(decision);
}

Result<DecidedSites> DecidedSites::Load(Database& database,
                                        CompanyStore& companies) {
  auto store = ReviewDecisions::Open(database);
  if (!store) return tl::unexpected(store.error());
  auto all = store->All();
  if (!all) return tl::unexpected(all.error());
  DecidedSites decided;
  decided.decisions_ = std::move(*all);
  decided.sites_ = BySite(decided.decisions_);
  for (const ReviewDecision& decision : decided.decisions_) {
    auto company = companies.Find(decision.company_id);
    if (!company) return tl::unexpected(company.error());
    if (*company) decided.in_store_.insert(decision.company_id);
  }
  return decided;
}

std::vector<std::string> DecidedSites::RejectedOf(std::string_view site) const {
  std::vector<std::string> ids;
  const auto found = sites_.find(site);
  if (found == sites_.end()) return ids;
  for (const ReviewDecision* decision : found->second.rejected) {
    ids.push_back(decision->company_id);
  }
  return ids;
}

std::optional<SiteMatch> DecidedSites::Decide(
    const SiteOpinion& opinion,
    const std::function<bool(const std::string&)>& is_known) const {
  std::optional<SiteMatch> match = opinion.allowed;
  const auto found = sites_.find(opinion.site);
  if (found != sites_.end()) {
    const SiteDecisions& decided = found->second;
    const ReviewDecision* rejected = RejectionOf(decided, opinion.own);
    if (rejected != nullptr && match) {
      match->rule +=
          "; not " + rejected->company_id + ", " + DecidedRule(*rejected);
    } else if (rejected != nullptr) {
      match = SiteMatch{.company_id = rejected->company_id,
                        .rule = DecidedRule(*rejected),
                        .decision = "rejected"};
    }
    if (const ReviewDecision* chosen = decided.company) {
      if (in_store_.contains(chosen->company_id) ||
          is_known(chosen->company_id)) {
        match = SiteMatch{.company_id = chosen->company_id,
                          .score = kDecidedPoints,
                          .rule = DecidedRule(*chosen),
                          .decision = "accepted"};
      } else if (match) {
        match->rule += "; " + chosen->company_id + ", " + DecidedRule(*chosen) +
                       ", is no longer there";
      }
    }
  }
  if (match) {
    match->host = opinion.site;
    match->imprint_url = opinion.imprint_url;
  }
  return match;
}

Result<std::vector<SiteMatch>> OtherCandidates(
    SiteMatcher& matcher, const SiteEvidence& site,
    const std::optional<SiteMatch>& match) {
  std::map<std::string, SiteMatch> by_company;
  for (const ImprintCompany& imprint : site.companies) {
    auto candidates = matcher.Candidates(imprint, site);
    if (!candidates) return tl::unexpected(candidates.error());
    for (const MatchCandidate& candidate : *candidates) {
      SiteMatch other{.company_id = candidate.company.id,
                      .score = candidate.score,
                      .rule = candidate.rule};
      if (candidate.conflict) other.rule += "; the names differ";
      if (match && other.company_id == match->company_id) continue;
      SiteMatch& best = by_company[other.company_id];
      if (best.score < other.score) best = std::move(other);
    }
  }
  std::vector<SiteMatch> others;
  for (auto& [id, other] : by_company) others.push_back(std::move(other));
  std::stable_sort(
      others.begin(), others.end(),
      [](const SiteMatch& a, const SiteMatch& b) { return a.score > b.score; });
  if (others.size() > kKeptCandidates) others.resize(kKeptCandidates);
  return others;
}

void AppendProposals(const SiteOpinion& opinion,
                     std::vector<SiteMatch>& proposals) {
  if (opinion.own) {
    proposals.push_back(*opinion.own);
    proposals.back().host = opinion.site;
  }
  for (const SiteMatch& other : opinion.others) {
    proposals.push_back(other);
    proposals.back().host = opinion.site;
  }
}

}  // namespace ritmon
