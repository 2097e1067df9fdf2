// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon daemon: the jobs on a schedule, each a `ritmon` of its own.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "base/directory_lock.h"
#include "base/files.h"
#include "base/log.h"
#include "base/store_schema.h"
#include "classifier/taxonomy.h"
#include "cli/command_line.h"
#include "cli/daemon_health.h"
#include "cli/exit_codes.h"
#include "cli/frontend.h"
#include "cli/setup_hints.h"
#include "daemon/daemon.h"
#include "daemon/job_overview.h"
#include "daemon/job_process.h"
#include "daemon/service_manager.h"
#include "daemon/signal_inbox.h"

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

JobEnd EndOf(int code) {
  switch (code) {
    case kExitOk:
      return {JobOutcome::kDone, ""};
    case kExitPartial:
      return {JobOutcome::kDone, "some of the input was refused"};
    case kExitInterrupted:
      return {JobOutcome::kStopped, ""};
    default:
      break;
  }
  for (const ExitMeaning& known : kExitMeanings) {
    if (known.code != code) continue;
    return {JobOutcome::kFailed,
            fmt::format("exit code {}: {}", code, known.meaning)};
  }
  return {JobOutcome::kFailed,
          code > 128 ? fmt::format("killed by signal {}", code - 128)
                     : fmt::format("exit code {}", code)};
}

// Configuration and keyword lists as they are now; an error if a job would
// refuse them.
Result<Config> LoadChecked(const CommonFlags& common) {
  auto config = common.Load();
  if (!config) return config;
  auto taxonomy = Taxonomy::Load(config->options.keyword_lists,
                                 config->options.more_keyword_lists);
  if (!taxonomy) return tl::unexpected(taxonomy.error());
  return config;
}

class ProcessHost final : public DaemonHost {
 public:
  ProcessHost(const CommonFlags& common, const Clock& clock, JobLog& runs)
      : common_(common), clock_(clock), runs_(runs), health_(common, clock) {}

  std::optional<std::string> WhyNot(const std::string& job) override {
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

  JobEnd Run(const std::string& job) override {
    log_.Info("begin", {{"job", job}});
    NotifyServiceStatus("running: " + job);
    auto process =
        JobProcess::Start("/proc/self/exe", JobArguments(job, common_));
    if (!process) return {JobOutcome::kFailed, process.error().message};
    const Timestamp quiet =
        FindDaemonJob(job)->fetches ? quiet_.NextAfter(clock_.Now()) : kNever;
    health_.Begun(job);
    std::optional<std::chrono::steady_clock::time_point> told;
    while (true) {
      if (const auto code = process->Poll()) return EndOfRun(*code, quiet);
      const auto now = clock_.Steady();
      const bool is_quiet = clock_.Now() >= quiet;
      if ((signals_.wants_end() || is_quiet) && !told) {
        if (!is_quiet) NotifyService(ServiceState::kStopping);
        process->Send(SIGTERM);
        told = now;
      } else if (told && now - *told > kPatience) {
        process->Send(SIGKILL);
      }
      NotifyServiceAlive();
      signals_.Wait(told ? seconds(1) : kSignOfLife);
    }
  }

  void Wait(std::chrono::milliseconds time) override { signals_.Wait(time); }

  bool stopped() const override { return signals_.wants_end(); }

  std::optional<Timetable> Reloaded() override {
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

  void OnWaiting(const Timetable& timetable) override {
    const auto next = timetable.Next();
    NotifyServiceStatus(next ? fmt::format("next: {} at {}", next->name,
                                           FormatTimestamp(next->start))
                             : "nothing is planned");
  }

  void OnEnd(const std::string& job, const JobEnd& end) override {
    health_.Ended();
    const bool bad = end.outcome == JobOutcome::kFailed;
    log_.Write(bad ? LogLevel::kWarning : LogLevel::kInfo, "end",
               {{"job", job},
                {"outcome", std::string(ToString(end.outcome))},
                {"message", end.message}});
  }

  Result<Timetable> Plan(Config config) {
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

  // What runs go by from here on.
  void Take(Config config) {
    quiet_ = std::move(config.daemon.quiet);
    options_ = std::move(config.options);
  }

 private:
  // A run that came to no end for reasons that pass is gone on with.
  JobEnd EndOfRun(int code, Timestamp quiet) {
    JobEnd end = EndOf(code);
    if (end.outcome == JobOutcome::kStopped && !signals_.wants_end() &&
        clock_.Now() >= quiet) {
      return {JobOutcome::kPaused, "quiet hours"};
    }
    if (code == kExitIo) {
      if (const auto room = CheckRoom(options_); !room) {
        return {JobOutcome::kPaused, room.error().message};
      }
    }
    return end;
  }

  const CommonFlags& common_;
  const Clock& clock_;
  JobLog& runs_;
  Options options_;   // as last loaded
  QuietHours quiet_;  // of the same configuration
  std::string held_;  // why no job begins; empty: they do
  SignalInbox signals_;
  Log log_{LogLevel::kInfo};
  DaemonHealth health_;  // its thread begins with the signals blocked
};

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
