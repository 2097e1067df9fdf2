// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon's jobs did, and when they run next, for readers.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "base/time.h"
#include "daemon/daemon_options.h"
#include "daemon/job_log.h"
#include "daemon/timetable.h"

namespace ritmon {

// Tells machines apart, so that they do not all crawl at the same minute.
uint64_t JitterSeedOf(const std::filesystem::path& data_directory);

TimetableOptions TimetableOptionsOf(
    const DaemonOptions& options, const std::filesystem::path& data_directory);

struct JobOverview {
  std::map<std::string, JobRun> last;  // by job; none before the first run
  std::map<std::string, Timestamp> last_success;
  // Nothing: an earlier version has written the log, and none since.
  std::optional<std::map<std::pair<std::string, JobOutcome>, int64_t>> totals;
  std::vector<DueJob> upcoming;  // the next one first
};

// `jobs_db` need not be there.
Result<JobOverview> ReadJobOverview(
    const std::filesystem::path& data_directory,
    const std::filesystem::path& jobs_db, const DaemonOptions& options,
    Timestamp now, std::chrono::milliseconds patience = Database::kPatience);

}  // namespace ritmon
