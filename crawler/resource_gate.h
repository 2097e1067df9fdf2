// SPDX-License-Identifier: GPL-3.0-or-later
// What a page asks for while it is rendered, under the same rules as the crawl:
// robots.txt, reservations, address rules (the Fetcher's), politeness, the
// site's budget. Besides: no other site than the page's own unless the options
// name it, and no more requests a page than they allow.
//
// What a script has fetched is kept in memory for the other pages of its site,
// so that an application is not asked for once a page. Nothing of it is
// archived but robots.txt. Belongs to one thread.

#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/time.h"
#include "crawler/fetcher.h"
#include "crawler/frontier.h"
#include "crawler/host_turns.h"
#include "crawler/politeness.h"
#include "crawler/renderer.h"
#include "crawler/reservations.h"
#include "crawler/robots_cache.h"

namespace ritmon {

struct ResourceGateOptions {
  std::string product_token = "ritmon";
  // Registrable domains that any page may ask besides its own.
  std::set<std::string, std::less<>> allowed_domains;
  int max_requests = 100;              // a page
  size_t max_memory_bytes = 64 << 20;  // of what is kept for a site's pages
  PolitenessOptions politeness;
  HostTurnsOptions hosts;
};

class ResourceGate final : public PageResources {
 public:
  // Called for each answer to a request for robots.txt or tdmrep.json, and
  // with nothing kept for any other that went over the net.
  using OnFetched = std::function<Status(const FetchResult&)>;

  // All must outlive it.
  ResourceGate(ResourceGateOptions options, Frontier& frontier,
               RobotsCache& robots, Reservations& reservations,
               Fetcher& fetcher, const Clock& clock, OnFetched on_fetched);

  void Begin(const FetchRequest& page) override;
  void Ask(uint64_t id, const Url& url) override;
  Result<std::vector<Answer>> Turn(std::chrono::milliseconds wait) override;

  // Gives the hosts back to the store, with what is known of them now.
  Status End();

 private:
  struct Waiting {
    uint64_t id = 0;
    Url url;
    int page = 0;
  };

  void Refuse(uint64_t id, const Url& url, std::string why);
  bool IsOwnSite(const Url& url) const;
  Status StartNext(const std::string& host);
  enum class May { kYes, kNo, kNotYet };
  Result<May> MayFetch(const Waiting& wanted, std::string* why);
  Result<May> RobotsAllow(const Url& url, std::string* why);
  Result<May> IsNotReserved(const Url& url, std::string* why);
  Status AskForSiteFile(const std::string& origin, FetchKind kind);
  void Start(FetchRequest request);
  Status Handle(FetchResult result);
  Status HandleSiteFile(FetchResult result);
  Status StoreSiteFile(const FetchResult& result);
  Status RefuseHost(const std::string& host, const std::string& why);
  void Keep(const FetchResult& result);

  ResourceGateOptions options_;
  Frontier* frontier_;
  RobotsCache* robots_;
  Reservations* reservations_;
  Fetcher* fetcher_;
  const Clock* clock_;
  OnFetched on_fetched_;
  HostTurns turns_;

  int page_ = 0;  // counts pages, so that late answers are told apart
  int requests_ = 0;
  std::string site_;    // whose budget is spent
  std::string domain_;  // registrable, of the page
  std::vector<Answer> answers_;
  std::unordered_map<std::string, std::deque<Waiting>> waiting_;  // by host
  std::unordered_map<std::string, std::deque<FetchRequest>>
      files_;                                      // redirects
  std::unordered_set<std::string> files_pending_;  // URLs of site files
  std::unordered_map<std::string, std::vector<Waiting>> in_flight_;  // by URL
  std::unordered_map<std::string, FetchResult> kept_;                // by URL
  size_t kept_bytes_ = 0;
};

}  // namespace ritmon
