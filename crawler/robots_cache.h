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
  static constexpr size_t kDefaultMemory = 32 << 20;

  // Creates its table in `database` (which must outlive it) where missing. At
  // most `max_memory` bytes of parsed files are kept in memory.
  static Result<RobotsCache> Open(Database& database, std::string product_token,
                                  size_t max_memory = kDefaultMemory);

  Result<RobotsVerdict> Check(const Url& url, Timestamp now);

  // Keeps the answer to a request for `origin`'s robots.txt, redirects already
  // followed: 2xx gives rules, other answers below 500 mean that there are
  // none (2.3.1.3), the rest means unreachable (2.3.1.4) until `ask_again`:
  // also an answer that broke off, and 429, which is no statement about
  // robots.txt.
  Status Store(const std::string& origin, const FetchResult& result,
               Timestamp ask_again);

  // Of the rules last checked or stored for `origin`.
  Timestamp ExpiresAt(const std::string& origin) const;
  std::optional<std::chrono::milliseconds> CrawlDelay(
      const std::string& origin) const;
  std::vector<std::string> Sitemaps(const std::string& origin) const;

 private:
  struct Entry {
    bool reachable = true;
    Timestamp expires_at{};
    std::shared_ptr<const RobotsRules> rules;
    size_t bytes = 0;  // of robots.txt, about what the rules take
  };
  RobotsCache(std::string token, size_t max_memory, Statement load,
              Statement store)
      : product_token_(std::move(token)),
        max_memory_(max_memory),
        load_(std::move(load)),
        store_(std::move(store)) {}
  Result<const Entry*> Load(const std::string& origin);
  const Entry* Remember(const std::string& origin, Entry entry);

  std::string product_token_;
  size_t max_memory_;
  size_t memory_ = 0;
  Statement load_;
  Statement store_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace ritmon
