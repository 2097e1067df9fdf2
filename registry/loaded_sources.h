// SPDX-License-Identifier: GPL-3.0-or-later
// Where the companies of the state store come from: the sources that have
// brought values, each with the dates that its data is of.

#pragma once

#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

struct LoadedSource {
  std::string name;   // "offeneregister"
  std::string as_of;  // date of the data, "2018-11-09"; or empty
  friend bool operator==(const LoadedSource&, const LoadedSource&) = default;
};

// By name, then by date; none if no company was ever imported. Reads each row
// of companies: a second for half a million.
Result<std::vector<LoadedSource>> LoadedSources(Database& database);

}  // namespace ritmon
