// SPDX-License-Identifier: GPL-3.0-or-later
// Configuration: a TOML file and --set flags into the rooms' options.
//
// Reading it opens, resolves and starts nothing. config/reference.toml lists
// every key with its meaning, unit and default; a test holds it against the
// table in config_keys.cc. Paths are relative to the file that names them.

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "daemon/daemon_options.h"
#include "pipeline/options.h"

namespace ritmon {

struct Config {
  Options options;
  DaemonOptions daemon;
  // File with the addresses of a demonstration's hosts; empty normally. It is
  // read when a crawl starts (connect_to.h).
  std::filesystem::path connect_to;
};

// kInvalid with every mistake, one a line: "config/x.toml:12: unknown key
// 'crawl.dealy_ms', do you mean 'crawl.delay_ms'?". `sets` are "key=value" with
// a TOML value (a bare word is taken as text); they win over the file.
Result<Config> LoadConfig(const std::filesystem::path& path,
                          const std::vector<std::string>& sets = {});

struct ConfigKey {
  std::string_view name;     // "crawl.delay_ms"
  std::string_view meaning;  // one sentence, with the unit
};
// Every key that is not in a [[list]], in the order of the reference.
std::vector<ConfigKey> ConfigKeys();

}  // namespace ritmon
