// SPDX-License-Identifier: GPL-3.0-or-later
// How the daemon meets the machine: jobs are processes of this program, time
// passes in the signal inbox, the service manager hears how it goes.

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/log.h"
#include "cli/daemon_health.h"
#include "cli/frontend.h"
#include "daemon/daemon.h"
#include "daemon/signal_inbox.h"

namespace ritmon {

// Configuration and keyword lists as they are now; an error if a job would
// refuse them.
Result<Config> LoadChecked(const CommonFlags& common);

class ProcessHost final : public DaemonHost {
 public:
  // All must outlive it.
  ProcessHost(const CommonFlags& common, const Clock& clock, JobLog& runs);

  // The configuration's timetable; from here on its runs go by it. kInvalid if
  // it plans nothing, kIo if nobody can be told how it goes.
  Result<Timetable> Plan(Config config);
  // The second half of that, for a single run.
  void Take(Config config);

  std::optional<std::string> WhyNot(const std::string& job) override;
  JobEnd Run(const std::string& job) override;
  void Wait(std::chrono::milliseconds time) override;
  bool stopped() const override;
  std::optional<Timetable> Reloaded() override;
  void OnWaiting(const Timetable& timetable) override;
  void OnEnd(const std::string& job, const JobEnd& end) override;

 private:
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

}  // namespace ritmon
