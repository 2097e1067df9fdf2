// SPDX-License-Identifier: GPL-3.0-or-later
// Which fields a cluster works in, as people see it (Tab. 4): a table that is
// edited by hand, one row a cluster and field.
//
// Columns: cluster; field|feld; intensity|intensitaet (0, 1 "vereinzelte", 2
// "umfangreiche Aktivitäten"); evidence|beleg; source|quelle; date|stand.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct ClusterMark {
  std::string cluster;  // as the table names it
  std::string field;    // the same
  int intensity = 0;    // 0 to 2
  std::string evidence;
  std::string source;
  std::string date;
  uint64_t line = 0;
};

// kInvalid with all mistakes; a pair twice is one.
Result<std::vector<ClusterMark>> ReadClusterMarks(
    const std::filesystem::path& path);

}  // namespace ritmon
