// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/daemon.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

// The clock on the wall may be set while one waits; a watchdog wants to hear
// something now and then.
constexpr std::chrono::milliseconds kLongestWait{20'000};
// Until one asks again whether a job can be done.
constexpr std::chrono::minutes kPause{1};
// A clock that is put right by so much is not worth a thought.
constexpr std::chrono::minutes kSetBack{1};

}  // namespace

Result<JobEnd> RunNoted(const std::string& job, Timestamp due,
                        const Clock& clock, JobLog& log, DaemonHost& host) {
  const auto run = log.Begin(job, due, clock.Now());
  if (!run) return tl::unexpected(run.error());
  JobEnd end = host.Run(job);
  auto noted = log.End(*run, end.outcome, end.message, clock.Now());
  if (!noted) return tl::unexpected(noted.error());
  host.OnEnd(job, end);
  return end;
}

Status RunDaemon(Timetable timetable, const Clock& clock, JobLog& log,
                 DaemonHost& host) {
  Timestamp latest{};
  while (!host.stopped()) {
    if (auto reloaded = host.Reloaded()) timetable = std::move(*reloaded);
    const Timestamp now = clock.Now();
    if (now + kSetBack < latest) timetable.Replan(now);
    latest = now;
    const auto next = timetable.Next();
    if (next && next->start <= now) {
      if (host.WhyNot(next->name)) {
        timetable.Postpone(*next, now + kPause);
        continue;
      }
      timetable.Begun(next->name, now);
      auto end = RunNoted(next->name, next->due, clock, log, host);
      if (!end) return tl::unexpected(end.error());
      if (end->outcome == JobOutcome::kPaused) {
        timetable.Postpone(*next, clock.Now() + kPause);
      }
      continue;
    }
    host.OnWaiting(timetable);
    host.Wait(next ? std::min<std::chrono::milliseconds>(next->start - now,
                                                         kLongestWait)
                   : kLongestWait);
  }
  return {};
}

}  // namespace ritmon
