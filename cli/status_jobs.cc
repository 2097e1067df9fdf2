// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/status_jobs.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "daemon/job_overview.h"

namespace ritmon {

using Json = nlohmann::ordered_json;

Result<Json> JobsAsJson(const Config& config, Timestamp now) {
  const Workspace& workspace = config.options.workspace;
  auto jobs =
      ReadJobOverview(workspace.root, workspace.jobs_db(), config.daemon, now);
  if (!jobs) return tl::unexpected(jobs.error());
  Json json = Json::object();
  for (const auto& [job, run] : jobs->last) {
    std::string text = std::string(ToString(run.outcome)) + " " +
                       FormatTimestamp(run.ended.value_or(run.begun));
    if (!run.message.empty()) text += " (" + run.message + ")";
    json["last"][job] = std::move(text);
  }
  for (const DueJob& job : jobs->upcoming) {
    json["next"][job.name] = FormatTimestamp(job.start);
  }
  return json;
}

}  // namespace ritmon
