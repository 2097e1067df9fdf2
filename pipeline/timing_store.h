// SPDX-License-Identifier: GPL-3.0-or-later
// What the program keeps of its timings, in the state store: of the last run of
// each kind ("run", "crawl", "tag", …), and the sums of all runs, which only
// grow.
//
// Each run writes its own rows anew and adds what is new to the sums, so that
// two that run at once disturb nobody. Belongs to one thread.

#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/time.h"
#include "pipeline/timings.h"

namespace ritmon {

using StepTimes = std::array<std::array<StepTime, kJobThreads>, kJobSteps>;
StepTimes TimesOf(const Timings& timings);

// A run, or all of them.
struct TimedRun {
  static constexpr std::string_view kAll = "all";

  std::string kind;        // of job; kAll for the sums
  Timestamp began_at{};    // of the sums: the first run's begin
  Timestamp updated_at{};  // when this was written
  bool running = false;    // true and old: it was killed
  int64_t runs = 1;
  // Of the whole process, its children included: more than the steps', by what
  // is spent before the first and by the threads of libraries.
  std::chrono::nanoseconds cpu{};
  std::chrono::nanoseconds wall{};
  StepTimes steps{};

  StepTime Of(JobStep step) const;      // over all threads
  StepTime Of(JobThread thread) const;  // over all steps
  StepTime Sum() const;
};

class TimingStore {
 public:
  // Creates its tables in `database` (which must outlive it) where missing.
  static Result<TimingStore> Open(Database& database);
  // kNotFound where they are missing: readers make none.
  static Result<TimingStore> OpenExisting(Database& database);

  // The rows of `run` as they are now; the sums grow by what it has more than
  // `kept`, which is what was kept of it last: nothing at first. Part of the
  // database's transaction if there is one.
  Status Keep(const TimedRun& run, const std::optional<TimedRun>& kept);

  // The last run of each kind, the latest first; the sums at the end. Empty
  // where nobody has kept anything. For readers, too.
  static Result<std::vector<TimedRun>> Read(Database& database);

 private:
  TimingStore(Statement put_run, Statement add_run, Statement put_step,
              Statement add_step, Statement clear)
      : put_run_(std::move(put_run)),
        add_run_(std::move(add_run)),
        put_step_(std::move(put_step)),
        add_step_(std::move(add_step)),
        clear_(std::move(clear)) {}
  static Result<TimingStore> Prepare(Database& database);

  Statement put_run_;
  Statement add_run_;
  Statement put_step_;
  Statement add_step_;
  Statement clear_;
};

}  // namespace ritmon
