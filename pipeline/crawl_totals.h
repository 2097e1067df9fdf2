// SPDX-License-Identifier: GPL-3.0-or-later
// What all crawls of a data directory have counted together: numbers that only
// grow, over jobs and restarts, as those who watch a daemon want them.
//
// One writer: the job that crawls adds what is new, in the state store,
// together with its snapshot (crawl_snapshot.h) and so in the frontier's
// transaction. A kill loses the last second of both, and what it had fetched is
// fetched again. Belongs to one thread.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "base/database.h"
#include "pipeline/counters.h"

namespace ritmon {

class CrawlTotals {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<CrawlTotals> Open(Database& database);

  // Adds what `counters` has counted since the last time.
  Status Add(Counters& counters);

  // By name and label of CounterSeries. One that never counted is not there; an
  // error if no crawl has written here yet. For readers, too.
  using Values = std::map<std::pair<std::string, std::string>, int64_t>;
  static Result<Values> Read(Database& database);

 private:
  explicit CrawlTotals(Statement add) : add_(std::move(add)) {}

  Statement add_;
};

}  // namespace ritmon
