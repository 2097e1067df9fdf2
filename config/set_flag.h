// SPDX-License-Identifier: GPL-3.0-or-later
// The flag --set key=value: one key of the configuration, set last.

#pragma once

#include <string>

#include "base/result.h"
#include "config/config.h"

namespace ritmon {

// `set` is "section.key=value" with a TOML value; what is none is taken as
// text. Relative paths begin at the working directory. kInvalid with
// "--set crawl.delay_ms=x:2: reason".
Status ApplySet(const std::string& set, Config& config);

}  // namespace ritmon
