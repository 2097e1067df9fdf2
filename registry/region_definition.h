// SPDX-License-Identifier: GPL-3.0-or-later
// Regions as somebody defines them: in config/geo/regions.tsv or as [[regions]]
// of a configuration file. A set of districts, of whole states, of other
// regions.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct Region {
  std::string name;  // "metropolregion-hamburg"
  std::string label_de;
  std::string label_en;
  std::vector<std::string> districts;  // AGS, sorted
};

struct RegionDefinition {
  std::string name;                    // lower-case letters, digits, hyphens
  std::string label_de;                // empty: the name
  std::string label_en;                // empty: label_de
  std::vector<std::string> districts;  // AGS: 5 digits, or 2 for a whole state
  std::vector<std::string> includes;   // names of other regions
  std::string origin;                  // "config/x.toml:12", for messages
};

// AGS of 5 digits -> name.
using DistrictNames = std::map<std::string, std::string, std::less<>>;

// Adds `definitions` to `regions`; one of a name that is there already takes
// its place, and its includes may name what it replaces. Each may include any
// other, in whatever order they come. kInvalid with all mistakes, one a line:
// unknown AGS or region, a name twice, no districts, regions that include one
// another; `regions` is then left as it was.
Status DefineRegions(const std::vector<RegionDefinition>& definitions,
                     const DistrictNames& districts,
                     std::vector<Region>& regions);

}  // namespace ritmon
