// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/daemon_options.h"

namespace ritmon {

std::vector<std::string_view> DaemonJobNames() {
  std::vector<std::string_view> names;
  for (const DaemonJob& job : kDaemonJobs) names.push_back(job.name);
  return names;
}

const DaemonJob* FindDaemonJob(std::string_view name) {
  for (const DaemonJob& job : kDaemonJobs) {
    if (job.name == name) return &job;
  }
  return nullptr;
}

}  // namespace ritmon
