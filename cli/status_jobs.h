// SPDX-License-Identifier: GPL-3.0-or-later
// What the daemon's jobs did, and when they run next.

#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json_fwd.hpp>

#include "base/result.h"
#include "base/time.h"
#include "config/config.h"

namespace ritmon {

// Tells machines apart, so that they do not all crawl at the same minute.
uint64_t JitterSeedOf(const std::filesystem::path& data_directory);

TimetableOptions TimetableOptionsOf(const Config& config);

// {"next": {"crawl": "2026-11-30T02:00:07Z"}, "last": {"crawl": "done ..."}};
// without these where nothing is planned or nothing ran.
Result<nlohmann::ordered_json> JobsAsJson(const Config& config, Timestamp now);

}  // namespace ritmon
