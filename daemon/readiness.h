// SPDX-License-Identifier: GPL-3.0-or-later
// Whether jobs could do their work on a data directory now. Reads only.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace ritmon {

// Why not, one reason each, by path; empty if they could. `databases` are files
// that may be missing, but not unreadable. That another process holds one is no
// reason: it will let go of it.
std::vector<std::string> WhyNotReady(
    const std::filesystem::path& data_directory,
    const std::vector<std::filesystem::path>& databases);

}  // namespace ritmon
