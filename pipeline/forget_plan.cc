// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forget_plan.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "crawler/capture_purge.h"
#include "pipeline/attribute.h"
#include "pipeline/candidate_store.h"
#include "pipeline/forget_columns.h"
#include "pipeline/places.h"
#include "pipeline/profile_store.h"
#include "pipeline/site_facts.h"
#include "pipeline/website.h"
#include "registry/company_directory.h"
#include "registry/match.h"
#include "registry/name_key.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

bool IsPublicSuffix(const std::string& host) {
  if (IsIpAddress(host)) return false;
  const std::string below = "x." + host;
  return RegistrableDomain(below) == below;
}

// "firma.example" of "https://www.firma.example/x"; empty if it is no host.
std::string HostMeant(const std::string& subject) {
  const bool is_url = subject.find("://") != std::string::npos;
  if (!is_url && (subject.find_first_of(" \t/@") != std::string::npos ||
                  subject.find('.') == std::string::npos)) {
    return {};
  }
  const auto url = Url::Parse(is_url ? subject : "http://" + subject + "/");
  return url ? std::string(WithoutWww(url->host())) : std::string();
}

// "/", "/de", "/index.html": all of a site rather than a place on it.
bool IsWholeSite(const Url& url) {
  std::string_view path = url.path();
  while (path.ends_with('/')) path.remove_suffix(1);
  return path.size() <= 3 || path.starts_with("/index.") ||
         path.starts_with("/home");
}

class Planner {
 public:
  Planner(const Options& options, const Places& places, Database& database,
          CompanyStore& companies, PageStore& pages)
      : options_(options),
        places_(places),
        database_(database),
        companies_(companies),
        pages_(pages) {}

  Result<ForgetPlan> Plan(const std::string& subject) {
    if (auto s = ReadMatches(); !s) return tl::unexpected(s.error());
    const std::string host = HostMeant(subject);
    const bool is_url = subject.find("://") != std::string::npos;
    if (is_url && host.empty()) {
      return Fail(ErrorKind::kInvalid, "'" + subject + "' is no http(s) URL");
    }
    std::vector<Company> found;
    if (!is_url) {
      auto named = FindCompanies(subject);
      if (!named) return tl::unexpected(named.error());
      found = std::move(*named);
    }
    Status planned;
    if (found.size() == 1) {
      planned = PlanCompany(found.front());
    } else if (found.empty() && !host.empty()) {
      planned = PlanHost(host);
    } else {
      planned = SayWhoMayBeMeant(subject, found);
    }
    if (!planned) return tl::unexpected(planned.error());
    if (auto s = AskLedger(); !s) return tl::unexpected(s.error());
    if (auto s = Count(); !s) return tl::unexpected(s.error());
    return std::move(plan_);
  }

 private:
  // What was read since the last index is matched first.
  Status ReadMatches() {
    auto dirty = pages_.IsDirty();
    if (!dirty) return tl::unexpected(dirty.error());
    if (*dirty) {
      auto attribution =
          AttributeSites(options_, places_, database_, companies_, pages_);
      if (!attribution) return tl::unexpected(attribution.error());
    }
    auto matches = pages_.site_matches().All();
    if (!matches) return tl::unexpected(matches.error());
    matches_ = std::move(*matches);
    return {};
  }

  // ---- Who is meant

  Result<std::vector<Company>> FindCompanies(const std::string& subject) {
    auto by_id = companies_.Find(subject);
    if (!by_id) return tl::unexpected(by_id.error());
    if (*by_id) return std::vector<Company>{std::move(**by_id)};
    auto directory = CompanyDirectory::Open(database_, places_.courts);
    if (!directory) return tl::unexpected(directory.error());
    auto named = directory->ByFullKey(FullNameKey(subject));
    if (!named) return tl::unexpected(named.error());
    std::vector<Company> found = std::move(*named);
    auto unregistered = FindInImprints(subject);
    if (!unregistered) return tl::unexpected(unregistered.error());
    for (Company& company : *unregistered) found.push_back(std::move(company));
    return found;
  }

  // Companies that no register has: made of a site's imprint.
  Result<std::vector<Company>> FindInImprints(const std::string& subject) {
    std::vector<Company> found;
    const std::string key = FullNameKey(subject);
    for (const SiteMatch& match : matches_) {
      auto held = companies_.Find(match.company_id);
      if (!held) return tl::unexpected(held.error());
      if (*held) continue;
      auto facts = CollectSite(pages_, match.host);
      if (!facts) return tl::unexpected(facts.error());
      for (const ImprintCompany& imprint : facts->companies) {
        Company company = CompanyFromImprint(imprint, match.host, places_);
        if (company.id != match.company_id) continue;
        if (company.id != subject && FullNameKey(company.name) != key) continue;
        const bool known = std::any_of(
            found.begin(), found.end(),
            [&](const Company& other) { return other.id == company.id; });
        if (!known) found.push_back(std::move(company));
      }
    }
    return found;
  }

  Status SayWhoMayBeMeant(const std::string& subject,
                          std::vector<Company> found) {
    constexpr size_t kShown = 10;
    std::string message = found.empty()
                              ? "no company named '" + subject + "'"
                              : "'" + subject + "' may be " +
                                    std::to_string(found.size()) + " companies";
    if (found.empty()) {
      const std::string wanted = Fold(subject);
      std::set<std::string> ids;
      auto read = companies_.ForEachName(
          [&](const std::string& id, const std::string& name) {
            if (ids.size() < kShown && !wanted.empty() &&
                Fold(name).find(wanted) != std::string::npos) {
              ids.insert(id);
            }
          });
      if (!read) return read;
      for (const std::string& id : ids) {
        auto company = companies_.Find(id);
        if (!company) return tl::unexpected(company.error());
        if (*company) found.push_back(std::move(**company));
      }
    }
    if (!found.empty()) message += "; name one by its id:";
    for (size_t i = 0; i < found.size() && i < kShown; ++i) {
      message += "\n  " + found[i].id + "  " + found[i].name + ", " +
                 found[i].address.postcode + " " + found[i].address.town;
    }
    return Fail(ErrorKind::kNotFound, message);
  }

  // ---- What goes with it

  Status PlanHost(const std::string& host) {
    if (IsPublicSuffix(host)) {
      return Fail(
          ErrorKind::kInvalid,
          "'" + host + "' is a public suffix: anybody's hosts are below it");
    }
    plan_.kind = ForgetKind::kHost;
    plan_.subject = host;
    AddHost(host);
    for (const SiteMatch& match : matches_) {
      if (match.host != host || !IsSettled(match)) continue;
      auto held = companies_.Find(match.company_id);
      if (!held) return tl::unexpected(held.error());
      if (*held) {
        plan_.company_of_host = match.company_id;
      } else {
        // Known from this imprint only: there is nothing else of it.
        plan_.keys.removed.insert(ForgottenCompanyText(match.company_id));
      }
    }
    return AddAccounts();
  }

  Status PlanCompany(const Company& company) {
    plan_.kind = ForgetKind::kCompany;
    plan_.subject = company.name;
    plan_.company_id = company.id;
    plan_.keys.kept_out = ForgottenCompanyTexts(company);
    if (auto s = AddSites(company); !s) return s;
    if (auto s = AddGuessed(company); !s) return s;
    return AddAccounts();
  }

  void AddHost(const std::string& host) {
    if (std::find(plan_.hosts.begin(), plan_.hosts.end(), host) !=
        plan_.hosts.end()) {
      return;
    }
    plan_.hosts.push_back(host);
    plan_.keys.kept_out.insert(ForgottenHostText(host));
  }

  // Why a site is not the company's alone; empty if it is.
  Result<std::string> WhoShares(const std::string& site,
                                const Company& company) {
    if (DirectorySitesOf(options_).contains(site)) {
      return std::string("it is a directory of the configuration");
    }
    if (NewsSitesOf(options_).contains(site)) {
      return std::string("it is a news site of the configuration");
    }
    for (const SiteMatch& match : matches_) {
      if (match.host == site && IsSettled(match) &&
          match.company_id != company.id) {
        return "it speaks for " + match.company_id;
      }
    }
    std::string other;
    auto read = companies_.ForEachWebsite(
        [&](const std::string& id, const std::string& website) {
          if (id == company.id || !other.empty()) return;
          const auto url = ParseWebsite(website);
          if (url && RegistrableDomain(url->host()) == site) other = id;
        });
    if (!read) return tl::unexpected(read.error());
    return other.empty() ? other : "a list names it as the website of " + other;
  }

  Status AddSites(const Company& company) {
    std::set<std::string> sites;
    for (const SiteMatch& match : matches_) {
      if (match.company_id == company.id && IsSettled(match)) {
        sites.insert(match.host);
      }
    }
    const auto website = company.website.empty()
                             ? Result<Url>(Fail(ErrorKind::kNotFound, ""))
                             : ParseWebsite(company.website);
    if (website) {
      const std::string site = RegistrableDomain(website->host());
      auto shared = WhoShares(site, company);
      if (!shared) return tl::unexpected(shared.error());
      const bool alone = shared->empty() && IsWholeSite(*website);
      if (alone || sites.contains(site)) {
        sites.insert(site);
      } else if (!IsWholeSite(*website)) {
        plan_.paths.push_back(std::string(website->host()) +
                              std::string(website->path()));
        plan_.keys.kept_out.insert(
            ForgottenPathText(website->host(), website->path()));
        plan_.kept.push_back(
            {site, shared->empty() ? "its website is a place on it" : *shared});
      } else {
        plan_.kept.push_back({site, *shared});
      }
    }
    for (const std::string& site : sites) {
      auto shared = WhoShares(site, company);
      if (!shared) return tl::unexpected(shared.error());
      if (shared->empty()) {
        AddHost(site);
      } else if (plan_.kept.empty() || plan_.kept.back().site != site) {
        plan_.kept.push_back({site, *shared});
      }
    }
    return {};
  }

  // Domains that were made of its name: nobody else's reason to know them.
  Status AddGuessed(const Company& company) {
    auto candidates = CandidateStore::Open(database_);
    if (!candidates) return tl::unexpected(candidates.error());
    auto tried = candidates->OfCompany(company.id);
    if (!tried) return tl::unexpected(tried.error());
    for (const CandidateSite& candidate : *tried) {
      const bool only = std::all_of(
          candidate.reasons.begin(), candidate.reasons.end(),
          [&](const CandidateReason& reason) {
            return reason.company_id == company.id && reason.origin.empty();
          });
      if (!only || candidate.state == CandidateState::kConfirmed) continue;
      auto shared = WhoShares(candidate.site, company);
      if (!shared) return tl::unexpected(shared.error());
      if (!shared->empty()) continue;
      plan_.guessed.push_back(candidate.site);
      plan_.keys.removed.insert(ForgottenHostText(candidate.site));
    }
    return {};
  }

  // Accounts that its own sites call theirs, by all names that they have.
  Status AddAccounts() {
    auto profiles = ProfileStore::Open(database_);
    if (!profiles) return tl::unexpected(profiles.error());
    auto all = profiles->All();
    if (!all) return tl::unexpected(all.error());
    const ForgottenList own = ForgetLedger::ListOf(plan_.keys);
    for (const SocialProfile& profile : *all) {
      if (!own.HoldsHost(profile.site)) continue;
      plan_.accounts.push_back(std::string(ToString(profile.network)) + " " +
                               profile.host + "/" + profile.account);
      auto& texts = plan_.keys.kept_out;
      texts.insert(ForgottenProfileText(ToString(profile.network), profile.host,
                                        profile.account));
      const auto base = Url::Parse(profile.base);
      std::set<std::string> hosts = {profile.host};
      if (base) hosts.insert(std::string(base->host()));
      std::set<std::string> names = {profile.key, profile.account,
                                     "at://" + profile.account,
                                     profile.remote_id};
      for (const std::string& host : hosts) {
        for (const std::string& account :
             {profile.account, profile.account + "@" + profile.host}) {
          names.insert(host + "/lookup/" + account);
        }
        names.insert(host + "/accounts/" + profile.remote_id);
      }
      for (const std::string& name : names) {
        if (!name.empty() && !name.ends_with('/')) {
          texts.insert(ForgottenAccountText(name));
        }
      }
    }
    return {};
  }

  // ---- How much there is

  Status AskLedger() {
    auto ledger = ForgetLedger::Open(database_);
    if (!ledger) return tl::unexpected(ledger.error());
    const std::string text = plan_.kind == ForgetKind::kHost
                                 ? ForgottenHostText(plan_.subject)
                                 : ForgottenCompanyText(plan_.company_id);
    auto entry = ledger->EntryHolding({text});
    if (!entry) return tl::unexpected(entry.error());
    plan_.kept_out_by = *entry;
    return {};
  }

  Status CountOne(Database& database, const NamingColumn& column,
                  const ForgottenList& list, int64_t& count) {
    auto rows = CountNamed(database, column, list);
    if (!rows) return tl::unexpected(rows.error());
    count += *rows;
    return {};
  }

  Status Count() {
    const ForgottenList list = ForgetLedger::ListOf(plan_.keys);
    ForgetCounts& counts = plan_.counts;
    auto pages = pages_.CountForgotten(list);
    if (!pages) return tl::unexpected(pages.error());
    counts.pages = pages->pages;
    counts.mentions = pages->mentions;
    using Target = std::pair<NamingColumn, int64_t*>;
    for (const auto& [column, count] :
         {Target{{"url", "url", NamedIn::kUrl, ""}, &counts.urls},
          Target{{"companies", "id", NamedIn::kCompany, ""}, &counts.companies},
          Target{{"review_decision", "site", NamedIn::kHost, ""},
                 &counts.decisions}}) {
      if (auto s = CountOne(database_, column, list, *count); !s) return s;
    }
    const fs::path grants = options_.workspace.grants_db();
    if (fs::exists(grants)) {
      auto facts = Database::OpenReadOnly(grants);
      if (!facts) return tl::unexpected(facts.error());
      auto counted =
          CountOne(*facts, NamingInGrants().front(), list, counts.grants);
      if (!counted) return counted;
    }
    return CountCaptures(list);
  }

  Status CountCaptures(const ForgottenList& list) {
    if (!fs::exists(options_.workspace.warc())) return {};
    auto found = CountPurge(options_.workspace.warc(),
                            {[&](const Url& url) { return list.HoldsUrl(url); },
                             PurgeReason::kForgotten});
    if (!found) return tl::unexpected(found.error());
    plan_.counts.captures = found->captures;
    plan_.counts.archive_files = found->files;
    return {};
  }

  const Options& options_;
  const Places& places_;
  Database& database_;
  CompanyStore& companies_;
  PageStore& pages_;
  std::vector<SiteMatch> matches_;
  ForgetPlan plan_;
};

}  // namespace

Result<ForgetPlan> PlanForget(const Options& options,
                              const std::string& subject, PageStore& pages) {
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  return Planner(options, *places, *database, *companies, pages).Plan(subject);
}

}  // namespace ritmon
