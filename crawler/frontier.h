// SPDX-License-Identifier: GPL-3.0-or-later
// The frontier: every URL that we know, when it is due, what became of it.
//
// It lives in the state store and survives a kill at any moment: a URL is due
// again until Done, Refused or Postponed was called and Commit has returned. A
// repeated fetch is the worst that a kill can cost. Memory grows with the
// number of hosts, not of URLs.
//
// Belongs to one thread.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "crawler/scope.h"
#include "model/fetch.h"

namespace ritmon {

// What is known of one URL; for `explain` and `status`.
struct FrontierEntry {
  std::string href;
  std::string site;
  FetchKind kind = FetchKind::kPage;
  int depth = 0;
  std::string state;    // due | done | refused | failed
  std::string outcome;  // ToString(FetchOutcome), or why it was refused
  int status = 0;
  int attempts = 0;
  std::optional<Timestamp> fetched_at;
  std::optional<Timestamp> due_at;
  std::string found_on;  // the page that linked here, or "seed"
};

struct FrontierTotals {
  int64_t due = 0;
  int64_t done = 0;
  int64_t failed = 0;
  int64_t refused = 0;
  int64_t hosts = 0;
};

// What a fetch left behind; kept for conditional requests and for `explain`.
struct FetchRecordFields {
  FetchOutcome outcome = FetchOutcome::kOk;
  int status = 0;
  Timestamp fetched_at{};
  std::string etag;
  std::string last_modified;
};
FetchRecordFields RecordOf(const FetchResult& result);

class Frontier {
 public:
  Frontier(Frontier&&) noexcept;
  Frontier& operator=(Frontier&&) = delete;
  ~Frontier();

  // Creates its tables in `database` (which must outlive it) where missing.
  static Result<Frontier> Open(Database& database, const Scope& scope);

  // Makes a seed known. False if it was known already.
  Result<bool> AddSeed(const Url& url, Timestamp now);

  // Makes a link of `from` known, if in scope and within the site's budget of
  // pages. A redirect of a seed may leave the site: where it leads is a seed.
  Result<bool> AddLink(const Url& url, const FetchRequest& from, FetchKind kind,
                       Timestamp now);
  Result<bool> AddRedirect(const Url& url, const FetchRequest& from,
                           Timestamp now);

  // Hosts with at least one URL that is due.
  Result<std::vector<std::string>> DueHosts(Timestamp now);

  // The next due URL of `host`, imprints first, then by depth, those that have
  // failed last; none if nothing is due. It is out of the way until one of the
  // next four is called.
  Result<std::optional<FetchRequest>> Next(const std::string& host,
                                           Timestamp now);

  // Fetched and, if it was a page, processed. Due again at `due_at`.
  Status Done(const FetchRequest& request, const FetchRecordFields& record,
              Timestamp due_at);
  // Must not be fetched (robots.txt, private address): `why` is kept.
  Status Refused(const FetchRequest& request, std::string_view why,
                 Timestamp due_at);
  // Failed and given up for this run; due again at `due_at`.
  Status Failed(const FetchRequest& request, const FetchRecordFields& record,
                Timestamp due_at);
  // Everything of `host` that is due now becomes due at `until`.
  Status PostponeHost(const std::string& host, Timestamp now, Timestamp until);
  // Given back untouched: due as before.
  void Release(const FetchRequest& request);

  // How many fetches of this URL failed since it was last done.
  Result<int> CountAttempt(const FetchRequest& request);

  // Opens the transaction that the next Commit ends, if none is open: what
  // others write to the same database from here on is kept with the frontier's
  // own changes or not at all.
  Status Begin();
  // Brings everything so far to the disk.
  Status Commit();

  // The site that a URL belongs to; see scope.h.
  std::string SiteOf(const Url& url) const { return scope_->SiteOf(url); }

  Result<std::optional<FrontierEntry>> Find(const Url& url);
  Result<FrontierTotals> Totals(Timestamp now);

 private:
  struct Statements;
  Frontier(Database& database, const Scope& scope,
           std::unique_ptr<Statements> statements);
  ScopeDecision DecideScope(const Url& url, std::string_view site,
                            FetchKind kind, int depth) const;
  Status Close(const FetchRequest& request, int state,
               const FetchRecordFields& record, std::string_view outcome,
               Timestamp due_at);
  Result<bool> Insert(const Url& url, std::string_view site, FetchKind kind,
                      int depth, int redirects, std::string_view found_on,
                      Timestamp now);
  Result<int> PagesOf(const std::string& site);

  Database* database_;  // must outlive this
  const Scope* scope_;  // must outlive this
  bool in_transaction_ = false;
  std::unordered_set<std::string> taken_;       // canonical, given out by Next
  std::unordered_map<std::string, int> pages_;  // per site, as far as asked
  std::unique_ptr<Statements> statements_;
};

}  // namespace ritmon
