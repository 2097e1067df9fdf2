// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/attribute.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "crawler/frontier.h"
#include "pipeline/company_pages.h"
#include "pipeline/website.h"
#include "registry/company_directory.h"
#include "registry/import.h"
#include "registry/match.h"

namespace ritmon {
namespace {

// Points of evidence that is not in the matcher's table.
constexpr int kListedWebsitePoints = 60;
constexpr int kImprintOnlyPoints = 50;

// What the pages of one site say about its owner.
struct SiteFacts {
  std::vector<ImprintCompany> companies;
  std::string imprint_url;
  std::string home_title;
  bool from_imprint = false;  // and not from a footer or a contact page
};

Result<SiteFacts> CollectSite(PageStore& pages, const std::string& site) {
  SiteFacts facts;
  std::string home;
  auto status = pages.ForEachOfSite(site, [&](PageRecord page) -> Status {
    // The shortest URL of a site is its home page or close to it.
    if (!page.title.empty() &&
        (home.empty() || page.key.size() < home.size())) {
      home = page.key;
      facts.home_title = page.title;
    }
    if (page.imprint.empty()) return {};
    if (page.is_imprint && !facts.from_imprint) {
      // Footers and contact pages are second best.
      facts.companies.clear();
      facts.imprint_url.clear();
      facts.from_imprint = true;
    }
    if (page.is_imprint != facts.from_imprint) return {};
    if (facts.imprint_url.empty()) facts.imprint_url = page.href;
    for (ImprintCompany& company : page.imprint) {
      facts.companies.push_back(std::move(company));
    }
    return {};
  });
  if (!status) return tl::unexpected(status.error());
  return facts;
}

// Site -> companies that a list gives it as their website.
using ListedSites = std::map<std::string, std::vector<std::string>>;

ListedSites ListSites(const CompanyDirectory& directory) {
  ListedSites listed;
  for (const CompanyDirectory::Entry& entry : directory.entries()) {
    const std::string& website = entry.company.website;
    if (website.empty()) continue;
    if (auto url = ParseWebsite(website)) {
      listed[RegistrableDomain(url->host())].push_back(entry.company.id);
    }
  }
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

Company FromImprint(const ImprintCompany& imprint, const std::string& site,
                    const ImportContext& context) {
  Company company;
  company.name = imprint.name;
  company.legal_form = imprint.legal_form;
  company.address = imprint.address;
  company.court = imprint.court;
  company.website = site;
  company.source = "imprint";
  const Court* court = context.courts.Find(imprint.court);
  if (court != nullptr && !imprint.number.empty()) {
    company.register_number = RegisterNumber{.court = court->code,
                                             .type = imprint.register_type,
                                             .number = imprint.number,
                                             .suffix = imprint.suffix};
  }
  CompleteCompany(company, context);
  return company;
}

// Matches one site after the other; knows the fallbacks.
class Attributor {
 public:
  Attributor(ListedSites listed, const SiteMatcher& matcher,
             const ImportContext& context)
      : matcher_(matcher), context_(context), listed_(std::move(listed)) {}

  void Add(const std::string& site, SiteFacts facts) {
    const std::string label = site.substr(0, site.find('.'));
    SiteEvidence evidence{.host = site,
                          .host_label = label,
                          .home_title = facts.home_title,
                          .imprint_url = facts.imprint_url,
                          .companies = facts.companies};
    auto match = matcher_.Match(evidence);
    if (!match || !IsSettled(*match)) {
      if (auto listed = MatchByList(site)) match = std::move(listed);
    }
    if (!match && facts.from_imprint && !facts.companies.empty() &&
        Identifies(facts.companies.front())) {
      match = TakeFromImprint(site, facts);
    }
    if (match) {
      match->host = site;
      match->imprint_url = facts.imprint_url;
      attribution_.matches.push_back(std::move(*match));
    }
  }

  Attribution Finish() {
    for (auto& [id, company] : from_imprints_) {
      attribution_.from_imprints.push_back(std::move(company));
    }
    return std::move(attribution_);
  }

 private:
  std::optional<SiteMatch> MatchByList(const std::string& site) const {
    const auto listed = listed_.find(site);
    if (listed == listed_.end() || listed->second.size() != 1) {
      return std::nullopt;
    }
    return SiteMatch{.company_id = listed->second.front(),
                     .score = kListedWebsitePoints,
                     .rule = "website named in a company list",
                     .decision = "probable"};
  }

  SiteMatch TakeFromImprint(const std::string& site, const SiteFacts& facts) {
    Company company = FromImprint(facts.companies.front(), site, context_);
    SiteMatch match{.company_id = company.id,
                    .score = kImprintOnlyPoints,
                    .rule = "imprint; in no register that was imported",
                    .decision = "probable"};
    from_imprints_.emplace(company.id, std::move(company));
    return match;
  }

  const SiteMatcher& matcher_;
  const ImportContext& context_;
  ListedSites listed_;
  Attribution attribution_;
  std::map<std::string, Company> from_imprints_;
};

// The best of a company's matches; its other sites are listed as hosts.
using MatchesByCompany = std::map<std::string, std::vector<SiteMatch>>;

MatchesByCompany GroupByCompany(const std::vector<SiteMatch>& matches) {
  MatchesByCompany groups;
  for (const SiteMatch& match : matches) {
    if (IsSettled(match)) groups[match.company_id].push_back(match);
  }
  for (auto& [id, group] : groups) {
    std::stable_sort(group.begin(), group.end(),
                     [](const SiteMatch& a, const SiteMatch& b) {
                       return a.score > b.score;
                     });
  }
  return groups;
}

}  // namespace

Result<Places> LoadPlaces(const Options& options) {
  auto courts = Courts::Load(options.courts);
  if (!courts) return tl::unexpected(courts.error());
  auto regions = Regions::Load(options.geo);
  if (!regions) return tl::unexpected(regions.error());
  return Places{std::move(*courts), std::move(*regions)};
}

Result<Attribution> AttributeSites(const Options& options, const Places& places,
                                   Database& database, CompanyStore& companies,
                                   PageStore& pages) {
  auto directory = CompanyDirectory::Build(companies);
  if (!directory) return tl::unexpected(directory.error());
  std::vector<std::string> home;
  if (const auto region = places.regions.Find(options.region)) {
    home = region->districts;
  }
  const SiteMatcher matcher(*directory, places.courts, places.regions,
                            std::move(home));
  const ImportContext context{
      companies, database, places.courts, places.regions, {}};
  ListedSites listed = ListSites(*directory);
  if (auto s = AddAliases(database, listed); !s) {
    return tl::unexpected(s.error());
  }
  Attributor attributor(std::move(listed), matcher, context);
  auto sites = pages.Sites();
  if (!sites) return tl::unexpected(sites.error());
  for (const std::string& site : *sites) {
    auto facts = CollectSite(pages, site);
    if (!facts) return tl::unexpected(facts.error());
    attributor.Add(site, std::move(*facts));
  }
  Attribution attribution = attributor.Finish();
  if (auto status = pages.PutMatches(attribution.matches); !status) {
    return tl::unexpected(status.error());
  }
  return attribution;
}

Status ForEachCompanyRecord(const Attribution& attribution,
                            const Taxonomy& taxonomy, const Places& places,
                            CompanyStore& companies, PageStore& pages,
                            const VisitCompany& visit) {
  const MatchesByCompany groups = GroupByCompany(attribution.matches);
  auto in_the_news = pages.NamedCompanies();
  if (!in_the_news) return tl::unexpected(in_the_news.error());
  MatcherScratch scratch;
  const auto complete = [&](Company company) -> Status {
    CompanyRecord record;
    record.company = std::move(company);
    const std::string& district = record.company.district;
    record.regions = places.regions.RegionsOf(district);
    record.district_name = places.regions.DistrictName(district);
    const auto group = groups.find(record.company.id);
    std::vector<CountedPage> read_pages;
    if (in_the_news->contains(record.company.id)) {
      auto news = NewsOf(pages, record.company.id);
      if (!news) return tl::unexpected(news.error());
      read_pages = std::move(*news);
    }
    if (group != groups.end()) {
      record.match = group->second.front();
      for (const SiteMatch& match : group->second) {
        record.hosts.push_back(match.host);
      }
      std::sort(record.hosts.begin(), record.hosts.end());
      auto read = pages.ForEachOfCompany(
          record.company.id, [&](PageRecord page) -> Status {
            read_pages.push_back(ToCounted(page, std::move(page.tags)));
            return {};
          });
      if (!read) return read;
    }
    if (group != groups.end() || !read_pages.empty()) {
      Judge(std::move(read_pages), taxonomy, scratch, record);
    }
    return visit(record);
  };
  Status failed;
  auto read = companies.ForEach([&](Company& company) {
    failed = complete(std::move(company));
    return failed.has_value();
  });
  if (!read) return read;
  if (!failed) return failed;
  for (const Company& company : attribution.from_imprints) {
    if (auto status = complete(company); !status) return status;
  }
  return {};
}

}  // namespace ritmon
