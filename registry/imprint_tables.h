// SPDX-License-Identifier: GPL-3.0-or-later
// Tables in which each company has a column: "Firma | Muster GmbH | Beispiel
// KG" above "Ort | 20095 Hamburg | 24103 Kiel". Pure functions; any bytes.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// `text` with the rows of such tables turned into one company after the other;
// all other lines as they are. Cells are separated by "|".
std::string TurnColumnsToRows(std::string_view text);

}  // namespace ritmon
