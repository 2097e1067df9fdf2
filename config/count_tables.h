// SPDX-License-Identifier: GPL-3.0-or-later
// Of what companies are counted, and how many are enough: [[regions]],
// [[field_threshold]]. Each call takes one table of its list; mistakes go to
// the reader.

#pragma once

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

// Whether its districts exist is asked when the place tables are read.
void AddRegion(const toml::table& table, ConfigReader& reader, Config& config);
// Whether there is such a field is asked when the keyword lists are read.
void AddFieldThreshold(const toml::table& table, ConfigReader& reader,
                       Config& config);

}  // namespace ritmon
