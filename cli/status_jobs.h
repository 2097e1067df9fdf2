// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon's jobs did, and when they run next.

#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "base/time.h"
#include "config/config.h"

namespace ritmon {

// {"next": {"crawl": "2026-11-30T02:00:07Z"}, "last": {"crawl": "done ..."}};
// without these where nothing is planned or nothing ran.
Result<nlohmann::ordered_json> JobsAsJson(const Config& config, Timestamp now);

}  // namespace ritmon
