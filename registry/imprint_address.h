// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses in the lines of an imprint. Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

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

// False if nothing on the line can be a German postcode.
bool MayHoldPostcode(std::string_view line);

// "6020 Innsbruck", "CH-8001 Zürich", "3011 TJ Rotterdam", "London WC2H 9JQ".
// Only where something else says that the company is not a German one: four
// digits and a word may be anything.
std::optional<FoundPlace> FindForeignPlace(std::string_view line);

// The street with its house number in `text`, which may hold more: the last
// part that looks like one, with the building and the floor that follow it
// ("Marktplatz 2, Haus 3, 2. OG"). Empty if there is none.
std::string StreetIn(std::string_view text);
bool IsPostOfficeBox(std::string_view text);

}  // namespace ritmon
