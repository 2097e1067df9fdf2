// SPDX-License-Identifier: GPL-3.0-or-later
// tdmrep.json of every origin, kept for at most 24 hours and across restarts,
// as robots_cache.h keeps robots.txt.
//
// Belongs to one thread.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/database.h"
#include "crawler/tdmrep.h"
#include "model/fetch.h"

namespace ritmon {

enum class TdmVerdict {
  kUnknown,       // not fetched yet, or too old: fetch it first
  kNone,          // nothing is said of this path
  kAllowed,       // expressly not reserved
  kReserved,      // this path, and not all of the origin
  kSiteReserved,  // every path of the origin
};

struct TdmAnswer {
  TdmVerdict verdict = TdmVerdict::kUnknown;
  std::string policy;  // of what is reserved, as written; may be empty

  // For ReservationSigns::tdm_file.
  std::optional<bool> reservation() const;
};

struct TdmRepCacheOptions {
  // Rules in memory; beyond it they are read from the store again.
  size_t max_memory_bytes = 16 * 1024 * 1024;
};

class TdmRepCache {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<TdmRepCache> Open(Database& database,
                                  TdmRepCacheOptions options = {});

  Result<TdmAnswer> Check(const Url& url, Timestamp now);

  // Keeps the answer to a request for `origin`'s tdmrep.json, redirects
  // already followed. 2xx gives rules, other answers below 500 mean that there
  // are none. The rest (also 429 and an answer that broke off) tells nothing
  // and is asked again after an hour: until then what was known holds, so that
  // an outage lifts no reservation. Unlike robots.txt, not to know the file
  // forbids nothing.
  Status Store(const std::string& origin, const FetchResult& result);

  size_t memory_bytes() const { return memory_bytes_; }

 private:
  struct Entry {
    Timestamp expires_at{};
    TdmRules rules;
  };
  TdmRepCache(TdmRepCacheOptions options, Statement load, Statement store)
      : options_(options), load_(std::move(load)), store_(std::move(store)) {}
  Result<const Entry*> Load(const std::string& origin);
  const Entry* Remember(const std::string& origin, Entry entry);

  TdmRepCacheOptions options_;
  Statement load_;
  Statement store_;
  std::unordered_map<std::string, Entry> entries_;
  size_t memory_bytes_ = 0;
};

}  // namespace ritmon
