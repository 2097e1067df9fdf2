// SPDX-License-Identifier: GPL-3.0-or-later
// Single cells of company lists, as vendors write them. Pure functions.

#pragma once

#include <string>
#include <string_view>

#include "model/company.h"

namespace ritmon {

// The form said in a cell ("GmbH", "gmbh_co_kg", "Gesellschaft mit
// beschränkter Haftung"), else the one in the name.
std::string LegalFormCell(std::string_view cell, std::string_view name);

// "20095", also "D-20095" and "1067" (a spreadsheet took the zero), and
// "20095 Hamburg" in the town's cell.
Address AddressCells(std::string_view street, std::string_view house_number,
                     std::string_view postcode, std::string_view town);

CompanyStatus StatusCell(std::string_view cell);

// "DE123456789", also "DE 123 456 789"; empty if it is no German VAT id.
std::string VatIdCell(std::string_view cell);
// 20 letters and digits (ISO 17442), or empty.
std::string LeiCell(std::string_view cell);
// Whether a country's cell says Germany, or nothing.
bool IsGermany(std::string_view cell);

// The register that the company's form is entered in, or empty.
std::string RegisterTypeOf(const Company& company);

// "Hamburg" of "Amtsgericht Hamburg HRB 123" or "Hamburg HRB 123".
std::string CourtIn(std::string_view cell);

}  // namespace ritmon
