// SPDX-License-Identifier: GPL-3.0-or-later
// How the crawl stands, for others to see: the crawl writes it into the state
// store once a second, `ritmon status` reads it there. No socket, no signal.
//
// Belongs to one thread; writes become part of the frontier's transaction if
// there is one.

#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/database.h"
#include "base/time.h"
#include "pipeline/counters.h"

namespace ritmon {

struct CrawlSnapshot {
  Timestamp started_at{};
  Timestamp updated_at{};
  bool running = false;  // false: it ended; true and old: it was killed
  std::map<std::string, int64_t> counters;  // by name
};

class CrawlSnapshots {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<CrawlSnapshots> Open(Database& database);

  // The first one begins a new crawl.
  Status Write(const Counters& counters, Timestamp now);
  Status End(const Counters& counters, Timestamp now);

  // Of the last crawl, if there was one.
  Result<std::optional<CrawlSnapshot>> Last();

 private:
  explicit CrawlSnapshots(Statement write) : write_(std::move(write)) {}
  Status Store(const Counters& counters, Timestamp now, bool running);

  Database* database_ = nullptr;
  Statement write_;
  std::optional<Timestamp> started_;
};

}  // namespace ritmon
