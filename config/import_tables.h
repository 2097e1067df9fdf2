// SPDX-License-Identifier: GPL-3.0-or-later
// What is imported, and how its money is reckoned: [[companies]], [[grants]],
// [[grant_quota]]. Each call takes one table of its list; mistakes go to the
// reader.

#pragma once

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

void AddCompanies(const toml::table& table, ConfigReader& reader,
                  Config& config);
void AddGrants(const toml::table& table, ConfigReader& reader, Config& config);
// The share that grants of one kind pay.
void AddGrantQuota(const toml::table& table, ConfigReader& reader,
                   Config& config);

}  // namespace ritmon
