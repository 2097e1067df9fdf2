// SPDX-License-Identifier: GPL-3.0-or-later
// What a configuration as it was shipped still lacks: it is right, but a daemon
// with it has nothing to do.

#pragma once

#include <string>
#include <vector>

#include "config/config.h"

namespace ritmon {

// A sentence each; none if nothing is missing.
std::vector<std::string> SetupHints(const Config& config);

}  // namespace ritmon
