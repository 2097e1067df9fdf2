// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon's jobs did, run by run, in a database of its own: readers
// never wait for a crawl. Format: docs/formats.md. Belongs to one thread.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"

namespace ritmon {

enum class JobOutcome {
  kRunning,  // or its daemon was killed
  kDone,
  kStopped,  // asked to end before it was done
  kPaused,   // the same, and the daemon will go on with it
  kFailed,
  kInterrupted,  // the daemon died on the way
};
std::string_view ToString(JobOutcome outcome);

struct JobRun {
  std::string job;
  Timestamp due;
  Timestamp begun;
  std::optional<Timestamp> ended;
  JobOutcome outcome = JobOutcome::kRunning;
  std::string message;  // what it did, or why it failed
};

class JobLog {
 public:
  // Runs that are kept of each job.
  static constexpr int64_t kKept = 1000;

  // Makes its tables if need be. `database` must outlive this.
  static Result<JobLog> Open(Database& database);
  // Of a database that one has made already; for reading.
  explicit JobLog(Database& database) : database_(&database) {}

  // What a daemon that was killed has left as running is interrupted. For the
  // one who holds the right to write.
  Status MarkInterrupted(Timestamp now);

  Result<int64_t> Begin(const std::string& job, Timestamp due, Timestamp now);
  Status End(int64_t run, JobOutcome outcome, const std::string& message,
             Timestamp now);

  // When each job was due that was done last, well or badly, or that runs; what
  // was ended on the way is still to be done.
  Result<std::map<std::string, Timestamp>> LastDue();
  // How many runs of each job have ended so, ever: also those that are no
  // longer kept.
  Result<std::map<std::pair<std::string, JobOutcome>, int64_t>> Totals();
  // The last run of each job, by name.
  Result<std::map<std::string, JobRun>> LastRuns();
  // When each job last ended well.
  Result<std::map<std::string, Timestamp>> LastSuccesses();

 private:
  Database* database_;
};

}  // namespace ritmon
