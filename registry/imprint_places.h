// SPDX-License-Identifier: GPL-3.0-or-later
// The addresses of an imprint, whose parts stand on one line or on several.
// Pure functions.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/company.h"
#include "registry/imprint_lines.h"

namespace ritmon {

struct FoundAddress {
  Address address;
  size_t begin = 0;  // bytes of the line
  bool post_box = false;
  bool foreign = false;      // not in Germany
  bool placeholder = false;  // the template's "12345 Musterstadt"
};

// The address whose postcode stands on line `i`; its street is there or above.
std::optional<FoundAddress> AddressAt(const std::vector<ImprintLine>& lines,
                                      size_t i);

// Whether line `i` can be only the street of the address below it.
bool IsStreetLine(const ImprintLine& line);

}  // namespace ritmon
