// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of a job went, step by step (ritmon status --timings).

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/result.h"
#include "cli/terminal.h"
#include "pipeline/timing_store.h"
#include "pipeline/workspace.h"

namespace ritmon {

// Of the last job of this kind, of all jobs (TimedRun::kAll), or of the last
// one if empty. kNotFound if there was none.
Result<TimedRun> FindTimings(const Workspace& workspace,
                             const std::string& kind);

// {"run": {...}, "steps": [...], "threads": [...]}; docs/operations.md has the
// keys. `is_alive`: somebody works in the data directory now.
nlohmann::ordered_json TimingsAsJson(const TimedRun& run, bool is_alive);

// The same as a table, with a line that says what limits.
std::string TimingsAsText(const TimedRun& run, bool is_alive,
                          const Terminal& terminal);

}  // namespace ritmon
