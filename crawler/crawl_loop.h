// SPDX-License-Identifier: GPL-3.0-or-later
// The crawl: takes what is due from the frontier, asks politely, hands what it
// gets to the sink, and takes the links back.
//
// Speaks only to Frontier, RobotsCache, Reservations, Fetcher, CrawlSink and
// Clock, so that its tests need neither network nor time. Everything runs on
// the caller's thread and waits in one place, Fetcher::Wait.

#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/time.h"
#include "crawler/fetcher.h"
#include "crawler/frontier.h"
#include "crawler/host_turns.h"
#include "crawler/politeness.h"
#include "crawler/reservations.h"
#include "crawler/retry_policy.h"
#include "crawler/robots_cache.h"

namespace ritmon {

struct CrawlOptions {
  size_t max_in_flight = 32;  // transfers at a time, over all hosts
  // A host that is blocked or resting longer is left to the next run.
  std::chrono::milliseconds patience{300'000};
  std::chrono::hours retry_after{12};  // a URL that robots.txt forbids, a site
                                       // whose budget is spent: looked at again
  PolitenessOptions politeness;
  RetryOptions retry;
  HostTurnsOptions hosts;
};

// What came of a page that was handed on: exactly one for each.
struct PageFacts {
  FetchRequest request;
  Visit visit;
  std::vector<FoundUrl> links;  // to be followed
  // Found only when the page was read; then there are no links.
  FoundReservation reservation;
};

// What became of an answer.
struct Receipt {
  bool facts_will_come = false;  // the page was handed on
  std::string digest;            // of the capture; empty if none was made
  bool unchanged = false;        // the capture says: as before
  // Nothing of it was kept.
  FoundReservation reservation;
};

// How the crawl stands; for progress.
struct CrawlTurn {
  size_t in_flight = 0;
  size_t hosts = 0;        // at hand
  size_t outstanding = 0;  // pages whose facts have not come
  int64_t waiting = 0;     // URLs that are due, about
};

// The other side of the crawl. Called on the crawl's thread only.
class CrawlSink {
 public:
  virtual ~CrawlSink() = default;

  // How many more answers can be taken without waiting.
  virtual size_t FreeSlots() const = 0;

  // Every answer and every failure. An error ends the crawl; what was fetched
  // stays due.
  virtual Result<Receipt> Fetched(FetchResult result) = 0;

  // A URL that was not asked for, and why ("robots.txt").
  virtual void NotFetched(const FetchRequest& request,
                          std::string_view why) = 0;

  // A host that is left alone until then: it asked for it, or is not there.
  virtual void Blocked(const std::string& host, Timestamp until) = 0;

  // The facts that have come since the last call; never waits. An error means
  // that no more will come, and ends the crawl.
  virtual Result<std::vector<PageFacts>> TakeFacts(const CrawlTurn& turn) = 0;
};

class CrawlLoop {
 public:
  // All must outlive it.
  CrawlLoop(CrawlOptions options, Frontier& frontier, RobotsCache& robots,
            Reservations& reservations, Fetcher& fetcher, CrawlSink& sink,
            const Clock& clock);

  // Crawls until nothing is due, in flight or outstanding, or until stopped.
  Status Run(std::stop_token stop);

 private:
  using Time = Politeness::Time;

  Result<bool> IsOver();
  Status CommitNowAndThen();
  Status StartTransfers();
  Status StartNext(const std::string& host);
  // Whether to fetch now. If not, the request has been dealt with.
  Result<bool> MayFetch(const std::string& host, FetchRequest& request);
  Result<bool> WithinBudget(const std::string& host,
                            const FetchRequest& request);
  Result<bool> RobotsAllow(const std::string& host,
                           const FetchRequest& request);
  Result<bool> IsNotReserved(const std::string& host, FetchRequest& request);
  Status AskForTdmFile(const std::string& host, const std::string& origin);
  // robots.txt and tdmrep.json: asked for once an origin, redirects followed.
  Status AskForSiteFile(const std::string& origin, FetchKind kind);
  Status HandleSiteFile(FetchResult result);
  void StartTransfer(FetchRequest request);
  Status TakeFacts();
  Status TakeFacts(const PageFacts& facts);
  Status HandleResult(FetchResult result);
  Status FollowSiteFile(FetchResult result, const Url& target);
  Status StoreSiteFile(const FetchResult& result, Timestamp ask_again);
  Status WelcomeHost(const std::string& origin);
  Status TakeReservation(const FetchRequest& request,
                         const FoundReservation& found);
  Status HandleAnswer(FetchResult result);
  Status AddLeads(const FetchResult& result);
  Status KeepToRateLimit(const FetchResult& result);
  Status HandleFailure(const FetchResult& result);
  Status AddLinks(const std::vector<FoundUrl>& links, const FetchRequest& from);
  Status AddSitemaps(const std::string& origin);
  Status Unreachable(const std::string& host, const std::string& origin);
  Result<Timestamp> Incident(
      const std::string& host,
      std::optional<std::chrono::milliseconds> retry_after);
  std::chrono::milliseconds WaitTime() const;

  CrawlOptions options_;
  Frontier* frontier_;
  RobotsCache* robots_;
  Reservations* reservations_;
  Fetcher* fetcher_;
  CrawlSink* sink_;
  const Clock* clock_;
  HostTurns turns_;
  // URLs of site files whose answer has not come, redirects included.
  std::unordered_set<std::string> files_pending_;
  // Redirects of site files wait here for their host's turn.
  std::unordered_map<std::string, std::deque<FetchRequest>> files_waiting_;
  size_t outstanding_ = 0;  // pages handed on whose facts have not come
  Time committed_{};        // when the last transaction ended
};

}  // namespace ritmon
