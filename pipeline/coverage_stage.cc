// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/coverage_stage.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/domain_name.h"
#include "crawler/frontier.h"
#include "crawler/reservation_ledger.h"
#include "pipeline/review_stage.h"
#include "pipeline/stores.h"
#include "pipeline/website.h"

namespace ritmon {
namespace {

// What is known of the sites and of whose they may be.
struct SiteBook {
  std::map<std::string, SiteTrace> sites;
  std::multimap<std::string, std::string> aliases;  // where a site redirects
  // By company: sites that wait for people to say whether they are its.
  std::multimap<std::string, std::string> in_review;
  std::set<std::string> without_text;  // companies
};

Status ReadPages(Database& database, PageStore& pages, SiteBook& book) {
  auto stored = pages.Sites();
  if (!stored) return tl::unexpected(stored.error());
  for (const std::string& site : *stored) book.sites[site].stored = true;
  // Without the pairs that people have rejected.
  auto open = ListForReview(database, pages, ReviewScope::kOpen);
  if (!open) return tl::unexpected(open.error());
  for (const ReviewItem& item : *open) {
    if (item.candidate_id.empty()) continue;
    book.in_review.emplace(item.candidate_id, item.site);
  }
  auto without = pages.CompaniesWithoutText();
  if (!without) return tl::unexpected(without.error());
  book.without_text = std::move(*without);
  return {};
}

Status ReadCrawl(const Options& options, Database& database, SiteBook& book) {
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto visits = frontier->VisitsBySite();
  if (!visits) return tl::unexpected(visits.error());
  for (const auto& [name, visited] : *visits) {
    SiteTrace& site = book.sites[RegistrableDomain(name)];
    site.answered = site.answered || visited.answered;
    site.failed = site.failed || visited.failed;
    site.robots = site.robots || visited.forbidden;
    site.reserved = site.reserved || visited.reserved;
  }
  // Where even robots.txt got no answer, no page was asked for.
  auto silent = frontier->hosts().Silent();
  if (!silent) return tl::unexpected(silent.error());
  for (const std::string& host : *silent) {
    book.sites[RegistrableDomain(host)].failed = true;
  }
  auto aliases = frontier->Aliases();
  if (!aliases) return tl::unexpected(aliases.error());
  for (const auto& [site, host] : *aliases) {
    book.aliases.emplace(site, RegistrableDomain(host));
  }
  auto ledger = ReservationLedger::Open(database);
  if (!ledger) return tl::unexpected(ledger.error());
  return ledger->ForEach([&](const ReservationEntry& entry) {
    if (entry.withdrawn_at || entry.scope != ReservationScope::kSite) return;
    book.sites[RegistrableDomain(entry.site)].reserved = true;
  });
}

CompanyTrace TraceOf(const CompanyRecord& record, const SiteBook& book) {
  CompanyTrace trace;
  trace.own_site = !record.hosts.empty();
  trace.has_text = !book.without_text.contains(record.company.id);
  for (const CompanyField& field : record.fields) {
    (IsCounted(record, field) ? trace.tagged : trace.candidate) = true;
  }
  const auto note = [&](const std::string& name) -> SiteTrace& {
    const auto found = book.sites.find(name);
    return trace.sites.emplace_back(found != book.sites.end() ? found->second
                                                              : SiteTrace());
  };
  if (const auto url = ParseWebsite(record.company.website)) {
    const std::string own = RegistrableDomain(url->host());
    note(own);
    const auto [first, last] = book.aliases.equal_range(own);
    for (auto alias = first; alias != last; ++alias) note(alias->second);
  }
  const auto [first, last] = book.in_review.equal_range(record.company.id);
  for (auto site = first; site != last; ++site) {
    note(site->second).in_review = true;
  }
  return trace;
}

std::string ValueOf(const Company& company, Dimension by, Date as_of) {
  switch (by) {
    case Dimension::kSize:
      return StudySizeClass(company);
    case Dimension::kSizeEu:
      return EuSizeClass(company);
    case Dimension::kSizeClass:
      return SizeClass(company);
    case Dimension::kAge:
      return AgeClass(company, as_of);
    case Dimension::kStartup:
      return StartupClass(company, as_of);
    case Dimension::kDistrict:
      return company.district.empty() ? std::string(kUnknownValue)
                                      : company.district;
    default:
      return company.legal_form.empty() ? std::string(kUnknownValue)
                                        : company.legal_form;
  }
}

}  // namespace

bool CanPartCoverage(Dimension dimension) {
  return dimension == Dimension::kDistrict ||
         dimension == Dimension::kLegalForm || !ClassesOf(dimension).empty();
}

Result<CoverageTable> CollectCoverage(const Options& options,
                                      CompanyIndexReader& companies,
                                      const Query& query, Dimension by,
                                      PageStore& pages) {
  if (!CanPartCoverage(by)) {
    return Fail(ErrorKind::kInvalid,
                "coverage by " + std::string(ToString(by)) +
                    ": only a company that was read has one; use size, age, "
                    "district or legal-form");
  }
  SiteBook book;
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  if (auto s = ReadPages(*database, pages, book); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = ReadCrawl(options, *database, book); !s) {
    return tl::unexpected(s.error());
  }
  CoverageTable table;
  const std::vector<std::string> classes = ClassesOf(by);
  for (const std::string& value : classes) {
    table.groups.push_back(CoverageGroup{.value = value});
  }
  auto read = companies.ForEach(query, [&](const CompanyRecord& record) {
    table.Add(ValueOf(record.company, by, query.as_of),
              EndOf(TraceOf(record, book)));
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  if (classes.empty()) {
    // The unknown one last.
    std::sort(table.groups.begin(), table.groups.end(),
              [](const CoverageGroup& a, const CoverageGroup& b) {
                return std::pair(a.value == kUnknownValue, a.value) <
                       std::pair(b.value == kUnknownValue, b.value);
              });
  }
  return table;
}

}  // namespace ritmon
