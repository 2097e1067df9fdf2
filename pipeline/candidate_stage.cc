// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/candidate_stage.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/domain_name.h"
#include "crawler/frontier.h"
#include "pipeline/attribute.h"
#include "pipeline/candidate_store.h"
#include "pipeline/directory_entries.h"
#include "pipeline/places.h"
#include "pipeline/stores.h"
#include "pipeline/website.h"
#include "registry/candidate_domains.h"
#include "registry/company_directory.h"
#include "registry/legal_form.h"
#include "registry/match.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

// Finds whom to ask about and where.
class Proposal {
 public:
  struct Parts {
    const Options& options;
    const Places& places;
    CompanyStore& companies;
    CompanyDirectory& directory;
    CandidateStore& candidates;
    Frontier& frontier;
    PageStore& pages;
    const Clock& clock;
  };
  explicit Proposal(Parts parts) : parts_(std::move(parts)) {}

  Result<CandidateReport> Run(CandidateOrigin origin) {
    const auto districts = HomeDistricts(parts_.options, parts_.places.regions);
    home_ = {districts.begin(), districts.end()};
    if (auto s = ReadKnown(); !s) return tl::unexpected(s.error());
    auto entries = ReadDirectories(parts_.options, parts_.pages);
    if (!entries) return tl::unexpected(entries.error());
    if (origin == CandidateOrigin::kDirectories) {
      if (auto s = AskLinked(*entries); !s) return tl::unexpected(s.error());
    } else {
      if (auto s = AskNamed(*entries); !s) return tl::unexpected(s.error());
      if (auto s = AskOthers(districts); !s) return tl::unexpected(s.error());
    }
    if (auto s = parts_.frontier.Commit(); !s) {
      return tl::unexpected(s.error());
    }
    return report_;
  }

 private:
  // Sites that a list gives to a company, and companies that have a site.
  Status ReadKnown() {
    auto read = parts_.companies.ForEachWebsite(
        [&](std::string id, const std::string& website) {
          if (auto url = ParseWebsite(website)) {
            listed_.insert(RegistrableDomain(url->host()));
            settled_.insert(std::move(id));
          }
        });
    if (!read) return read;
    auto matches = parts_.pages.site_matches().All();
    if (!matches) return tl::unexpected(matches.error());
    for (const SiteMatch& match : *matches) {
      if (IsSettled(match)) settled_.insert(match.company_id);
    }
    return {};
  }

  Status AskLinked(const std::vector<DirectoryEntry>& entries) {
    for (const DirectoryEntry& entry : entries) {
      if (entry.site.empty()) continue;
      const auto link = Url::Parse(entry.listing.href);
      // The site's first page, wherever the link leads.
      auto home = Url::Parse(link->origin() + "/");
      if (!home) continue;
      if (auto s = Ask(*home, {.company_id = {}, .origin = entry.page}); !s) {
        return s;
      }
    }
    return {};
  }

  // Members that a directory names without a link.
  Status AskNamed(const std::vector<DirectoryEntry>& entries) {
    for (const DirectoryEntry& entry : entries) {
      if (!entry.site.empty()) continue;
      for (const std::string& name : NamesIn(entry.listing)) {
        auto found = parts_.directory.ByFullKey(FullNameKey(name));
        if (!found) return tl::unexpected(found.error());
        std::erase_if(*found, [&](const Company& c) { return !IsWanted(c); });
        if (found->size() != 1) continue;
        if (auto s = AskByName(found->front()); !s) return s;
      }
    }
    return {};
  }

  Status AskOthers(const std::vector<std::string>& districts) {
    std::vector<Company> wanted;
    Status failed;
    // Bounded: more than can be asked are not gathered.
    const auto most =
        static_cast<size_t>(parts_.options.candidates.max_companies);
    auto read = parts_.companies.ForEach(
        [&](Company& company) {
          if (!IsWanted(company)) return true;
          auto tried = parts_.candidates.WasTried(company.id);
          if (!tried) failed = tl::unexpected(tried.error());
          if (!tried) return false;
          if (!*tried) wanted.push_back(std::move(company));
          return wanted.size() < most;
        },
        districts);
    if (!read) return read;
    if (!failed) return failed;
    for (const Company& company : wanted) {
      if (auto s = AskByName(company); !s) return s;
    }
    return {};
  }

  // Of persons (e.K., GbR) nobody guesses where they are on the web.
  bool IsWanted(const Company& company) const {
    return company.status == CompanyStatus::kActive &&
           company.kind == EntityKind::kEnterprise &&
           !IsPersonalForm(company.legal_form) && company.website.empty() &&
           !settled_.contains(company.id) &&
           (home_.empty() || home_.contains(company.district));
  }

  Status AskByName(const Company& company) {
    const CandidateOptions& options = parts_.options.candidates;
    if (companies_ >= options.max_companies) return {};
    auto tried = parts_.candidates.WasTried(company.id);
    if (!tried) return tl::unexpected(tried.error());
    if (*tried) return {};
    ++companies_;
    const CandidateDomainOptions of_name{
        .tlds = options.tlds, .max = static_cast<size_t>(options.per_company)};
    for (const std::string& domain :
         CandidateDomains(company.name, company.address.town, of_name)) {
      auto url = ParseWebsite(domain);
      if (!url) continue;
      if (auto s = Ask(*url, {.company_id = company.id, .origin = {}}); !s) {
        return s;
      }
    }
    if (auto s = parts_.frontier.Begin(); !s) return s;
    return parts_.candidates.NoteTried(company.id, parts_.clock.Now());
  }

  Status Ask(const Url& url, CandidateReason reason) {
    const std::string site = RegistrableDomain(url.host());
    if (IsIpAddress(url.host()) || listed_.contains(site)) return {};
    if (parts_.options.forgotten.HoldsUrl(url)) return {};
    auto known = parts_.candidates.Find(site);
    if (!known) return tl::unexpected(known.error());
    if (!*known) {
      auto pages = parts_.frontier.sites().Pages(parts_.frontier.SiteOf(url));
      if (!pages) return tl::unexpected(pages.error());
      if (*pages > 0) return {};  // crawled for what it is
    }
    if (auto s = parts_.frontier.Begin(); !s) return s;
    CandidateSite candidate = *known ? std::move(**known) : CandidateSite();
    if (*known) {
      // What was refused may be what somebody else looks for: its imprint is
      // still at hand.
      const CandidateSite asked{.reasons = {reason}};
      if (candidate.state == CandidateState::kRefused &&
          !candidate.company_id.empty() &&
          !candidate.Accepts(candidate.company_id) &&
          asked.Accepts(candidate.company_id)) {
        candidate.state = CandidateState::kOpen;
        ++report_.open;
      }
    } else {
      candidate.site = site;
      candidate.url = url.href();
      auto added = parts_.frontier.AddSeed(url, parts_.clock.Now());
      if (!added) return tl::unexpected(added.error());
      ++report_.asked;
    }
    candidate.reasons = {std::move(reason)};
    return parts_.candidates.Put(candidate);
  }

  Parts parts_;
  std::set<std::string> home_;  // districts
  std::set<std::string> listed_;
  std::set<std::string> settled_;
  int companies_ = 0;
  CandidateReport report_;
};

}  // namespace

Result<Options> WithProbes(const Options& options) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto open = candidates->InState(CandidateState::kOpen);
  if (!open) return tl::unexpected(open.error());
  Options probing = options;
  const Scope scope(ScopeOf(options));
  for (const CandidateSite& candidate : *open) {
    const auto url = Url::Parse(candidate.url);
    if (!url) continue;
    const std::string site = scope.SiteOf(*url);
    SiteRules& rules =
        probing.scope.sites.try_emplace(site, scope.RulesOf(site))
            .first->second;
    rules.probe = true;
    rules.max_pages = options.candidates.max_pages;
    rules.max_documents = 0;
  }
  return probing;
}

Result<CandidateReport> ProposeCandidates(const Options& options,
                                          CandidateOrigin origin,
                                          PageStore& store,
                                          const Clock& clock) {
  const bool wanted = origin == CandidateOrigin::kDirectories
                          ? !options.directories.empty()
                          : options.candidates.max_companies > 0;
  if (!wanted) return CandidateReport();
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto directory = CompanyDirectory::Open(*database, places->courts);
  if (!directory) return tl::unexpected(directory.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto dirty = store.IsDirty();
  if (!dirty) return tl::unexpected(dirty.error());
  if (*dirty) {
    // Who has a site is known only when all that was read is matched.
    auto attribution =
        AttributeSites(options, *places, *database, *companies, store);
    if (!attribution) return tl::unexpected(attribution.error());
  }
  return Proposal({.options = options,
                   .places = *places,
                   .companies = *companies,
                   .directory = *directory,
                   .candidates = *candidates,
                   .frontier = *frontier,
                   .pages = store,
                   .clock = clock})
      .Run(origin);
}

}  // namespace ritmon
