// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon daemon: the jobs on a schedule, each a `ritmon` of its own.

#include <cstdlib>
#include <utility>

#include "base/directory_lock.h"
#include "base/files.h"
#include "base/store_schema.h"
#include "cli/command_line.h"
#include "cli/daemon_host.h"
#include "cli/exit_codes.h"
#include "cli/frontend.h"
#include "daemon/daemon.h"
#include "daemon/service_manager.h"

namespace ritmon {
namespace {

// For the log of this process, and of the jobs that it starts. No other thread
// is there yet.
void SetLogForm(std::string_view form) {
  ::setenv(kLogFormVariable, std::string(form).c_str(), 1);
}

int RunUntilStopped(Config config, ProcessHost& host, const Clock& clock,
                    JobLog& runs) {
  auto timetable = host.Plan(std::move(config));
  if (!timetable) return Report(timetable.error());
  NotifyService(ServiceState::kReady);
  const auto status = RunDaemon(std::move(*timetable), clock, runs, host);
  NotifyService(ServiceState::kStopping);
  return status ? kExitOk : Report(status.error());
}

int RunOnce(const std::string& job, Config config, ProcessHost& host,
            const Clock& clock, JobLog& runs) {
  host.Take(std::move(config));
  const auto end = RunNoted(job, clock.Now(), clock, runs, host);
  if (!end) return Report(end.error());
  if (end->outcome == JobOutcome::kStopped) return kExitInterrupted;
  return end->outcome == JobOutcome::kDone ? kExitOk : kExitPartial;
}

}  // namespace

int DaemonCommand(const Arguments& arguments) {
  CommandLine command{"jobs on a schedule, until it is told to end",
                      "ritmon daemon"};
  CommonFlags common;
  std::string once;
  std::string log_format;
  common.AddTo(command);
  std::vector<std::string> names;
  for (const std::string_view name : DaemonJobNames()) names.emplace_back(name);
  command.Add("--once", once, "run this job now, planned or not, and end")
      .OneOf(names);
  command
      .Add("--log-format", log_format,
           "logfmt, json or journal; wins over daemon.log_format")
      .OrEnvironment(kLogFormVariable)
      .OneOf({"logfmt", "json", "journal"});
  command.Footer(
      "SIGHUP takes a changed configuration, SIGTERM ends what runs.\n"
      "docs/operations.md.");
  command.Example("ritmon daemon --once crawl");
  if (const auto over = command.Parse(arguments)) return *over;
  if (!log_format.empty()) SetLogForm(log_format);
  auto config = LoadChecked(common);
  if (!config) return Report(config.error());
  if (log_format.empty() && config->daemon.log_form) {
    SetLogForm(ToString(*config->daemon.log_form));
  }
  const auto runs_file = config->options.workspace.jobs_db();
  const auto directory = runs_file.parent_path();
  if (auto s = MakeDirectories(directory); !s) return Report(s.error());
  auto lock = DirectoryLock::Acquire(directory);
  if (!lock) return Report(lock.error());
  const StoreSchema schema;
  if (auto numbered = UpgradeStore(runs_file, schema); !numbered) {
    return Report(numbered.error());
  }
  auto database = OpenStore(runs_file, schema);
  if (!database) return Report(database.error());
  auto runs = JobLog::Open(*database);
  if (!runs) return Report(runs.error());
  const SystemClock clock;
  if (auto s = runs->MarkInterrupted(clock.Now()); !s) {
    return Report(s.error());
  }
  ProcessHost host(common, clock, *runs);
  return once.empty() ? RunUntilStopped(std::move(*config), host, clock, *runs)
                      : RunOnce(once, std::move(*config), host, clock, *runs);
}

}  // namespace ritmon
