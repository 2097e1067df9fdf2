// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters and networks of companies: [[cluster]]. Mistakes go to the reader.

#pragma once

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

// Takes one table of the list. What it names elsewhere is not looked at yet.
void AddCluster(const toml::table& table, ConfigReader& reader, Config& config);

// Whether each cluster's [[directory]] is there: once all lists are read, for
// it may stand below. `root` is the whole document.
void CheckClusters(const toml::table& root, ConfigReader& reader,
                   const Config& config);

}  // namespace ritmon
