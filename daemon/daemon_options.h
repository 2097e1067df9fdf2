// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration says of the daemon.

#pragma once

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/timetable.h"

namespace ritmon {

// The jobs that there are: commands of the program that need nothing more than
// a configuration.
inline constexpr std::array<std::string_view, 5> kDaemonJobs = {
    "crawl", "tag", "report", "run", "retention"};

struct DaemonOptions {
  std::string time_zone = "Europe/Berlin";  // of the IANA database
  std::chrono::seconds jitter{60};
  std::vector<PlannedJob> jobs;  // in the order in which they go first
};

}  // namespace ritmon
