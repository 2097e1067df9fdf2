// SPDX-License-Identifier: GPL-3.0-or-later
// Register courts in the lines of an imprint. Pure functions; any bytes are
// accepted.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct FoundCourt {
  std::string name;  // without "Amtsgericht"
  size_t begin = 0;
  bool labelled = false;  // said to be a court, not only next to a number
};

// The courts of the line; next to a register number also a bare town.
std::vector<FoundCourt> FindCourts(std::string_view line);

}  // namespace ritmon
