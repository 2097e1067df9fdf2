// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explain_company.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/company_rows.h"
#include "cli/explain_evidence.h"
#include "cli/explain_fields.h"
#include "cli/explain_grants.h"
#include "cli/explain_head.h"
#include "cli/explain_history.h"
#include "cli/explain_news.h"
#include "cli/explain_output.h"
#include "cli/explain_profiles.h"
#include "cli/json_output.h"
#include "cli/review_rows.h"
#include "cli/site_leads.h"
#include "cli/value_origins.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

// By id, else by the words of its name; everywhere.
Result<CompanyRecord> FindCompany(const Analysis& analysis,
                                  const std::string& name) {
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  auto by_id = companies->Get(name);
  if (!by_id) return tl::unexpected(by_id.error());
  if (*by_id) return std::move(**by_id);
  std::string quoted = "\"";
  for (const char c : name) {
    if (c != '"') quoted += c;
  }
  auto query =
      analysis.ParseCompanyQuery(quoted + "\"", true, analysis.today());
  if (!query) return tl::unexpected(query.error());
  auto hits = companies->Find(*query, 0, 10);
  if (!hits) return tl::unexpected(hits.error());
  if (hits->hits.empty()) {
    return Fail(ErrorKind::kNotFound, "no company named '" + name + "'");
  }
  if (hits->total > 1 && hits->hits.front().record.company.name != name) {
    std::string message = fmt::format(
        "'{}' may be {} companies; name one by its id:", name, hits->total);
    for (const CompanyHit& hit : hits->hits) {
      message += fmt::format("\n  {:<24} {}", hit.record.company.id,
                             hit.record.company.name);
    }
    return Fail(ErrorKind::kInvalid, message);
  }
  return std::move(hits->hits.front().record);
}

Result<std::vector<PageRecord>> PagesOf(PageStore& store,
                                        const std::string& company_id) {
  std::vector<PageRecord> pages;
  auto status = store.ForEachOfCompany(company_id, PageTexts::kNone,
                                       [&](PageRecord page) -> Status {
                                         pages.push_back(std::move(page));
                                         return {};
                                       });
  if (!status) return tl::unexpected(status.error());
  return pages;
}

// All that is said of a company, but for its sites.
struct CompanyFacts {
  CompanyRecord record;
  CompanyPast past;
  std::vector<ValueOrigin> origins;
  std::vector<PageRecord> pages;
  std::string list_version;
  SiteLeads leads;
  std::vector<NewsItem> news;
  std::vector<CompanyGrant> grants;
  std::vector<CompanyAccount> accounts;
};

Result<CompanyFacts> FactsOf(const Analysis& analysis, PageStore& store,
                             CompanyRecord record) {
  const std::string& id = record.company.id;
  auto past = PastOf(analysis.options(), id);
  if (!past) return tl::unexpected(past.error());
  auto origins = OriginsOf(analysis, record.company);
  if (!origins) return tl::unexpected(origins.error());
  auto pages = PagesOf(store, id);
  if (!pages) return tl::unexpected(pages.error());
  auto version = store.ListVersion();
  if (!version) return tl::unexpected(version.error());
  auto leads = SiteLeadsOf(analysis.options(), record, store);
  if (!leads) return tl::unexpected(leads.error());
  auto news = NewsAbout(store, id);
  if (!news) return tl::unexpected(news.error());
  auto grants = GrantsOf(analysis, id);
  if (!grants) return tl::unexpected(grants.error());
  auto accounts = AccountsOf(analysis.options(), record, store);
  if (!accounts) return tl::unexpected(accounts.error());
  return CompanyFacts{.record = std::move(record),
                      .past = std::move(*past),
                      .origins = std::move(*origins),
                      .pages = std::move(*pages),
                      .list_version = std::move(*version),
                      .leads = std::move(*leads),
                      .news = std::move(*news),
                      .grants = std::move(*grants),
                      .accounts = std::move(*accounts)};
}

// Each site of the company, and those that might be.
Result<std::string> SitesText(SiteMatchStore site_matches,
                              const CompanyRecord& record, Language language) {
  std::string text;
  for (const std::string& site : record.hosts) {
    auto lines = ExplainSite(site_matches, site, language);
    if (!lines) return lines;
    // Of the only one its match alone is said already.
    const bool says_more = std::count(lines->begin(), lines->end(), '\n') > 1;
    if (record.hosts.size() > 1 || says_more) text += *lines;
  }
  auto more = ExplainCandidacies(site_matches, record.company.id, record.hosts,
                                 language);
  return more ? text + *more : more;
}

Result<std::string> CompanyText(const CompanyFacts& facts, PageStore& store,
                                Language language) {
  auto sites = SitesText(store.site_matches(), facts.record, language);
  if (!sites) return sites;
  return HeadText(facts.record, language) +
         OriginText(facts.origins, language) + *sites +
         AccountsText(facts.accounts, language) +
         LeadsText(facts.record, facts.leads, language) +
         Say(language, Phrase::why_lists, facts.list_version) +
         FieldsText(facts.record, facts.pages, language) +
         NewsText(facts.news, language) + GrantsText(facts.grants, language) +
         PastText(facts.past, language);
}

// The pages that have something to say.
Json EvidenceJson(const CompanyFacts& facts) {
  Json list = Json::array();
  for (const PageRecord& page : facts.pages) {
    if (page.tags.fields.empty() && page.tags.candidates.empty()) continue;
    list.push_back(PageJson(page, facts.list_version));
  }
  return list;
}

Result<Json> CompanyJson(const CompanyFacts& facts, PageStore& store,
                         Date today) {
  Json json = ToJson(facts.record, today);
  AddLeads(facts.leads, json);
  Json sources = Json::object();
  for (const ValueOrigin& origin : facts.origins) {
    sources[origin.field] = {{"source", origin.source},
                             {"as_of", origin.as_of}};
  }
  json["sources"] = std::move(sources);
  json["evidence"] = EvidenceJson(facts);
  if (facts.record.founded_evidence) {
    const FoundedEvidence& evidence = *facts.record.founded_evidence;
    json["founded_evidence"] = {{"url", evidence.url},
                                {"sentence", evidence.sentence},
                                {"offset", evidence.offset},
                                {"rule", evidence.rule}};
  }
  for (const std::string& host : facts.record.hosts) {
    auto site = SiteJson(store.site_matches(), host);
    if (!site) return tl::unexpected(site.error());
    json["sites"].push_back(std::move(*site));
  }
  json["news"] = NewsJson(facts.news);
  json["grants"] = GrantsJson(facts.grants);
  json["profiles"] = AccountsJson(facts.accounts);
  json["history"] = PastJson(facts.past);
  return json;
}

}  // namespace

Result<std::string> ExplainCompany(const Analysis& analysis,
                                   const std::string& name, bool json,
                                   const Terminal& terminal) {
  const Language language = terminal.language;
  auto record = FindCompany(analysis, name);
  if (!record && record.error().kind == ErrorKind::kNotFound) {
    auto past = ExplainVanished(analysis.options(), name, json, language);
    if (!past) return tl::unexpected(record.error());
    return json ? *past : Fitted(*past, terminal);
  }
  if (!record) return tl::unexpected(record.error());
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto facts = FactsOf(analysis, *store, std::move(*record));
  if (!facts) return tl::unexpected(facts.error());
  if (json) {
    auto object = CompanyJson(*facts, *store, analysis.today());
    if (!object) return tl::unexpected(object.error());
    return IndentedJson(*object);
  }
  auto text = CompanyText(*facts, *store, language);
  if (!text) return text;
  return Fitted(*text, terminal);
}

}  // namespace ritmon
