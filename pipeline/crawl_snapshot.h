// SPDX-License-Identifier: GPL-3.0-or-later
// How the crawl stands, for others to see: the crawl writes it into the state
// store once a second, `ritmon status` reads it there. No socket, no signal.
// With it go the sums of all crawls (crawl_totals.h).
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
#include "pipeline/crawl_totals.h"

namespace ritmon {

struct CrawlSnapshot {
  // A crawl writes once a second; one that is silent for longer was killed.
  static constexpr std::chrono::seconds kSilence{15};

  Timestamp started_at{};
  Timestamp updated_at{};
  bool running = false;  // false: it ended; true and old: it was killed
  std::map<std::string, int64_t> counters;  // by name

  bool IsAlive(Timestamp now) const {
    return running && now - updated_at < kSilence;
  }
};

class CrawlSnapshots {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<CrawlSnapshots> Open(Database& database);

  // The first one begins a new crawl.
  Status Write(Counters& counters, Timestamp now);
  Status End(Counters& counters, Timestamp now);

  // Of the last crawl, if there was one; an error where none ever wrote. For
  // readers, too.
  static Result<std::optional<CrawlSnapshot>> Last(Database& database);

 private:
  CrawlSnapshots(Statement write, CrawlTotals totals)
      : write_(std::move(write)), totals_(std::move(totals)) {}
  Status Store(Counters& counters, Timestamp now, bool running);

  Statement write_;
  CrawlTotals totals_;
  std::optional<Timestamp> started_;
};

}  // namespace ritmon
