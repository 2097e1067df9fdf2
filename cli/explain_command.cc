// SPDX-License-Identifier: GPL-3.0-or-later
// Why a company or a page is (not) counted: down to the sentence.

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/domain_name.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/company_rows.h"
#include "cli/explain_grants.h"
#include "cli/explain_history.h"
#include "cli/explain_news.h"
#include "cli/explain_profiles.h"
#include "cli/review_rows.h"
#include "cli/site_leads.h"
#include "cli/text_table.h"
#include "cli/value_origins.h"
#include "cli/wording.h"
#include "crawler/frontier.h"
#include "crawler/render_ledger.h"
#include "pipeline/record_codec.h"
#include "pipeline/stores.h"
#include "registry/entity_kind.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string Dump(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json PageJson(const PageRecord& page, const std::string& list_version) {
  Json fields = Json::array();
  Json candidates = Json::array();
  for (const FieldTag& tag : page.tags.fields) fields.push_back(ToJson(tag));
  for (const FieldTag& tag : page.tags.candidates) {
    candidates.push_back(ToJson(tag));
  }
  return Json{{"url", page.href},
              {"kind", ToString(page.kind)},
              {"title", page.title},
              {"fetched", FormatTimestamp(page.fetched_at)},
              {"archive",
               page.capture.file + "@" + std::to_string(page.capture.offset)},
              {"digest", page.capture.digest},
              {"format", ToString(page.format)},
              {"notes", ToString(page.notes)},
              {"noindex", page.noindex},
              {"imprint", page.is_imprint},
              {"company", page.company_id},
              {"double_of", page.double_of},
              {"story_of", page.story_of},
              {"list_version", list_version},
              {"signs", page.tags.company_signs},
              {"fields", std::move(fields)},
              {"candidates", std::move(candidates)}};
}

const FieldTag* FindTag(const PageRecord& page, const std::string& field) {
  for (const auto* list : {&page.tags.fields, &page.tags.candidates}) {
    for (const FieldTag& tag : *list) {
      if (tag.field == field) return &tag;
    }
  }
  return nullptr;
}

std::string EvidenceText(const PageRecord& page, const FieldTag& tag,
                         Language language) {
  std::string text =
      Say(language, Phrase::why_evidence, page.href,
          page.kind == PageKind::kPost ? Say(language, Phrase::why_is_post)
                                       : std::string(),
          tag.score, FormatTimestamp(page.fetched_at), page.capture.file,
          page.capture.offset);
  if (!page.double_of.empty()) {
    text += Say(language, Phrase::why_same_as, page.double_of);
  }
  if (!page.story_of.empty()) {
    text += Say(language, Phrase::why_same_story, page.story_of);
  }
  for (const Evidence& evidence : tag.evidence) {
    text += Say(language, Phrase::why_term, evidence.sentence, evidence.term,
                evidence.matched, ToString(evidence.zone), evidence.score,
                evidence.rule);
  }
  return text;
}

// On a terminal the first line, what it is about, is bold, and long lines are
// broken behind their own indent. A file gets the lines as they are.
std::string Fitted(const std::string& text, const Terminal& terminal) {
  if (!terminal.is_terminal) return text;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const size_t indent = std::min(line.find_first_not_of(' '), line.size());
    if (at == 0) {
      out += terminal.Bold(line) + "\n";
    } else {
      out += WrapText(line, indent + 2, terminal.width);
    }
    at = end + 1;
  }
  return out;
}

// Why nothing at all is said of a company.
std::string SilenceOf(const CompanyRecord& record, Language language) {
  if (!record.hosts.empty()) return Say(language, Phrase::why_no_evidence);
  if (record.company.website.empty())
    return Say(language, Phrase::why_no_website);
  return Say(language, Phrase::why_no_page);
}

// Why it is a shell: " (wind or solar park)". The number of companies at its
// address is not at hand here: it is what the rules leave over.
std::string KindRule(const CompanyRecord& record) {
  const Company& company = record.company;
  if (company.kind != EntityKind::kShell) return {};
  const bool has_website = !company.website.empty() || !record.hosts.empty();
  const EntityVerdict verdict =
      ClassifyEntity({.name = company.name,
                      .legal_form = company.legal_form,
                      .purpose = company.purpose,
                      .has_website = has_website});
  return " (" +
         (verdict.kind == EntityKind::kShell ? verdict.rule
                                             : "shared address") +
         ")";
}

// When, who says so, and how exactly.
std::string FoundedText(const CompanyRecord& record, Language language) {
  const Company& company = record.company;
  if (!company.founded) return {};
  const std::string date = FormatDate(*company.founded);
  const std::string by =
      company.founded_source.empty()
          ? std::string()
          : Say(language, Phrase::why_says, company.founded_source);
  std::string text =
      company.founded_precision == "year"
          ? Say(language, Phrase::why_founded_year, date.substr(0, 4), by)
          : Say(language, Phrase::why_founded, date, by);
  if (record.founded_evidence) {
    const FoundedEvidence& evidence = *record.founded_evidence;
    text += Say(language, Phrase::why_founded_evidence, evidence.rule,
                evidence.url, evidence.sentence);
  }
  return text;
}

std::string HeadcountText(const Company& company, Language language) {
  if (!company.employees) return {};
  return Say(language, Phrase::why_employees, ToString(*company.employees),
             company.employees->year
                 ? fmt::format(" ({})", *company.employees->year)
                 : "");
}

std::string HeadText(const CompanyRecord& record, Language language) {
  const Company& company = record.company;
  std::string text =
      Say(language, Phrase::why_head, company.name, company.id,
          company.legal_form, company.address.postcode, company.address.town,
          WordIn(language, ToString(company.kind)), KindRule(record),
          WordIn(language, ToString(company.status)), company.source);
  text += FoundedText(record, language);
  text += HeadcountText(company, language);
  if (!record.match.decision.empty()) {
    std::string hosts;
    for (const std::string& host : record.hosts) hosts += " " + host;
    text += Say(language, Phrase::why_site, hosts,
                WordIn(language, record.match.decision), record.match.score,
                record.match.rule);
    if (!record.match.imprint_url.empty()) {
      text += Say(language, Phrase::why_imprint, record.match.imprint_url);
    }
  }
  return text;
}

std::string WhyNotCounted(const CompanyRecord& record,
                          const CompanyField& field, Language language) {
  if (field.confidence == Confidence::kLow)
    return Say(language, Phrase::why_candidate);
  if (record.company.status != CompanyStatus::kActive) {
    return Say(language, Phrase::why_not_active);
  }
  return Say(language, Phrase::why_not_counted,
             WordIn(language, ToString(record.company.kind)));
}

// `sites`: whose they are and why (review_rows.h).
std::string CompanyText(const CompanyRecord& record, const std::string& sites,
                        const std::vector<PageRecord>& pages,
                        const SiteLeads& leads, const std::string& list_version,
                        const std::vector<ValueOrigin>& origins,
                        Language language) {
  std::string text =
      HeadText(record, language) + OriginText(origins, language) + sites;
  text += LeadsText(record, leads, language);
  text += Say(language, Phrase::why_lists, list_version);
  if (record.fields.empty()) {
    return text +
           Say(language, Phrase::why_no_field, SilenceOf(record, language));
  }
  for (const CompanyField& field : record.fields) {
    const bool counted = IsCounted(record, field);
    text += Say(language, Phrase::why_field, field.field,
                WordIn(language, ToString(field.confidence)), field.score,
                counted ? Say(language, Phrase::why_counted)
                        : WhyNotCounted(record, field, language),
                field.rule);
    for (const PageRecord& page : pages) {
      const FieldTag* tag = FindTag(page, field.field);
      if (tag != nullptr) text += EvidenceText(page, *tag, language);
    }
  }
  return text;
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

Json CompanyJson(const CompanyRecord& record,
                 const std::vector<PageRecord>& pages, const SiteLeads& leads,
                 const std::string& list_version, Date today,
                 const std::vector<ValueOrigin>& origins) {
  Json json = ToJson(record, today);
  AddLeads(leads, json);
  Json sources = Json::object();
  for (const ValueOrigin& origin : origins) {
    sources[origin.field] = {{"source", origin.source},
                             {"as_of", origin.as_of}};
  }
  json["sources"] = std::move(sources);
  Json page_list = Json::array();
  for (const PageRecord& page : pages) {
    if (page.tags.fields.empty() && page.tags.candidates.empty()) continue;
    page_list.push_back(PageJson(page, list_version));
  }
  json["evidence"] = std::move(page_list);
  if (record.founded_evidence) {
    const FoundedEvidence& evidence = *record.founded_evidence;
    json["founded_evidence"] = {{"url", evidence.url},
                                {"sentence", evidence.sentence},
                                {"offset", evidence.offset},
                                {"rule", evidence.rule}};
  }
  return json;
}

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

// Each site of the company, and those that might be.
Result<std::string> SitesText(SiteMatchStore matches,
                              const CompanyRecord& record, Language language) {
  std::string text;
  for (const std::string& site : record.hosts) {
    auto lines = ExplainSite(matches, site, language);
    if (!lines) return lines;
    // Of the only one its match alone is said already.
    const bool says_more = std::count(lines->begin(), lines->end(), '\n') > 1;
    if (record.hosts.size() > 1 || says_more) text += *lines;
  }
  auto more =
      ExplainCandidacies(matches, record.company.id, record.hosts, language);
  return more ? text + *more : more;
}

int ExplainCompany(const Analysis& analysis, const std::string& name, bool json,
                   const Terminal& terminal) {
  const Language language = terminal.language;
  auto record = FindCompany(analysis, name);
  if (!record && record.error().kind == ErrorKind::kNotFound) {
    auto vanished = ExplainVanished(analysis.options(), name, json, language);
    if (!vanished) return Report(record.error());
    auto status =
        Print(json ? *vanished : Fitted(*vanished, terminal), terminal);
    return status ? kExitOk : Report(status.error());
  }
  if (!record) return Report(record.error());
  auto past = PastOf(analysis.options(), record->company.id);
  if (!past) return Report(past.error());
  auto origins = OriginsOf(analysis, record->company);
  if (!origins) return Report(origins.error());
  auto store = analysis.OpenStore();
  if (!store) return Report(store.error());
  auto pages = PagesOf(*store, record->company.id);
  if (!pages) return Report(pages.error());
  auto version = store->ListVersion();
  if (!version) return Report(version.error());
  auto leads = SiteLeadsOf(analysis.options(), *record, *store);
  if (!leads) return Report(leads.error());
  auto sites = SitesText(store->site_matches(), *record, language);
  if (!sites) return Report(sites.error());
  auto news = NewsAbout(*store, record->company.id);
  if (!news) return Report(news.error());
  auto grants = GrantsOf(analysis, record->company.id);
  if (!grants) return Report(grants.error());
  auto accounts = AccountsOf(analysis.options(), *record, *store);
  if (!accounts) return Report(accounts.error());
  *sites += AccountsText(*accounts, language);
  std::string text = CompanyText(*record, *sites, *pages, *leads, *version,
                                 *origins, language) +
                     NewsText(*news, language) + GrantsText(*grants, language) +
                     PastText(*past, language);
  if (json) {
    Json object = CompanyJson(*record, *pages, *leads, *version,
                              analysis.today(), *origins);
    for (const std::string& host : record->hosts) {
      auto site = SiteJson(store->site_matches(), host);
      if (!site) return Report(site.error());
      object["sites"].push_back(std::move(*site));
    }
    object["news"] = NewsJson(*news);
    object["grants"] = GrantsJson(*grants);
    object["profiles"] = AccountsJson(*accounts);
    object["history"] = PastJson(*past);
    text = Dump(object);
  } else {
    text = Fitted(text, terminal);
  }
  auto status = Print(text, terminal);
  return status ? kExitOk : Report(status.error());
}

// What the crawl knows of a URL and of its host.
struct FetchFacts {
  std::optional<FrontierEntry> entry;
  std::optional<HostState> host;
  ScopeDecision scope = ScopeDecision::kIn;
  std::string rendering;  // what came of it; empty if it was not tried
  std::optional<CandidateSite> candidate;
};

Result<FetchFacts> FetchFactsOf(const Analysis& analysis, const Url& url) {
  auto database = OpenState(analysis.options().workspace);
  if (!database) return tl::unexpected(database.error());
  const Scope scope(ScopeOf(analysis.options()));
  auto frontier = Frontier::Open(*database, scope, analysis.options().frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto entry = frontier->Find(url);
  if (!entry) return tl::unexpected(entry.error());
  auto host = frontier->hosts().Find(std::string(url.host()));
  if (!host) return tl::unexpected(host.error());
  auto ledger = RenderLedger::Open(*database);
  if (!ledger) return tl::unexpected(ledger.error());
  auto rendering = ledger->Describe(url.Canonical());
  if (!rendering) return tl::unexpected(rendering.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto candidate = candidates->Find(RegistrableDomain(url.host()));
  if (!candidate) return tl::unexpected(candidate.error());
  return FetchFacts{std::move(*entry), std::move(*host),
                    scope.Decide(url, scope.SiteOf(url), 0),
                    std::move(*rendering), std::move(*candidate)};
}

// Why a URL that nobody knows was never taken up.
std::string WhyUnknown(ScopeDecision decision, Language language) {
  switch (decision) {
    case ScopeDecision::kTrap:
      return Say(language, Phrase::why_trap);
    case ScopeDecision::kNotAPage:
      return Say(language, Phrase::why_not_a_page);
    default:
      return Say(language, Phrase::why_unknown);
  }
}

std::string FetchText(const FetchFacts& facts, Timestamp now,
                      Language language) {
  std::string text;
  if (facts.entry) {
    const FrontierEntry& entry = *facts.entry;
    text += Say(language, Phrase::why_frontier, entry.state,
                entry.outcome.empty() ? "" : " (" + entry.outcome + ")",
                entry.status, entry.depth, entry.priority, entry.found_on);
    if (entry.fetched_at) {
      text += Say(language, Phrase::why_last_asked,
                  FormatTimestamp(*entry.fetched_at));
    }
    if (entry.failing_since) {
      text += Say(language, Phrase::why_failing,
                  FormatTimestamp(*entry.failing_since));
    }
    if (!entry.same_as.empty()) {
      text += Say(language, Phrase::why_same_content, entry.same_as);
    }
    text += entry.due_at && *entry.due_at < kNever
                ? Say(language, Phrase::why_due, FormatTimestamp(*entry.due_at))
                : Say(language, Phrase::why_never_due);
  } else {
    text += "  " + WhyUnknown(facts.scope, language) + "\n";
  }
  if (facts.candidate) {
    text += Say(language, Phrase::why_site_is_candidate,
                FoundText(*facts.candidate));
  }
  if (!facts.rendering.empty()) {
    text += Say(language, Phrase::why_shown_to_browser, facts.rendering);
  }
  if (facts.host && facts.host->back_off.until > now) {
    text += Say(language, Phrase::why_host_left_alone,
                FormatTimestamp(facts.host->back_off.until),
                facts.host->back_off.incidents);
  }
  return text;
}

std::string LanguageName(const std::string& lang, Language language) {
  if (lang == "de") return Say(language, Phrase::why_german);
  if (lang == "en") return Say(language, Phrase::why_english);
  return lang.empty() ? Say(language, Phrase::why_another_language)
                      : Say(language, Phrase::why_language, lang);
}

// Whether the text comes with scripts, and what was done about it.
std::string ScriptText(const PageRecord& page, Language language) {
  const bool missing = page.notes.contains(PageNote::kNeedsScript);
  if (page.notes.contains(PageNote::kRendered)) {
    return Say(language, Phrase::why_rendered);
  }
  return missing ? Say(language, Phrase::why_text_missing) : std::string();
}

std::string FeedSaying(const PageRecord& page, Language language) {
  if (page.kind == PageKind::kPost) return Say(language, Phrase::why_post_of);
  return page.excerpt ? Say(language, Phrase::why_from_feed) : std::string();
}

// `original`: the page that is counted in the stead of this one, if any.
std::string PageText(const PageRecord& page, const std::string& list_version,
                     const std::optional<PageRecord>& original,
                     Language language) {
  std::string text =
      Say(language, Phrase::why_page, FormatTimestamp(page.fetched_at),
          page.capture.file, page.capture.offset, list_version,
          page.company_id.empty() ? Say(language, Phrase::why_not_known)
                                  : page.company_id);
  if (page.format == PageFormat::kPdf) text += Say(language, Phrase::why_pdf);
  if (!page.notes.empty()) {
    text += Say(language, Phrase::why_notes, ToString(page.notes));
  }
  if (page.gone) text += Say(language, Phrase::why_gone);
  if (page.expired) text += Say(language, Phrase::why_expired);
  if (page.noindex) text += Say(language, Phrase::why_noindex);
  if (original) {
    text += Say(language, Phrase::why_same_in, original->href,
                LanguageName(original->lang, language));
  }
  if (page.is_imprint) text += Say(language, Phrase::why_is_imprint);
  text += ScriptText(page, language) + FeedSaying(page, language);
  for (const std::string& sign : page.tags.company_signs) {
    text += Say(language, Phrase::why_sign, sign);
  }
  for (const FieldTag& tag : page.tags.fields) {
    text += fmt::format("\n  {}: {}\n", tag.field,
                        WordIn(language, ToString(tag.confidence))) +
            EvidenceText(page, tag, language);
  }
  for (const FieldTag& tag : page.tags.candidates) {
    text += Say(language, Phrase::why_below, tag.field) +
            EvidenceText(page, tag, language);
  }
  return text;
}

int ExplainUrl(const Analysis& analysis, const Url& url, bool json,
               const Terminal& terminal) {
  const Language language = terminal.language;
  auto facts = FetchFactsOf(analysis, url);
  if (!facts) return Report(facts.error());
  const auto& entry = facts->entry;
  auto store = analysis.OpenStore();
  if (!store) return Report(store.error());
  auto page = store->Find(url.Canonical());
  if (!page) return Report(page.error());
  if (!entry && !*page) {
    return Report(Error{
        ErrorKind::kNotFound,
        url.href() + ": " + WhyUnknown(facts->scope, Language::kEnglish)});
  }
  auto version = store->ListVersion();
  if (!version) return Report(version.error());
  auto mentions = store->MentionsOn(url.Canonical());
  if (!mentions) return Report(mentions.error());
  std::string out = url.href() + "\n";
  // A post came with others in a service's answer.
  const bool is_post = *page && (*page)->kind == PageKind::kPost;
  if (!is_post) out += FetchText(*facts, SystemClock().Now(), language);
  if (*page) {
    std::optional<PageRecord> original;
    if (!(*page)->double_of.empty()) {
      auto found = store->Find((*page)->double_of);
      if (!found) return Report(found.error());
      original = std::move(*found);
    }
    auto site = ExplainSite(store->site_matches(), (*page)->site, language);
    if (!site) return Report(site.error());
    auto story = StoryText(*store, **page, language);
    if (!story) return Report(story.error());
    out += *site + *story + PageText(**page, *version, original, language);
    out += MentionsText(**page, *mentions, language);
  }
  if (json) {
    Json object =
        *page ? PageJson(**page, *version) : Json{{"url", url.href()}};
    if (*page) object["mentions"] = MentionsJson(**page, *mentions);
    if (entry) {
      object["frontier"] = {{"state", entry->state},
                            {"outcome", entry->outcome},
                            {"status", entry->status},
                            {"found_on", entry->found_on}};
    }
    if (!facts->rendering.empty()) object["rendering"] = facts->rendering;
    out = Dump(object);
  } else {
    out = Fitted(out, terminal);
  }
  auto status = Print(out, terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace

int ExplainCommand(const Arguments& arguments) {
  CommandLine command{
      "why a company, page or grant is (not) counted: terms, sentences, "
      "dates, rules",
      "ritmon explain"};
  CommonFlags common;
  OutputFlags output;
  std::vector<std::string> words;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command
      .Add("COMPANY|URL|FKZ", words,
           "an id, a name, a page's URL, or a grant's number")
      .Required();
  command.AddFlag("--json", json, "one JSON object");
  command.Example("ritmon explain K1101R_HRB900101");
  command.Example("ritmon explain https://www.example.org/produkte");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  const Terminal terminal = output.terminal();
  const std::string what = JoinWords(words);
  if (what.find("://") != std::string::npos) {
    auto url = Url::Parse(what);
    if (!url) return Report(url.error());
    return ExplainUrl(*analysis, *url, json, terminal);
  }
  // A company's id or name is never a grant's number, but for a chance.
  if (auto grant = DossierOf(*analysis, what)) {
    auto status = Print(json ? Dump(DossierJson(*grant))
                             : DossierText(*grant, terminal.language),
                        terminal);
    return status ? kExitOk : Report(status.error());
  } else if (grant.error().kind != ErrorKind::kNotFound) {
    return Report(grant.error());
  }
  return ExplainCompany(*analysis, what, json, terminal);
}

}  // namespace ritmon
