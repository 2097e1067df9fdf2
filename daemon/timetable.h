// SPDX-License-Identifier: GPL-3.0-or-later
// When the jobs of a daemon run next. Pure: time comes from the caller.

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "daemon/cron_schedule.h"
#include "daemon/quiet_hours.h"

namespace ritmon {

// What becomes of a job that was due while no daemon ran.
enum class Missed {
  kCatchUp,  // it runs once, at once, however often it was due
  kSkip,     // the next time will do
};
std::string_view ToString(Missed missed);
std::optional<Missed> ParseMissed(std::string_view name);

struct PlannedJob {
  std::string name;  // each once
  CronSchedule schedule;
  Missed missed = Missed::kCatchUp;
};

struct DueJob {
  std::string name;
  Timestamp due;    // by the schedule
  Timestamp start;  // with jitter
};

struct TimetableOptions {
  // Starts lie up to so much behind what the schedule says, so that not all
  // machines knock at the same minute; `seed` tells machines apart.
  std::chrono::seconds jitter{0};
  uint64_t seed = 0;
  QuietHours quiet;  // nothing starts then; it starts when they end
};

// Each job has one next time, so it cannot overlap itself; what was due several
// times while another job ran, runs once. Belongs to one thread.
class Timetable {
 public:
  // `last_due`: when each job was due that was done last, by name; a job that
  // is not there has missed nothing.
  Timetable(std::vector<PlannedJob> jobs, TimetableOptions options,
            const std::map<std::string, Timestamp>& last_due, Timestamp now);

  // All, the next one first; at the same moment in the order of the plan.
  std::vector<DueJob> Upcoming() const;
  // The first of these; nothing if none is planned.
  std::optional<DueJob> Next() const;

  // `name` has begun: it comes again when the schedule says so, behind `now`.
  void Begun(std::string_view name, Timestamp now);
  // It has not been done after all: it comes again at `start`, or when the
  // quiet hours have ended.
  void Postpone(const DueJob& job, Timestamp start);
  // The clock has been set back: what was reckoned by the time that it showed
  // before does not hold.
  void Replan(Timestamp now);

 private:
  struct Entry {
    PlannedJob job;
    DueJob next;
  };

  DueJob Jittered(const PlannedJob& job, Timestamp due) const;

  TimetableOptions options_;
  std::vector<Entry> entries_;
};

}  // namespace ritmon
