// SPDX-License-Identifier: GPL-3.0-or-later
// What retention has removed, run by run; runs that found nothing leave no
// trace. In the state store. Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"

namespace ritmon {

struct RetentionCounts {
  int64_t files = 0;     // of the archive
  int64_t captures = 0;  // in them
  int64_t bytes = 0;     // of them
  int64_t pages = 0;     // gone long ago, their captures too
  int64_t urls = 0;      // of these, and old questions to networks

  bool any() const { return files + pages + urls > 0; }
};

struct RetentionRun {
  Timestamp at{};
  RetentionCounts removed;
};

class RetentionLog {
 public:
  // Creates its table in `database` (which must outlive it) where missing.
  static Result<RetentionLog> Open(Database& database);

  // Drops the oldest beyond a thousand.
  Status Add(const RetentionRun& run);
  Result<std::vector<RetentionRun>> Runs();  // by time

 private:
  explicit RetentionLog(Database& database) : database_(&database) {}
  Database* database_;
};

// For readers, who make no table; empty where there is none.
Result<std::vector<RetentionRun>> ReadRetentionRuns(Database& database);

}  // namespace ritmon
