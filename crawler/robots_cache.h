// SPDX-License-Identifier: GPL-3.0-or-later
// robots.txt of every origin, kept for at most 24 hours (RFC 9309, 2.4) and
// across restarts. There is no option to go without it.
//
// Belongs to one thread.

#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/database.h"
#include "crawler/robots.h"
#include "model/fetch.h"

namespace ritmon {

enum class RobotsVerdict {
  kAllowed,
  kDisallowed,
  kUnknown,      // not fetched yet, or too old: fetch it first
  kUnreachable,  // a server error or no answer: nothing may be fetched
};

class RobotsCache {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<RobotsCache> Open(Database& database,
                                  std::string product_token);

  Result<RobotsVerdict> Check(const Url& url, Timestamp now);

  // Keeps the answer to a request for `origin`'s robots.txt, redirects already
  // followed: 2xx gives rules, other answers below 500 mean that there are
  // none (2.3.1.3), the rest means unreachable (2.3.1.4): also an answer that
  // broke off, and 429, which is no statement about robots.txt.
  Status Store(const std::string& origin, const FetchResult& result);

  // Of the rules last checked or stored for `origin`.
  std::optional<std::chrono::milliseconds> CrawlDelay(
      const std::string& origin) const;
  std::vector<std::string> Sitemaps(const std::string& origin) const;

 private:
  struct Entry {
    bool reachable = true;
    Timestamp expires_at{};
    std::shared_ptr<const RobotsRules> rules;
  };
  RobotsCache(Database& database, std::string token, Statement load,
              Statement store)
      : database_(&database),
        product_token_(std::move(token)),
        load_(std::move(load)),
        store_(std::move(store)) {}
  Result<const Entry*> Load(const std::string& origin);
  const Entry* Remember(const std::string& origin, Entry entry);

  Database* database_;  // must outlive this
  std::string product_token_;
  Statement load_;
  Statement store_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace ritmon
