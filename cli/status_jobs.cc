// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_jobs.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/store_schema.h"
#include "daemon/job_log.h"
#include "daemon/timetable.h"

namespace ritmon {

using Json = nlohmann::ordered_json;

uint64_t JitterSeedOf(const std::filesystem::path& data_directory) {
  return std::hash<std::string>{}(data_directory.string());
}

Result<Json> JobsAsJson(const Config& config, Timestamp now) {
  const Workspace& workspace = config.options.workspace;
  Json json = Json::object();
  std::map<std::string, Timestamp> last_due;
  auto database = OpenStoreReadOnly(workspace.jobs_db(), StoreSchema{});
  if (!database && database.error().kind != ErrorKind::kNotFound) {
    return tl::unexpected(database.error());
  }
  if (database) {
    JobLog log(*database);
    auto runs = log.LastRuns();
    if (!runs) return tl::unexpected(runs.error());
    auto due = log.LastDue();
    if (!due) return tl::unexpected(due.error());
    last_due = std::move(*due);
    for (const auto& [job, run] : *runs) {
      std::string text = std::string(ToString(run.outcome)) + " " +
                         FormatTimestamp(run.ended.value_or(run.begun));
      if (!run.message.empty()) text += " (" + run.message + ")";
      json["last"][job] = std::move(text);
    }
  }
  const Timetable timetable(config.daemon.jobs, config.daemon.jitter,
                            JitterSeedOf(workspace.root), last_due, now);
  for (const DueJob& job : timetable.Upcoming()) {
    json["next"][job.name] = FormatTimestamp(job.start);
  }
  return json;
}

}  // namespace ritmon
