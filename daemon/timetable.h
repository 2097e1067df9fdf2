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

// Each job has one next time, so it cannot overlap itself; what was due several
// times while another job ran, runs once. Belongs to one thread.
class Timetable {
 public:
  // Starts lie up to `jitter` behind what the schedule says, so that not all
  // machines knock at the same minute; `seed` tells machines apart. `last_due`:
  // when each job was due that ran last, by name; a job that is not there has
  // missed nothing.
  Timetable(std::vector<PlannedJob> jobs, std::chrono::seconds jitter,
            uint64_t seed, const std::map<std::string, Timestamp>& last_due,
            Timestamp now);

  // All, the next one first; at the same moment in the order of the plan.
  std::vector<DueJob> Upcoming() const;
  // The first of these; nothing if none is planned.
  std::optional<DueJob> Next() const;

  // `name` has begun: it comes again when the schedule says so, behind `now`.
  void Begun(std::string_view name, Timestamp now);

 private:
  struct Entry {
    PlannedJob job;
    DueJob next;
  };

  DueJob Jittered(const PlannedJob& job, Timestamp due) const;

  std::chrono::seconds jitter_;
  uint64_t seed_;
  std::vector<Entry> entries_;
};

}  // namespace ritmon
