// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/timetable.h"

#include <algorithm>
#include <random>
#include <utility>

namespace ritmon {

std::string_view ToString(Missed missed) {
  return missed == Missed::kCatchUp ? "catch-up" : "skip";
}

std::optional<Missed> ParseMissed(std::string_view name) {
  for (const Missed missed : {Missed::kCatchUp, Missed::kSkip}) {
    if (name == ToString(missed)) return missed;
  }
  return std::nullopt;
}

Timetable::Timetable(std::vector<PlannedJob> jobs, TimetableOptions options,
                     const std::map<std::string, Timestamp>& last_due,
                     Timestamp now)
    : options_(std::move(options)) {
  for (PlannedJob& job : jobs) {
    const auto last = last_due.find(job.name);
    Timestamp due = job.schedule.NextAfter(now);
    // A last run in the future: the clock was wrong then.
    if (last != last_due.end() && last->second < now &&
        job.missed == Missed::kCatchUp) {
      due = std::min(due, job.schedule.NextAfter(last->second));
    }
    DueJob next = Jittered(job, due);
    if (due <= now) next.start = options_.quiet.EndAt(now);
    entries_.push_back({std::move(job), std::move(next)});
  }
}

DueJob Timetable::Jittered(const PlannedJob& job, Timestamp due) const {
  uint64_t mixed = options_.seed;
  for (const char c : job.name) mixed = mixed * 31 + static_cast<uint8_t>(c);
  mixed += static_cast<uint64_t>(ToMillis(due));
  std::mt19937_64 random(mixed);
  const auto seconds = static_cast<int64_t>(
      random() % static_cast<uint64_t>(options_.jitter.count() + 1));
  return {job.name, due,
          options_.quiet.EndAt(due + std::chrono::seconds(seconds))};
}

std::vector<DueJob> Timetable::Upcoming() const {
  std::vector<DueJob> upcoming;
  for (const Entry& entry : entries_) upcoming.push_back(entry.next);
  std::stable_sort(
      upcoming.begin(), upcoming.end(),
      [](const DueJob& a, const DueJob& b) { return a.start < b.start; });
  return upcoming;
}

std::optional<DueJob> Timetable::Next() const {
  auto upcoming = Upcoming();
  if (upcoming.empty()) return std::nullopt;
  return std::move(upcoming.front());
}

void Timetable::Begun(std::string_view name, Timestamp now) {
  for (Entry& entry : entries_) {
    if (entry.job.name != name) continue;
    // Not before what has just been done: jitter and the clock may say so.
    const Timestamp from = std::max(now, entry.next.due);
    entry.next = Jittered(entry.job, entry.job.schedule.NextAfter(from));
  }
}

void Timetable::Postpone(const DueJob& job, Timestamp start) {
  for (Entry& entry : entries_) {
    if (entry.job.name != job.name) continue;
    entry.next = {job.name, job.due, options_.quiet.EndAt(start)};
  }
}

void Timetable::Replan(Timestamp now) {
  for (Entry& entry : entries_) {
    entry.next = Jittered(entry.job, entry.job.schedule.NextAfter(now));
  }
}

}  // namespace ritmon
