// SPDX-License-Identifier: GPL-3.0-or-later
// Where the crawl goes, and how far: [[sites]], [[seeds]], [[directory]],
// [[feed]]. Each call takes one table of its list; mistakes go to the reader.

#pragma once

#include "config/config.h"
#include "config/config_reader.h"

namespace ritmon {

// The rules of one site; those that it does not name are the defaults of
// [crawl], which must be read before.
void AddSite(const toml::table& table, ConfigReader& reader, Config& config);
void AddSeed(const toml::table& table, ConfigReader& reader, Config& config);
void AddDirectory(const toml::table& table, ConfigReader& reader,
                  Config& config);
void AddFeed(const toml::table& table, ConfigReader& reader, Config& config);

}  // namespace ritmon
