// SPDX-License-Identifier: GPL-3.0-or-later
// The frontier: every URL that we know, when it is due, what became of it.
//
// It lives in the state store and survives a kill at any moment: a URL is due
// again until Done, Refused or Failed was called and Commit has returned. A
// repeated fetch is the worst that a kill can cost. Memory does not grow with
// the number of URLs, hosts or sites.
//
// A page that was read lives until there is evidence over time that it is gone
// (revisit_policy.h): an error today changes nothing of what is counted.
//
// Belongs to one thread.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "crawler/host_store.h"
#include "crawler/recently_seen.h"
#include "crawler/revisit_policy.h"
#include "crawler/scope.h"
#include "crawler/site_budget.h"
#include "model/fetch.h"

namespace ritmon {

struct FrontierOptions {
  RevisitOptions revisit;
  LivenessOptions liveness;
  // Bytes and time of a site's budget are counted anew after this.
  std::chrono::hours budget_window{7 * 24};
  // Links remembered in memory, eight bytes each.
  size_t recent_links = 1 << 20;
};

// A URL as it was found: on a page, in a sitemap.
struct FoundUrl {
  Url url;
  FetchKind kind = FetchKind::kPage;
  int priority = 0;                  // url_priority.h; 0 is fetched first
  std::optional<Timestamp> lastmod;  // what a sitemap or feed says
  // Wanted for its own sake, on whatever site it is: there it is as deep as can
  // be, so that none of its links is followed.
  bool alone = false;
};

// What a visit found. RecordOf fills the first part from the answer, those who
// archive and read it the second.
struct Visit {
  FetchOutcome outcome = FetchOutcome::kOk;
  int status = 0;
  Timestamp fetched_at{};
  std::string etag;
  std::string last_modified;

  std::string digest;         // of the payload; empty: nothing was archived
  bool unchanged = false;     // the payload is the one that is held
  uint64_t text_hash = 0;     // base/simhash.h; 0: no text
  bool says_missing = false;  // a 200 that says "not found"
};
Visit VisitOf(const FetchResult& result);

// What is known of one URL; for `explain` and `status`.
struct FrontierEntry {
  std::string href;
  std::string site;
  FetchKind kind = FetchKind::kPage;
  int priority = 0;
  int depth = 0;
  std::string state;    // due | done | live | failing | gone | refused
  std::string outcome;  // ToString(FetchOutcome), or why it was refused
  int status = 0;
  int attempts = 0;  // failed ones since it was last done
  std::optional<Timestamp> fetched_at;
  std::optional<Timestamp> due_at;
  std::optional<Timestamp> failing_since;
  std::string found_on;  // the page that linked here, or "seed"
  std::string same_as;   // a page of the same site with the same content
};

struct FrontierTotals {
  int64_t due = 0;
  int64_t done = 0;  // an answer that is no page: a redirect, a sitemap
  int64_t live = 0;
  int64_t failing = 0;
  int64_t gone = 0;
  int64_t refused = 0;
  int64_t hosts = 0;
  int64_t blocked_hosts = 0;  // left alone now
};

// What asking a site came to; of the URLs of its pages, any of which may do.
struct SiteVisits {
  bool answered = false;  // any answer that is no failure of net or server
  bool failed = false;    // asked, and such a failure came
  // Not asked, because robots.txt forbids it or a reservation stands.
  bool forbidden = false;
  bool reserved = false;
};

class Frontier {
 public:
  Frontier(Frontier&&) noexcept;
  Frontier& operator=(Frontier&&) = delete;
  ~Frontier();

  // Creates its tables in `database` where missing. `database` and `scope` must
  // outlive it.
  static Result<Frontier> Open(Database& database, const Scope& scope,
                               const FrontierOptions& options = {});

  // Makes a seed known. False if it was known already.
  Result<bool> AddSeed(const Url& url, Timestamp now,
                       FetchKind kind = FetchKind::kPage);

  // Makes known what is asked of a service (kSocial), or due again what was
  // answered before `now` less the shortest interval of pages: such a URL never
  // becomes due by itself. True if it is due now.
  Result<bool> AddSocial(const Url& url, Timestamp now);

  // Makes a link of `from` known, if in scope and within the site's budget of
  // pages. One that is known and has a `lastmod` after its last visit becomes
  // due. A redirect of a seed may leave the site: where it leads is a seed, and
  // every redirect that leaves is kept as an alias of the site. True if
  // something has become due.
  Result<bool> AddLink(const FoundUrl& found, const FetchRequest& from,
                       Timestamp now);
  Result<bool> AddRedirect(const Url& url, const FetchRequest& from,
                           Timestamp now);

  // The next due URLs of `host`, at most `limit`: best priority first, then by
  // depth, those that have failed last. They are out of the way until one of
  // the next five is called.
  Result<std::vector<FetchRequest>> Next(const std::string& host, Timestamp now,
                                         size_t limit);
  // When something of `host` that is not out of the way is due.
  Result<std::optional<Timestamp>> NextDue(const std::string& host);

  // Answered and, if it was a page, processed.
  Status Done(const FetchRequest& request, const Visit& visit);
  // No answer. Due again at `retry_at`, or when the liveness rule says if that
  // is nothing (given up for now).
  Status Failed(const FetchRequest& request, const Visit& visit,
                std::optional<Timestamp> retry_at);
  // Must not be fetched (robots.txt, reservation): `why` is kept.
  Status Refused(const FetchRequest& request, std::string_view why,
                 Timestamp due_at);
  // Reserved from mining: what was held of it is forgotten, only the fact
  // stays.
  Status Reserved(const FetchRequest& request, std::string_view why,
                  Timestamp due_at);
  // Given back untouched: due as before.
  void Release(const FetchRequest& request);

  // Whether a page of the same site has this content already; the first to say
  // so keeps it. Only twins on another host or with another query count: the
  // same frame in two directories leads to different pages.
  Result<bool> IsCopy(const FetchRequest& request, const Visit& visit);

  // Everything of `site` on `host` that is due before `until` becomes due then.
  Status PostponeSite(const std::string& host, const std::string& site,
                      Timestamp until);
  // The site was closed and is wanted after all: what was put off for good is
  // due now.
  Status ReopenSite(const std::string& host, const std::string& site,
                    Timestamp now);
  // A host that has been down since then, with so many failures in a row.
  bool IsDownForGood(Timestamp since, int failures, Timestamp now) const;
  // The host has been down for as long as it takes: its pages are gone.
  Status HostIsGone(const std::string& host, Timestamp now);

  // How many fetches of this URL failed since it was last done.
  Result<int> CountAttempt(const FetchRequest& request);

  // Nothing is out of the way any more, and every host of which something is
  // due is ready. At the beginning and the end of a crawl: who was killed or
  // stopped had taken URLs whose hosts did not wait for them.
  Status ReleaseAll(Timestamp now);

  HostStore& hosts() { return hosts_; }
  SiteBudgets& sites() { return sites_; }

  // Opens the transaction that the next Commit ends, if none is open: what
  // others write to the same database from here on is kept with the frontier's
  // own changes or not at all.
  Status Begin();
  // Brings everything so far to the disk.
  Status Commit();

  // The site that a URL belongs to; see scope.h. What is asked of a service
  // belongs to the account that it is asked about (social/social_call.h).
  std::string SiteOf(const Url& url) const { return scope_->SiteOf(url); }
  const SiteRules& RulesOf(const std::string& site) const {
    return scope_->RulesOf(site);
  }

  // About how many URLs are due: counted by CountWaiting, then kept up to date
  // as far as that costs nothing. For progress.
  int64_t waiting() const { return waiting_; }
  Status CountWaiting(Timestamp now);

  Result<std::optional<FrontierEntry>> Find(const Url& url);
  Result<FrontierTotals> Totals(Timestamp now) {
    return TotalsOf(*database_, now);
  }
  // The same of a database that one only reads; an error if no frontier is in
  // it yet.
  static Result<FrontierTotals> TotalsOf(Database& database, Timestamp now);
  // Of every site of which a page is known, by site; one that was never asked
  // has nothing set. Reads all URLs: for reports.
  Result<std::map<std::string, SiteVisits>> VisitsBySite();
  // Canonical forms of the pages that are gone.
  Result<std::vector<std::string>> Gone();

  // Canonical forms of the pages that have been gone since before `time`.
  Result<std::vector<std::string>> GoneBefore(Timestamp time);
  // Forgets these, as if they had never been found: their sites have room for
  // others. Between crawls.
  Status Drop(const std::vector<std::string>& canonical);
  // What was asked of services last before `time`: each update asks by another
  // URL.
  Result<int64_t> CountSocialBefore(Timestamp time);
  Status DropSocialBefore(Timestamp time);
  // Content that no URL holds any more; see IsCopy.
  Status DropOldContents();

  // Other hosts to which the pages of a site have redirected.
  Result<std::vector<std::pair<std::string, std::string>>> Aliases();

 private:
  struct Statements;
  struct Stored;
  Frontier(Database& database, const Scope& scope,
           const FrontierOptions& options, HostStore hosts, SiteBudgets sites,
           std::unique_ptr<Statements> statements);
  std::string SiteOf(const Url& url, FetchKind kind) const;
  ScopeDecision DecideScope(const Url& url, std::string_view site,
                            FetchKind kind, int depth) const;
  // Whether the site's budget has room for one more.
  Result<bool> HasRoom(const FoundUrl& found, const std::string& site);
  // The same where nobody knows yet whose site it is.
  Result<bool> HasRoomForProbe(const FoundUrl& found, const FetchRequest& from);
  Result<bool> AddAlone(const FoundUrl& found, const FetchRequest& from,
                        Timestamp now);
  Result<bool> Insert(const FoundUrl& found, const std::string& site, int depth,
                      int redirects, const FetchRequest* found_on,
                      Timestamp now);
  Result<std::optional<int64_t>> FoundOn(const FetchRequest* from);
  size_t TakenOf(std::string_view host) const;
  // The row of a URL, or where it would go.
  struct Place {
    int64_t id = 0;
    bool known = false;
  };
  Result<Place> PlaceOf(const std::string& canonical, std::string_view host);
  Result<Place> PlaceOf(const FetchRequest& request);
  Result<bool> Renew(int64_t id, const FoundUrl& found, Timestamp now);
  Result<bool> RenewKnown(const FoundUrl& found, Timestamp now);
  Result<std::optional<Stored>> TakeBack(const FetchRequest& request);
  Status Close(const FetchRequest& request, const Stored& stored,
               std::string_view outcome, const Visit& visit, Timestamp due_at);
  Status AddAlias(const std::string& site, const Url& target, Timestamp now);

  Database* database_;  // must outlive this
  const Scope* scope_;  // must outlive this
  FrontierOptions options_;
  HostStore hosts_;
  SiteBudgets sites_;
  RecentlySeen recent_;
  bool in_transaction_ = false;
  int64_t waiting_ = 0;
  // Given out by Next: fingerprints of canonical forms, and how many a host.
  std::unordered_set<uint64_t> taken_;
  std::unordered_map<uint64_t, size_t> taken_of_;
  std::pair<std::string, int64_t> last_from_;  // see FoundOn
  std::unique_ptr<Statements> statements_;
};

}  // namespace ritmon
