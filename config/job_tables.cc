// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/job_tables.h"

#include <utility>

#include "base/nearest.h"

namespace ritmon {

void AddJob(const toml::table& table, ConfigReader& reader, Config& config) {
  reader.CheckKeys(table, {"name", "cron", "missed"});
  PlannedJob job{.name = reader.RequiredText(table, "name"), .schedule = {}};
  if (FindDaemonJob(job.name) == nullptr) {
    reader.Mistake(table, "no job '" + job.name + "'" +
                              DidYouMean(job.name, DaemonJobNames()));
  }
  for (const PlannedJob& other : config.daemon.jobs) {
    if (other.name != job.name) continue;
    reader.Mistake(table,
                   "job '" + job.name +
                       "' is planned already: join the times in one cron "
                       "expression");
  }
  auto schedule = CronSchedule::Parse(reader.RequiredText(table, "cron"),
                                      config.daemon.time_zone);
  if (!schedule)
    return reader.Mistake(table, "'cron': " + schedule.error().message);
  job.schedule = std::move(*schedule);
  if (const std::string missed = reader.Text(table, "missed");
      !missed.empty()) {
    const auto known_word = ParseMissed(missed);
    if (!known_word) reader.Mistake(table, "'missed' must be catch-up or skip");
    job.missed = known_word.value_or(Missed::kCatchUp);
  }
  config.daemon.jobs.push_back(std::move(job));
}

void ReadQuietHours(const toml::table& root, ConfigReader& reader,
                    Config& config) {
  DaemonOptions& daemon = config.daemon;
  if (daemon.quiet_hours.empty()) return;
  auto quiet = QuietHours::Parse(daemon.quiet_hours, daemon.time_zone);
  if (quiet) {
    daemon.quiet = std::move(*quiet);
  } else {
    reader.Mistake(root, "daemon.quiet_hours: " + quiet.error().message);
  }
}

}  // namespace ritmon
