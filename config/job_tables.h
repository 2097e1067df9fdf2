// SPDX-License-Identifier: GPL-3.0-or-later
// When the daemon does what: [[job]], and the hours in which it leaves others'
// servers alone. Mistakes go to the reader.

#pragma once

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

// Takes one table of the list. Its times are of daemon.time_zone, which must be
// read before.
void AddJob(const toml::table& table, ConfigReader& reader, Config& config);

// daemon.quiet_hours, once daemon.time_zone, which may stand behind them, is
// read. `root` is the whole document.
void ReadQuietHours(const toml::table& root, ConfigReader& reader,
                    Config& config);

}  // namespace ritmon
