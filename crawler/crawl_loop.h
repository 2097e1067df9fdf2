// SPDX-License-Identifier: GPL-3.0-or-later
// The crawl: takes what is due from the frontier, asks politely, hands what it
// gets to the sink, and takes the links back.
//
// Speaks only to Frontier, RobotsCache, Fetcher, CrawlSink and Clock, so that
// its tests need neither network nor time. Everything runs on the caller's
// thread and waits in one place, Fetcher::Wait.

#pragma once

#include <chrono>
#include <deque>
#include <set>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/time.h"
#include "crawler/fetcher.h"
#include "crawler/frontier.h"
#include "crawler/politeness.h"
#include "crawler/retry_policy.h"
#include "crawler/robots_cache.h"

namespace ritmon {

struct CrawlOptions {
  size_t max_in_flight = 32;  // transfers at a time, over all hosts
  std::chrono::hours refetch_after{7 * 24};  // a page is due again
  std::chrono::hours retry_after{12};  // a URL or host that failed is due again
  PolitenessOptions politeness;
  RetryOptions retry;
};

// What came of a page that was handed on: exactly one for each.
struct PageFacts {
  FetchRequest request;
  FetchRecordFields record;
  std::vector<Url> links;  // to be followed
};

// The other side of the crawl. Called on the crawl's thread only.
class CrawlSink {
 public:
  virtual ~CrawlSink() = default;

  // How many more answers can be taken without waiting.
  virtual size_t FreeSlots() const = 0;

  // Every answer and every failure. True: the page was handed on and its facts
  // will come. An error ends the crawl; what was fetched stays due.
  virtual Result<bool> Fetched(FetchResult result) = 0;

  // A URL that was not asked for, and why ("robots.txt").
  virtual void NotFetched(const FetchRequest& request,
                          std::string_view why) = 0;

  // The facts that have come since the last call; never waits. An error means
  // that no more will come, and ends the crawl.
  virtual Result<std::vector<PageFacts>> TakeFacts() = 0;
};

class CrawlLoop {
 public:
  // All must outlive it.
  CrawlLoop(CrawlOptions options, Frontier& frontier, RobotsCache& robots,
            Fetcher& fetcher, CrawlSink& sink, const Clock& clock);

  // Crawls until nothing is due, in flight or outstanding, or until stopped.
  Status Run(std::stop_token stop);

 private:
  using Time = Politeness::Time;

  void Schedule(const std::string& host, Time when);
  void ScheduleTurn(const std::string& host);
  Status StartTransfers();
  Status StartNext(const std::string& host);
  void StartTransfer(FetchRequest request);
  Status TakeFacts();
  Status HandleResult(FetchResult result);
  Status HandleRobots(FetchResult result);
  Status HandleAnswer(FetchResult result);
  Status AddLeads(const FetchResult& result);
  Status HandleFailure(const FetchResult& result);
  Status AddLinks(const std::vector<Url>& urls, const FetchRequest& from,
                  FetchKind kind);
  Status AddSitemaps(const std::string& origin);
  Status GiveUp(const std::string& host,
                std::chrono::milliseconds at_least = {});
  std::chrono::milliseconds WaitTime() const;

  CrawlOptions options_;
  Frontier* frontier_;
  RobotsCache* robots_;
  Fetcher* fetcher_;
  CrawlSink* sink_;
  const Clock* clock_;
  Politeness politeness_;
  std::set<std::pair<Time, std::string>> ready_;
  std::unordered_map<std::string, Time> scheduled_;  // host -> time in ready_
  std::unordered_set<std::string> given_up_;         // until the next run
  std::unordered_set<std::string> robots_pending_;   // origins
  // Redirects of robots.txt wait here for their host's turn.
  std::unordered_map<std::string, std::deque<FetchRequest>> robots_waiting_;
  size_t outstanding_ = 0;  // pages handed on whose facts have not come
};

}  // namespace ritmon
