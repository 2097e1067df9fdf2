// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/daemon_host.h"

#include <fmt/format.h>

#include <csignal>
#include <utility>
#include <vector>

#include "classifier/taxonomy.h"
#include "cli/job_end.h"
#include "cli/setup_hints.h"
#include "daemon/job_overview.h"
#include "daemon/job_process.h"
#include "daemon/service_manager.h"

namespace ritmon {
namespace {

using std::chrono::seconds;

// A crawl that is told to end finishes what is in flight; it may be killed at
// any moment without harm, so that nobody waits for ever.
constexpr seconds kPatience{60};
constexpr seconds kSignOfLife{10};

// The same configuration for a job as for the daemon.
std::vector<std::string> JobArguments(const std::string& job,
                                      const CommonFlags& common) {
  std::vector<std::string> arguments;
  for (const std::string_view argument : FindDaemonJob(job)->arguments) {
    if (!argument.empty()) arguments.emplace_back(argument);
  }
  arguments.insert(arguments.end(), {"-c", common.config_path});
  for (const std::string& set : common.sets) {
    arguments.insert(arguments.end(), {"--set", set});
  }
  if (common.quiet) arguments.emplace_back("--quiet");
  return arguments;
}

}  // namespace

Result<Config> LoadChecked(const CommonFlags& common) {
  auto config = common.Load();
  if (!config) return config;
  auto taxonomy = Taxonomy::Load(config->options.keyword_lists,
                                 config->options.more_keyword_lists);
  if (!taxonomy) return tl::unexpected(taxonomy.error());
  return config;
}

ProcessHost::ProcessHost(const CommonFlags& common, const Clock& clock,
                         JobLog& runs)
    : common_(common), clock_(clock), runs_(runs), health_(common, clock) {}

std::optional<std::string> ProcessHost::WhyNot(const std::string& job) {
  const auto room = CheckRoom(options_);
  std::string reason =
      room || FindDaemonJob(job)->makes_room ? "" : room.error().message;
  // Once, not every minute.
  if (reason != held_) {
    if (reason.empty()) {
      log_.Info("resumed", {});
    } else {
      log_.Warning("held", {{"job", job}, {"reason", reason}});
      NotifyServiceStatus("paused: " + reason);
    }
    held_ = reason;
  }
  if (reason.empty()) return std::nullopt;
  return reason;
}

JobEnd ProcessHost::Run(const std::string& job) {
  log_.Info("begin", {{"job", job}});
  NotifyServiceStatus("running: " + job);
  auto process =
      JobProcess::Start("/proc/self/exe", "ritmon", JobArguments(job, common_));
  if (!process) return {JobOutcome::kFailed, process.error().message};
  health_.Begun(job);
  const Timestamp quiet =
      FindDaemonJob(job)->fetches ? quiet_.NextAfter(clock_.Now()) : kNever;
  bool told = false;
  std::optional<std::chrono::steady_clock::time_point> ends_since;
  while (true) {
    const bool is_quiet = clock_.Now() >= quiet;
    if (const auto code = process->Poll()) {
      return JobEndOf(*code, {.daemon_ends = signals_.wants_end(),
                              .is_quiet = told && is_quiet,
                              .room = CheckRoom(options_)});
    }
    const auto now = clock_.Steady();
    if (signals_.wants_end() && !ends_since) {
      NotifyService(ServiceState::kStopping);
      ends_since = now;
    }
    if ((ends_since || is_quiet) && !told) {
      process->Send(SIGTERM);
      told = true;
    } else if (ends_since && now - *ends_since > kPatience) {
      process->Send(SIGKILL);
    }
    NotifyServiceAlive();
    signals_.Wait(told ? seconds(1) : kSignOfLife);
  }
}

void ProcessHost::Wait(std::chrono::milliseconds time) { signals_.Wait(time); }

bool ProcessHost::stopped() const { return signals_.wants_end(); }

std::optional<Timetable> ProcessHost::Reloaded() {
  if (!signals_.TakeReload()) return std::nullopt;
  NotifyService(ServiceState::kReloading);
  auto config = LoadChecked(common_);
  auto timetable =
      config ? Plan(std::move(*config)) : tl::unexpected(config.error());
  NotifyService(ServiceState::kReady);
  if (!timetable) {
    health_.ReloadRefused();
    log_.Warning("reload-refused", {{"reason", timetable.error().message}});
    return std::nullopt;
  }
  log_.Info("reloaded", {});
  return std::move(*timetable);
}

void ProcessHost::OnWaiting(const Timetable& timetable) {
  const auto next = timetable.Next();
  NotifyServiceStatus(next ? fmt::format("next: {} at {}", next->name,
                                         FormatTimestamp(next->start))
                           : "nothing is planned");
}

void ProcessHost::OnEnd(const std::string& job, const JobEnd& end) {
  health_.Ended();
  const bool bad = end.outcome == JobOutcome::kFailed;
  log_.Write(bad ? LogLevel::kWarning : LogLevel::kInfo, "end",
             {{"job", job},
              {"outcome", std::string(ToString(end.outcome))},
              {"message", end.message}});
}

Result<Timetable> ProcessHost::Plan(Config config) {
  for (const std::string& hint : SetupHints(config)) {
    log_.Warning("incomplete", {{"reason", hint}});
  }
  if (config.daemon.jobs.empty()) {
    return Fail(ErrorKind::kInvalid,
                common_.config_path +
                    ": no [[job]] is planned (config/reference.toml shows "
                    "how)");
  }
  const auto last = runs_.LastDue();
  if (!last) return tl::unexpected(last.error());
  if (auto s = health_.Take(config, log_); !s) {
    return tl::unexpected(s.error());
  }
  Timetable timetable(
      config.daemon.jobs,
      TimetableOptionsOf(config.daemon, config.options.workspace.root), *last,
      clock_.Now());
  Take(std::move(config));
  return timetable;
}

void ProcessHost::Take(Config config) {
  quiet_ = std::move(config.daemon.quiet);
  options_ = std::move(config.options);
}

}  // namespace ritmon
