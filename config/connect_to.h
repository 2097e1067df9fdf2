// SPDX-License-Identifier: GPL-3.0-or-later
// Where a demonstration's hosts are really found: a TOML file beside the
// configuration, which Config::connect_to names.

#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/result.h"

namespace ritmon {

// Host -> "address:port". kInvalid at the first mistake.
Result<std::map<std::string, std::string>> LoadConnectTo(
    const std::filesystem::path& path);

}  // namespace ritmon
