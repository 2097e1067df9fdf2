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
#include "daemon/quiet_hours.h"
#include "daemon/timetable.h"

namespace ritmon {

// A command of the program that needs nothing more than a configuration.
struct DaemonJob {
  std::string_view name;
  std::array<std::string_view, 3> arguments;  // the last ones may be empty
  // Asks other people's servers; what is fetched is kept, so that it may be
  // ended at any time and goes on later.
  bool fetches = false;
  // Makes room on the disk: runs also when that is nearly full.
  bool makes_room = false;
};

inline constexpr std::array<DaemonJob, 9> kDaemonJobs = {{
    {.name = "crawl", .arguments = {"crawl"}, .fetches = true},
    {.name = "news", .arguments = {"crawl", "--only", "news"}, .fetches = true},
    {.name = "social",
     .arguments = {"crawl", "--only", "social"},
     .fetches = true},
    {.name = "import", .arguments = {"import", "all"}},
    {.name = "tag", .arguments = {"tag"}},
    {.name = "snapshot", .arguments = {"index"}},
    {.name = "report", .arguments = {"report"}},
    {.name = "retention", .arguments = {"retention"}, .makes_room = true},
    {.name = "run", .arguments = {"run"}, .fetches = true},
}};
std::vector<std::string_view> DaemonJobNames();
const DaemonJob* FindDaemonJob(std::string_view name);

struct DaemonOptions {
  // Where health and metrics are served, as ParseListenAddress reads it; empty:
  // nowhere.
  std::string listen = "127.0.0.1:9464";
  std::optional<LogForm> log_form;  // nothing: that of the process (base/log.h)
  std::string time_zone = "Europe/Berlin";  // of the IANA database
  std::chrono::seconds jitter{60};
  std::vector<std::string> quiet_hours;  // as they are written
  QuietHours quiet;                      // the same, understood
  std::vector<PlannedJob> jobs;          // in the order in which they go first
};

}  // namespace ritmon
