// SPDX-License-Identifier: GPL-3.0-or-later
// Where an installed ritmon has its configuration when nobody names one.

#pragma once

#include <filesystem>

namespace ritmon {

// Of the program BIN/ritmon where BIN is PREFIX/bin: as `cmake --install` puts
// it (GNUInstallDirs), so that one build may be installed anywhere. Of /usr it
// is /etc/ritmon/ritmon.toml. `sysconfdir` wins if it is not empty. Empty for a
// program that is not installed.
std::filesystem::path ConfigurationBeside(
    const std::filesystem::path& program,
    const std::filesystem::path& sysconfdir);

// That of the running program; empty if it is not there.
std::filesystem::path InstalledConfiguration();

}  // namespace ritmon
