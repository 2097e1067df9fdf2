// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/job_overview.h"

#include <functional>

#include "base/store_schema.h"

namespace ritmon {

uint64_t JitterSeedOf(const std::filesystem::path& data_directory) {
  return std::hash<std::string>{}(data_directory.string());
}

TimetableOptions TimetableOptionsOf(
    const DaemonOptions& options, const std::filesystem::path& data_directory) {
  return {.jitter = options.jitter,
          .seed = JitterSeedOf(data_directory),
          .quiet = options.quiet};
}

Result<JobOverview> ReadJobOverview(const std::filesystem::path& data_directory,
                                    const std::filesystem::path& jobs_db,
                                    const DaemonOptions& options, Timestamp now,
                                    std::chrono::milliseconds patience) {
  JobOverview overview;
  std::map<std::string, Timestamp> last_due;
  auto database = OpenStoreReadOnly(jobs_db, StoreSchema{}, patience);
  if (!database && database.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(database.error());
  }
  if (database) {
    JobLog log(*database);
    auto last = log.LastRuns();
    if (!last) return tl::unexpected(last.error());
    overview.last = std::move(*last);
    auto successes = log.LastSuccesses();
    if (!successes) return tl::unexpected(successes.error());
    overview.last_success = std::move(*successes);
    auto due = log.LastDue();
    if (!due) return tl::unexpected(due.error());
    last_due = std::move(*due);
    if (auto totals = log.Totals()) overview.totals = std::move(*totals);
  }
  overview.upcoming =
      Timetable(options.jobs, TimetableOptionsOf(options, data_directory),
                last_due, now)
          .Upcoming();
  return overview;
}

}  // namespace ritmon
