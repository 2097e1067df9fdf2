// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/attribute.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "crawler/frontier.h"
#include "pipeline/site_decisions.h"
#include "pipeline/site_facts.h"
#include "pipeline/website.h"
#include "registry/company_directory.h"
#include "registry/import.h"
#include "registry/match.h"

namespace ritmon {
namespace {

// Points of evidence that is not in the matcher's table.
constexpr int kListedWebsitePoints = 60;
constexpr int kImprintOnlyPoints = 50;

// Site -> companies that a list gives it as their website.
using ListedSites = std::map<std::string, std::vector<std::string>>;

Result<ListedSites> ListSites(CompanyStore& companies) {
  ListedSites listed;
  auto read =
      companies.ForEachWebsite([&](std::string id, std::string website) {
        if (auto url = ParseWebsite(website)) {
          listed[RegistrableDomain(url->host())].push_back(std::move(id));
        }
      });
  if (!read) return tl::unexpected(read.error());
  return listed;
}

// A company's old website that redirects elsewhere: what it leads to is its
// website, too. Not so if it is another company's own, listed site.
Status AddAliases(Database& database, ListedSites& listed) {
  const Scope scope(ScopeOptions{});
  auto frontier = Frontier::Open(database, scope);
  if (!frontier) return tl::unexpected(frontier.error());
  auto aliases = frontier->Aliases();
  if (!aliases) return tl::unexpected(aliases.error());
  const ListedSites own = listed;
  for (const auto& [site, alias] : *aliases) {
    const auto companies = own.find(site);
    const std::string target = RegistrableDomain(alias);
    if (companies == own.end() || own.contains(target)) continue;
    std::vector<std::string>& of_target = listed[target];
    of_target.insert(of_target.end(), companies->second.begin(),
                     companies->second.end());
  }
  return {};
}

// An imprint that identifies a legal entity without a register at hand: a name
// with a legal form, and a number or an address.
bool Identifies(const ImprintCompany& company) {
  return !company.name.empty() && !company.legal_form.empty() &&
         (!company.number.empty() || !company.address.postcode.empty());
}

}  // namespace

Company CompanyFromImprint(const ImprintCompany& imprint,
                           const std::string& site, const Places& places) {
  Company company;
  company.name = imprint.name;
  company.legal_form = imprint.legal_form;
  company.address = imprint.address;
  company.court = imprint.court;
  company.website = site;
  company.source = "imprint";
  const Court* court = places.courts.Find(imprint.court);
  if (court != nullptr && !imprint.number.empty()) {
    company.register_number = RegisterNumber{.court = court->code,
                                             .type = imprint.register_type,
                                             .number = imprint.number,
                                             .suffix = imprint.suffix};
  }
  company.vat_id = imprint.vat_id;
  CompleteCompany(company, places.courts, places.regions);
  company.id = company.register_number ? company.register_number->Key()
                                       : UnregisteredId(company);
  return company;
}

namespace {

// Matches one site after the other; knows the fallbacks.
class Attributor {
 public:
  Attributor(ListedSites listed, SiteNames directories, SiteMatcher& matcher,
             const Places& places, DecidedSites decided,
             const ForgottenList& forgotten)
      : matcher_(matcher),
        places_(places),
        forgotten_(forgotten),
        listed_(std::move(listed)),
        directories_(std::move(directories)),
        decided_(std::move(decided)) {}

  Status Add(const std::string& site, const SiteFacts& facts) {
    const std::string label = site.substr(0, site.find('.'));
    SiteEvidence evidence{.host = site,
                          .host_label = label,
                          .home_title = facts.home_title,
                          .imprint_url = facts.imprint_url,
                          .companies = facts.companies};
    SiteOpinion opinion{.site = site, .imprint_url = facts.imprint_url};
    auto own = MatchByItself(evidence, facts);
    if (!own) return tl::unexpected(own.error());
    opinion.own = opinion.allowed = std::move(*own);
    evidence.rejected = decided_.RejectedOf(site);
    if (!evidence.rejected.empty()) {
      auto allowed = MatchByItself(evidence, facts);
      if (!allowed) return tl::unexpected(allowed.error());
      opinion.allowed = std::move(*allowed);
    }
    if (decided_.IsDecided(site) || !opinion.own ||
        opinion.own->decision != "accepted") {
      evidence.rejected.clear();
      auto others = OtherCandidates(matcher_, evidence, opinion.own);
      if (!others) return tl::unexpected(others.error());
      opinion.others = std::move(*others);
    }
    opinions_.push_back(std::move(opinion));
    return {};
  }

  // All companies that imprints name are known only now.
  Attribution Finish() {
    Attribution attribution;
    std::set<std::string> settled;
    for (const SiteOpinion& opinion : opinions_) {
      auto match = decided_.Decide(opinion, [this](const std::string& id) {
        return from_imprints_.contains(id);
      });
      AppendProposals(opinion, attribution.proposals);
      if (!match) continue;
      if (IsSettled(*match)) settled.insert(match->company_id);
      attribution.matches.push_back(std::move(*match));
    }
    for (auto& [id, company] : from_imprints_) {
      if (!settled.contains(id)) continue;
      attribution.from_imprints.push_back(std::move(company));
    }
    return attribution;
  }

 private:
  Result<std::optional<SiteMatch>> MatchByItself(const SiteEvidence& evidence,
                                                 const SiteFacts& facts) {
    auto matched = matcher_.Match(evidence);
    if (!matched) return matched;
    std::optional<SiteMatch> match = std::move(*matched);
    if (!match || !IsSettled(*match)) {
      if (auto listed = MatchByList(evidence)) match = std::move(listed);
    }
    // Who keeps a list of companies is none for that.
    const bool may_take = facts.from_imprint &&
                          !directories_.contains(std::string(evidence.host));
    if (!match && may_take) match = TakeFromImprint(evidence);
    return match;
  }

  std::optional<SiteMatch> MatchByList(const SiteEvidence& evidence) const {
    const auto listed = listed_.find(std::string(evidence.host));
    if (listed == listed_.end()) return std::nullopt;
    std::vector<std::string> companies = listed->second;
    std::erase_if(companies, [&](const std::string& id) {
      return IsRejected(evidence, id);
    });
    if (companies.size() != 1) return std::nullopt;
    return SiteMatch{.company_id = companies.front(),
                     .score = kListedWebsitePoints,
                     .rule = "website named in a company list",
                     .decision = "probable"};
  }

  // From the first company that is not ruled out.
  std::optional<SiteMatch> TakeFromImprint(const SiteEvidence& evidence) {
    for (const ImprintCompany& imprint : evidence.companies) {
      if (!Identifies(imprint)) return std::nullopt;
      Company company =
          CompanyFromImprint(imprint, std::string(evidence.host), places_);
      if (IsRejected(evidence, company.id)) continue;
      if (forgotten_.HoldsCompany(company)) continue;
      SiteMatch match{.company_id = company.id,
                      .score = kImprintOnlyPoints,
                      .rule = "imprint; in no register that was imported",
                      .decision = "probable"};
      from_imprints_.emplace(company.id, std::move(company));
      return match;
    }
    return std::nullopt;
  }

  SiteMatcher& matcher_;
  const Places& places_;
  const ForgottenList& forgotten_;
  ListedSites listed_;
  SiteNames directories_;
  DecidedSites decided_;
  std::vector<SiteOpinion> opinions_;
  std::map<std::string, Company> from_imprints_;
};

}  // namespace

std::vector<std::string> HomeDistricts(const Options& options,
                                       const Regions& regions) {
  const auto region = regions.Find(options.region);
  return region ? region->districts : std::vector<std::string>();
}

std::vector<std::string> IndexedDistricts(const Options& options,
                                          const Regions& regions) {
  std::vector<std::string> districts = HomeDistricts(options, regions);
  if (districts.empty()) return districts;
  const auto benchmark = regions.Find(options.critical_mass.benchmark);
  if (!benchmark) return districts;
  districts.insert(districts.end(), benchmark->districts.begin(),
                   benchmark->districts.end());
  std::sort(districts.begin(), districts.end());
  districts.erase(std::unique(districts.begin(), districts.end()),
                  districts.end());
  return districts;
}

std::string IndexedRegionsText(const Options& options, const Regions& regions) {
  std::string text = regions.Membership();
  const auto home = HomeDistricts(options, regions);
  const auto indexed = IndexedDistricts(options, regions);
  if (indexed.size() == home.size()) return text;
  text += ";+";
  for (const std::string& district : indexed) text += "," + district;
  return text;
}

Result<Attribution> AttributeSites(const Options& options, const Places& places,
                                   Database& database, CompanyStore& companies,
                                   PageStore& pages) {
  auto directory = CompanyDirectory::Open(database, places.courts);
  if (!directory) return tl::unexpected(directory.error());
  SiteMatcher matcher(*directory, places.courts, places.regions,
                      HomeDistricts(options, places.regions));
  auto listed = ListSites(companies);
  if (!listed) return tl::unexpected(listed.error());
  if (auto s = AddAliases(database, *listed); !s) {
    return tl::unexpected(s.error());
  }
  auto decided = DecidedSites::Load(database, companies);
  if (!decided) return tl::unexpected(decided.error());
  Attributor attributor(std::move(*listed), DirectorySitesOf(options), matcher,
                        places, std::move(*decided), options.forgotten);
  auto sites = pages.Sites();
  if (!sites) return tl::unexpected(sites.error());
  for (const std::string& site : *sites) {
    auto facts = CollectSite(pages, site);
    if (!facts) return tl::unexpected(facts.error());
    auto added = attributor.Add(site, *facts);
    if (!added) return tl::unexpected(added.error());
  }
  Attribution attribution = attributor.Finish();
  if (auto status = pages.site_matches().Put(attribution.matches); !status) {
    return tl::unexpected(status.error());
  }
  if (auto status = pages.site_matches().PutProposals(attribution.proposals);
      !status) {
    return tl::unexpected(status.error());
  }
  return attribution;
}

}  // namespace ritmon
