// SPDX-License-Identifier: GPL-3.0-or-later
// What a data directory holds, in numbers, for those who watch it: read only,
// in a moment, whoever writes meanwhile.
//
// What is not known is not there: no crawl has written it yet, somebody holds
// the database to himself, or the file cannot be read.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "crawler/frontier.h"
#include "pipeline/crawl_snapshot.h"
#include "pipeline/field_history.h"
#include "pipeline/timing_store.h"
#include "pipeline/workspace.h"

namespace ritmon {

struct DirectorySize {
  std::string part;  // "archive", "index", "text", "reports"
  uint64_t bytes = 0;
};

// What costs time: rows are counted, directories walked.
struct SlowFacts {
  std::optional<FrontierTotals> urls;
  std::optional<int64_t> companies;  // of the registers
  std::optional<int64_t> pages;      // stored; gone ones and doubles left out
  std::vector<DirectorySize> sizes;  // of those that are there
};

struct DataFacts {
  SlowFacts slow;
  std::optional<CrawlTotals::Values> totals;
  std::optional<TimedRun> timings;       // of all jobs
  std::optional<CrawlSnapshot> crawl;    // the last one
  std::optional<FieldSnapshot> counted;  // the last one
  std::optional<bool> index_stale;       // pages have changed since
  std::optional<Timestamp> index_written;
  std::optional<uint64_t> disk_free_bytes;  // for those who are not root
  std::optional<uint64_t> disk_total_bytes;
};

// Belongs to one thread.
class DataFactsReader {
 public:
  // Slow facts are kept for so long, and for kShare times the time they took:
  // watching takes at most a fiftieth of one processor.
  static constexpr std::chrono::seconds kKept{60};
  static constexpr int kShare = 50;

  // `clock` must outlive this.
  DataFactsReader(Workspace workspace, const Clock& clock);

  DataFacts Read();

 private:
  SlowFacts ReadSlow() const;

  Workspace workspace_;
  const Clock* clock_;
  SlowFacts slow_;
  std::optional<std::chrono::steady_clock::time_point> slow_until_;
};

}  // namespace ritmon
