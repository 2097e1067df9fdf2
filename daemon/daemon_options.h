// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration says of the daemon.

#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.h"
#include "daemon/timetable.h"

namespace ritmon {

// The jobs that there are: commands of the program that need nothing more than
// a configuration.
inline constexpr std::array<std::string_view, 4> kDaemonJobs = {
    "crawl", "tag", "report", "run"};

struct DaemonOptions {
  // Where health and metrics are served, as ParseListenAddress reads it; empty:
  // nowhere.
  std::string listen = "127.0.0.1:9464";
  std::optional<LogForm> log_form;  // nothing: that of the process (base/log.h)
  std::string time_zone = "Europe/Berlin";  // of the IANA database
  std::chrono::seconds jitter{60};
  std::vector<PlannedJob> jobs;  // in the order in which they go first
};

}  // namespace ritmon
