// SPDX-License-Identifier: GPL-3.0-or-later
// SettleCandidates of candidate_stage.h: what was found where we asked.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "base/domain_name.h"
#include "base/normalize.h"
#include "crawler/frontier.h"
#include "crawler/warc_reader.h"
#include "pipeline/attribute.h"
#include "pipeline/candidate_stage.h"
#include "pipeline/candidate_store.h"
#include "pipeline/crawl_stage.h"
#include "pipeline/places.h"
#include "pipeline/process_page.h"
#include "pipeline/stores.h"
#include "pipeline/website.h"
#include "registry/match.h"

namespace ritmon {
namespace {

// Runs in which a host may fail to answer before it is given up: our own net
// or its server may have had a bad day.
constexpr int kMaxAttempts = 2;

// Folded. Of pages that sell a name instead of saying whose it is.
constexpr auto kParked = std::to_array<std::string_view>(
    {"domain steht zum verkauf", "domain zu verkaufen", "domain kaufen",
     "domain is for sale", "domain may be for sale", "buy this domain",
     "domain geparkt", "domain ist geparkt", "domain is parked",
     "parked domain", "domain parking", "domain wurde registriert",
     "domain is registered", "domain ist registriert"});

bool LooksParked(const PageRecord& page) {
  // A page that sells its name says little else.
  constexpr size_t kShort = 3000;  // bytes
  std::string text = page.title;
  for (const Block& block : page.blocks) {
    text += ' ';
    text += block.text;
    if (text.size() > kShort) return false;
  }
  text = Fold(text);
  return std::any_of(kParked.begin(), kParked.end(),
                     [&](std::string_view phrase) {
                       return text.find(phrase) != std::string::npos;
                     });
}

// What the few pages of a candidate show.
struct SeenSite {
  std::vector<PageRecord> pages;
  bool imprint = false;  // one that says something
  std::string name;      // that it says first
  bool parked = false;
};

class Verdicts {
 public:
  struct Parts {
    const Options& options;
    std::shared_ptr<const Taxonomy> taxonomy;
    CompanyStore& companies;
    CandidateStore& candidates;
    Frontier& frontier;
    PageStore& pages;
    const SilentHosts& silent;
    const Clock& clock;
    std::map<std::string, SiteMatch> matches;    // by site
    std::map<std::string, std::string> aliases;  // site -> where it redirects
    std::set<std::string> named;                 // sites
  };
  Verdicts(Parts parts, PageProcessor processor)
      : parts_(std::move(parts)), processor_(std::move(processor)) {}

  Result<CandidateReport> Run() {
    auto open = parts_.candidates.InState(CandidateState::kOpen);
    if (!open) return tl::unexpected(open.error());
    for (CandidateSite& candidate : *open) {
      if (auto s = parts_.frontier.Begin(); !s)
        return tl::unexpected(s.error());
      if (auto s = Decide(candidate); !s) return tl::unexpected(s.error());
    }
    if (auto s = parts_.frontier.Commit(); !s) {
      return tl::unexpected(s.error());
    }
    return report_;
  }

 private:
  Status Decide(CandidateSite& candidate) {
    const auto url = Url::Parse(candidate.url);
    if (!url) return Refuse(candidate, "no page");
    auto seen = See(candidate.site);
    if (!seen) return tl::unexpected(seen.error());
    if (parts_.named.contains(candidate.site)) {
      candidate.found = "named by a list";
      candidate.detail.clear();
      return Confirm(candidate, *seen);
    }
    auto waits = Waits(*url, *seen);
    if (!waits) return tl::unexpected(waits.error());
    if (seen->pages.empty()) return DecideUnseen(candidate, *url, *waits);
    if (*waits) return Leave();
    return DecideSeen(candidate, *seen);
  }

  Result<SeenSite> See(const std::string& site) {
    SeenSite seen;
    auto read =
        parts_.pages.ForEachOfSite(site, [&](PageRecord page) -> Status {
          if (page.is_imprint && !page.imprint.empty()) {
            if (!seen.imprint) seen.name = page.imprint.front().name;
            seen.imprint = true;
          }
          seen.parked |= LooksParked(page);
          seen.pages.push_back(std::move(page));
          return {};
        });
    if (!read) return tl::unexpected(read.error());
    return seen;
  }

  // Whether something of it is still to be fetched.
  Result<bool> Waits(const Url& url, const SeenSite& seen) {
    std::set<std::string> hosts = {std::string(url.host())};
    for (const PageRecord& page : seen.pages) hosts.insert(page.host);
    const Timestamp now = parts_.clock.Now();
    for (const std::string& host : hosts) {
      auto due = parts_.frontier.NextDue(host);
      if (!due) return tl::unexpected(due.error());
      if (*due && **due <= now) return true;
    }
    return false;
  }

  Status DecideUnseen(CandidateSite& candidate, const Url& url, bool waits) {
    const auto silent = parts_.silent.find(url.host());
    if (silent != parts_.silent.end()) {
      candidate.found = silent->second == FetchOutcome::kDnsError
                            ? "no such domain"
                            : "no answer";
      candidate.tried_at = parts_.clock.Now();
      if (++candidate.attempts >= kMaxAttempts) {
        return Refuse(candidate, candidate.found);
      }
      ++report_.open;
      return parts_.candidates.Put(candidate);
    }
    if (const auto alias = parts_.aliases.find(parts_.frontier.SiteOf(url));
        alias != parts_.aliases.end()) {
      candidate.detail = alias->second;
      if (auto s = AskThere(candidate, alias->second); !s) return s;
      return Refuse(candidate, "redirects elsewhere");
    }
    if (waits) return Leave();
    auto entry = parts_.frontier.Find(url);
    if (!entry) return tl::unexpected(entry.error());
    if (*entry && (*entry)->state == "refused") {
      candidate.detail = (*entry)->outcome;
      return Refuse(candidate, "not allowed");
    }
    if (*entry && (*entry)->status >= 400) {
      candidate.detail = std::to_string((*entry)->status);
    }
    return Refuse(candidate, "no page");
  }

  Status DecideSeen(CandidateSite& candidate, const SeenSite& seen) {
    const auto match = parts_.matches.find(candidate.site);
    const bool settled = seen.imprint && match != parts_.matches.end() &&
                         IsSettled(match->second);
    candidate.detail = seen.name;
    if (settled) {
      candidate.company_id = match->second.company_id;
      if (!candidate.Accepts(candidate.company_id)) {
        return Refuse(candidate, "another company");
      }
      candidate.found = "confirmed by its imprint";
      return Confirm(candidate, seen);
    }
    if (seen.imprint) {
      return Refuse(candidate, seen.name.empty() ? "imprint names nobody"
                                                 : "another company");
    }
    return Refuse(candidate, seen.parked ? "parked" : "no imprint");
  }

  // Where a candidate redirects to is asked in its stead, for the same reasons.
  Status AskThere(const CandidateSite& candidate, const std::string& host) {
    auto url = Url::Parse("http://" + host + "/");
    const std::string site = RegistrableDomain(host);
    if (!url || parts_.named.contains(site)) return {};
    if (parts_.options.forgotten.HoldsUrl(*url)) return {};
    auto known = parts_.candidates.Find(site);
    if (!known) return tl::unexpected(known.error());
    auto pages = parts_.frontier.sites().Pages(parts_.frontier.SiteOf(*url));
    if (!pages) return tl::unexpected(pages.error());
    if (*known || *pages > 0) return {};
    auto added = parts_.frontier.AddSeed(*url, parts_.clock.Now());
    if (!added) return tl::unexpected(added.error());
    ++report_.asked;
    ++report_.open;
    CandidateSite next;
    next.site = site;
    next.url = url->href();
    next.reasons = candidate.reasons;
    return parts_.candidates.Put(next);
  }

  Status Leave() {
    ++report_.open;
    return {};
  }

  Status Refuse(CandidateSite& candidate, std::string found) {
    ++report_.refused;
    candidate.state = CandidateState::kRefused;
    candidate.found = std::move(found);
    candidate.tried_at = parts_.clock.Now();
    if (auto s = parts_.candidates.Put(candidate); !s) return s;
    const auto url = Url::Parse(candidate.url);
    if (!url) return {};
    return parts_.frontier.sites().Close(parts_.frontier.SiteOf(*url),
                                         "candidate: " + candidate.found);
  }

  Status Confirm(CandidateSite& candidate, const SeenSite& seen) {
    ++report_.confirmed;
    candidate.state = CandidateState::kConfirmed;
    candidate.tried_at = parts_.clock.Now();
    if (auto s = parts_.candidates.Put(candidate); !s) return s;
    const auto url = Url::Parse(candidate.url);
    if (!url) return {};
    const Timestamp now = parts_.clock.Now();
    const std::string site = parts_.frontier.SiteOf(*url);
    auto s = parts_.frontier.ReopenSite(std::string(url->host()), site, now);
    for (const PageRecord& page : seen.pages) {
      if (s) s = Follow(page, site);
    }
    return s;
  }

  // The links of a page that was read when they were not wanted, from the
  // archive: it need not be asked for again.
  Status Follow(const PageRecord& page, const std::string& site) {
    if (page.expired || page.capture.file.empty()) return {};
    auto record =
        WarcReader::ReadAt(parts_.options.workspace.warc() / page.capture.file,
                           page.capture.offset);
    if (!record) return tl::unexpected(record.error());
    auto fetched = ToFetchResult(*record);
    if (!fetched || !IsPage(*fetched)) return {};
    auto entry = parts_.frontier.Find(fetched->request.url);
    if (!entry) return tl::unexpected(entry.error());
    fetched->request.seed = site;
    fetched->request.depth = *entry ? (*entry)->depth : 0;
    const ProcessedPage read = processor_.Process({*fetched, page.capture});
    for (const FoundUrl& link : read.links) {
      auto added =
          parts_.frontier.AddLink(link, fetched->request, parts_.clock.Now());
      if (!added) return tl::unexpected(added.error());
    }
    return {};
  }

  Parts parts_;
  PageProcessor processor_;
  CandidateReport report_;
};

}  // namespace

Result<CandidateReport> SettleCandidates(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, const SilentHosts& silent, const Clock& clock) {
  auto database = OpenState(options.workspace);
  if (!database) return tl::unexpected(database.error());
  auto candidates = CandidateStore::Open(*database);
  if (!candidates) return tl::unexpected(candidates.error());
  auto open = candidates->InState(CandidateState::kOpen);
  if (!open) return tl::unexpected(open.error());
  if (open->empty()) return CandidateReport();
  // What an earlier run has hidden must be seen now.
  auto shown = MarkGonePages(options, store, HiddenPages::kRefused);
  if (!shown) return tl::unexpected(shown.error());
  auto places = LoadPlaces(options);
  if (!places) return tl::unexpected(places.error());
  auto companies = CompanyStore::Open(*database);
  if (!companies) return tl::unexpected(companies.error());
  auto attribution =
      AttributeSites(options, *places, *database, *companies, store);
  if (!attribution) return tl::unexpected(attribution.error());
  const Scope scope(ScopeOf(options));
  auto frontier = Frontier::Open(*database, scope, options.frontier);
  if (!frontier) return tl::unexpected(frontier.error());
  auto process = ProcessOptionsOf(options);
  if (!process) return tl::unexpected(process.error());
  Verdicts::Parts parts{.options = options,
                        .taxonomy = taxonomy,
                        .companies = *companies,
                        .candidates = *candidates,
                        .frontier = *frontier,
                        .pages = store,
                        .silent = silent,
                        .clock = clock,
                        .matches = {},
                        .aliases = {},
                        .named = {}};
  for (SiteMatch& match : attribution->matches) {
    parts.matches.emplace(match.host, std::move(match));
  }
  auto aliases = frontier->Aliases();
  if (!aliases) return tl::unexpected(aliases.error());
  for (auto& [site, alias] : *aliases) {
    parts.aliases.emplace(std::move(site), std::move(alias));
  }
  const auto name = [&](const std::string& website) {
    if (auto url = ParseWebsite(website)) {
      parts.named.insert(RegistrableDomain(url->host()));
    }
  };
  for (const SeedSource& seed : options.seeds) name(seed.url);
  auto read = companies->ForEachWebsite(
      [&](const std::string&, const std::string& website) { name(website); });
  if (!read) return tl::unexpected(read.error());
  auto report =
      Verdicts(std::move(parts), PageProcessor(taxonomy, std::move(*process)))
          .Run();
  if (!report) return report;
  auto hidden = MarkGonePages(options, store);
  if (!hidden) return tl::unexpected(hidden.error());
  if (report->confirmed + report->refused > 0) {
    if (auto s = store.SetDirty(true); !s) return tl::unexpected(s.error());
  }
  return report;
}

}  // namespace ritmon
