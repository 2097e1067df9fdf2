// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/company_records.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "pipeline/company_pages.h"
#include "pipeline/founding.h"
#include "registry/entity_kind.h"
#include "registry/match.h"

namespace ritmon {
namespace {

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

// Companies that are worth a record wherever they are: their sites were
// crawled, or will be. By rising id.
Result<std::set<std::string>> Elsewhere(const MatchesByCompany& groups,
                                        CompanyStore& companies) {
  std::set<std::string> ids;
  for (const auto& [id, matches] : groups) ids.insert(id);
  auto read = companies.ForEachWebsite(
      [&](std::string id, const std::string&) { ids.insert(std::move(id)); });
  if (!read) return tl::unexpected(read.error());
  return ids;
}

// A site of its own, found by the crawl, is a sign of business that the import
// could not know of.
void SettleKind(Company& company) {
  if (company.kind != EntityKind::kShell) return;
  company.kind = ClassifyEntity({.name = company.name,
                                 .legal_form = company.legal_form,
                                 .purpose = company.purpose,
                                 .has_website = true})
                     .kind;
}

// Makes records, one company after the other.
class RecordMaker {
 public:
  RecordMaker(MatchesByCompany groups, const Taxonomy& taxonomy,
              const Places& places, const ClusterMembers& clusters,
              PageStore& pages, const VisitCompany& visit)
      : groups_(std::move(groups)),
        taxonomy_(taxonomy),
        places_(places),
        clusters_(clusters),
        pages_(pages),
        visit_(visit) {}

  // Before anything else.
  Status LoadNews() {
    auto named = pages_.NamedCompanies();
    if (!named) return tl::unexpected(named.error());
    in_the_news_ = std::move(*named);
    return {};
  }

  const MatchesByCompany& groups() const { return groups_; }

  Status Visit(Company company) {
    CompanyRecord record;
    record.company = std::move(company);
    const std::string& district = record.company.district;
    record.regions = places_.regions.RegionsOf(district);
    record.district_name = places_.regions.DistrictName(district);
    Locate(record);
    std::vector<CountedPage> read;
    if (in_the_news_.contains(record.company.id)) {
      auto news = NewsOf(pages_, record.company.id);
      if (!news) return tl::unexpected(news.error());
      read = std::move(*news);
    }
    const auto group = groups_.find(record.company.id);
    if (group != groups_.end()) {
      auto sites = ReadSites(group->second, record, read);
      if (!sites) return sites;
    }
    record.clusters = clusters_.Of(record.company, record.hosts);
    if (group != groups_.end() || !read.empty()) {
      Judge(std::move(read), taxonomy_, scratch_, record);
    }
    return visit_(record);
  }

 private:
  // Only a municipality that lies in the company's district is its own.
  void Locate(CompanyRecord& record) const {
    const Company& company = record.company;
    const DistrictMatch place =
        places_.regions.Resolve(company.address.postcode, company.address.town);
    const auto& names = places_.regions.municipalities();
    const auto name = names.find(place.municipality);
    if (name == names.end() || place.district != company.district) return;
    record.municipality = name->first;
    record.municipality_name = name->second;
  }

  // What the pages of its own sites say.
  Status ReadSites(const std::vector<SiteMatch>& matches, CompanyRecord& record,
                   std::vector<CountedPage>& read) {
    record.match = matches.front();
    for (const SiteMatch& match : matches) record.hosts.push_back(match.host);
    std::sort(record.hosts.begin(), record.hosts.end());
    SettleKind(record.company);
    FoundingReader founding(record.company);
    auto status = pages_.ForEachOfCompany(
        record.company.id,
        founding.Reads() ? PageTexts::kAll : PageTexts::kNone,
        [&](PageRecord page) -> Status {
          founding.Add(page);
          // What a list says of its members is not said of who keeps it.
          if (!page.listings.empty()) return {};
          read.push_back(ToCounted(page, std::move(page.tags)));
          return {};
        });
    if (status) founding.Finish(record);
    return status;
  }

  const MatchesByCompany groups_;
  const Taxonomy& taxonomy_;
  const Places& places_;
  const ClusterMembers& clusters_;
  PageStore& pages_;
  const VisitCompany& visit_;
  std::set<std::string> in_the_news_;
  MatcherScratch scratch_;
};

}  // namespace

Status ForEachCompanyRecord(const Attribution& attribution,
                            const std::vector<std::string>& districts,
                            const Taxonomy& taxonomy, const Places& places,
                            const ClusterMembers& clusters,
                            CompanyStore& companies, PageStore& pages,
                            const VisitCompany& visit) {
  RecordMaker maker(GroupByCompany(attribution.matches), taxonomy, places,
                    clusters, pages, visit);
  if (auto s = maker.LoadNews(); !s) return s;
  auto elsewhere = Elsewhere(maker.groups(), companies);
  if (!elsewhere) return tl::unexpected(elsewhere.error());
  auto next = elsewhere->begin();
  // Those of other districts that come before `id`.
  const auto catch_up = [&](const std::string* id) -> Status {
    for (; next != elsewhere->end() && (id == nullptr || *next <= *id);
         ++next) {
      if (id != nullptr && *next == *id) continue;
      auto company = companies.Find(*next);
      if (!company) return tl::unexpected(company.error());
      if (!*company) continue;
      if (auto s = maker.Visit(std::move(**company)); !s) return s;
    }
    return {};
  };
  Status failed;
  auto read = companies.ForEach(
      [&](Company& company) {
        failed = catch_up(&company.id);
        if (failed) failed = maker.Visit(std::move(company));
        return failed.has_value();
      },
      districts);
  if (!read) return read;
  if (failed) failed = catch_up(nullptr);
  if (!failed) return failed;
  for (const Company& company : attribution.from_imprints) {
    if (auto status = maker.Visit(company); !status) return status;
  }
  return {};
}

}  // namespace ritmon
