// SPDX-License-Identifier: GPL-3.0-or-later
// How many people a company employs, as lists write it: "1.234", "50-99",
// "über 250", "K50-99". Pure functions.

#pragma once

#include <optional>
#include <string_view>

#include "model/company.h"

namespace ritmon {

// Nothing if `cell` is neither a number nor a class. `decimal` is the list's
// decimal sign, '.' or ','; 0 if it is not known: then groups of three digits
// are thousands. A year in brackets ("45 (2021)") is taken along.
std::optional<Headcount> ReadHeadcountCell(std::string_view cell,
                                           char decimal = 0);

}  // namespace ritmon
