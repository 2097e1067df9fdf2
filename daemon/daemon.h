// SPDX-License-Identifier: GPL-3.0-or-later
// Runs jobs when the timetable says so, one after the other: there is one
// writer. What jobs there are and what they do is the caller's.

#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "daemon/job_log.h"
#include "daemon/timetable.h"

namespace ritmon {

// What a run came to.
struct JobEnd {
  JobOutcome outcome = JobOutcome::kDone;
  std::string message;
};

// How a daemon meets the world; tests have one of their own.
class DaemonHost {
 public:
  virtual ~DaemonHost() = default;

  // Why it cannot be done now, though it is due; it is asked for again then.
  virtual std::optional<std::string> WhyNot(const std::string& job) = 0;
  // kPaused: it has not come to its end and is asked for again.
  virtual JobEnd Run(const std::string& job) = 0;
  // Waits so long, or less if something happens.
  virtual void Wait(std::chrono::milliseconds time) = 0;
  // Asked to end; asked for good.
  virtual bool stopped() const = 0;
  // A new timetable, once for each time that somebody asks to reload; nothing
  // if nobody did, or what there is now is wrong and the old one stays.
  virtual std::optional<Timetable> Reloaded() = 0;
  // Before it waits, and after each run: for logs and service managers.
  virtual void OnWaiting(const Timetable& timetable) = 0;
  virtual void OnEnd(const std::string& job, const JobEnd& end) = 0;
};

// Runs a job now and notes it. kIo if it cannot be noted.
Result<JobEnd> RunNoted(const std::string& job, Timestamp due,
                        const Clock& clock, JobLog& log, DaemonHost& host);

// Until the host has stopped. kIo if runs cannot be noted any more.
Status RunDaemon(Timetable timetable, const Clock& clock, JobLog& log,
                 DaemonHost& host);

}  // namespace ritmon
