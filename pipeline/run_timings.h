// SPDX-License-Identifier: GPL-3.0-or-later
// The timings of one run of a job, and their keeping in the state store while
// it goes on. What cannot be kept is lost: no job fails for that.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/database.h"
#include "base/time.h"
#include "pipeline/timing_store.h"
#include "pipeline/timings.h"
#include "pipeline/workspace.h"

namespace ritmon {

// Who keeps them: a job, which makes the tables, or a command that reads and
// leaves what it finds as it is but for its own rows.
enum class TimingWriter { kJob, kReader };

// Belongs to the thread that made it; steps() may be shared.
class RunTimings {
 public:
  // The run begins now, by `clock`, with `first`; nothing is kept before
  // StartKeeping.
  RunTimings(std::string kind, Workspace workspace, const Clock& clock,
             TimingWriter writer, JobStep first);
  RunTimings(const RunTimings&) = delete;
  RunTimings& operator=(const RunTimings&) = delete;
  // Keeps what is not kept yet; the run has ended.
  ~RunTimings();

  // Once it is sure that the run takes place.
  void StartKeeping() { keeping_ = true; }

  StepClock& clock() { return clock_; }
  Timings& steps() { return timings_; }

  // In `database`, the state store, as part of its transaction if there is one.
  Status KeepIn(Database& database);
  // In the state store, if there is one, every few seconds: call it as often as
  // you like, but not while this thread itself writes to the state store.
  void KeepNowAndThen();

 private:
  TimedRun Now();
  void Keep(bool running);

  const std::string kind_;
  const Workspace workspace_;
  const TimingWriter writer_;
  const Timestamp began_at_;
  const std::chrono::nanoseconds cpu_before_;
  const std::chrono::steady_clock::time_point started_;
  Timings timings_;
  StepClock clock_;
  bool keeping_ = false;
  std::optional<TimedRun> kept_;
  std::chrono::steady_clock::time_point keep_at_;
};

}  // namespace ritmon
