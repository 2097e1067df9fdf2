// SPDX-License-Identifier: GPL-3.0-or-later
// The single facts that a line of an imprint states: an address, a court, a
// VAT id. Names are in imprint_names.h. Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"

namespace ritmon {

struct FoundPlace {
  std::string postcode;
  std::string town;
  size_t begin = 0;  // bytes of the line
  size_t end = 0;
};

// "D-20095 Hamburg" on the line. Not what looks like it: "HRB 86891 Hamburg",
// bank accounts.
std::optional<FoundPlace> FindPlace(std::string_view line);

// The street with its house number in `text`, which may hold more: the last
// part that looks like one. Empty if there is none.
std::string StreetIn(std::string_view text);
bool IsPostOfficeBox(std::string_view text);

struct FoundCourt {
  std::string name;  // without "Amtsgericht"
  size_t begin = 0;
  bool labelled = false;  // said to be a court, not only next to a number
};

// The courts of the line; next to a register number also a bare town.
std::vector<FoundCourt> FindCourts(std::string_view line);

// "DE123456789" of "DE 123 456 789"; no bank accounts, no W-IdNr.
std::optional<std::string> FindVatId(std::string_view line);

}  // namespace ritmon
