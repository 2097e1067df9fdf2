// SPDX-License-Identifier: GPL-3.0-or-later
// How commands show a company: as JSON, as a row of an export.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "model/record.h"

namespace ritmon {

nlohmann::ordered_json ToJson(const CompanyRecord& record, Date as_of);

// Titles and cells of a table with one row a company.
std::vector<std::string> CompanyColumnTitles();
std::vector<std::string> CompanyCells(const CompanyRecord& record, Date as_of);

// "hydrogen-efuels, battery-cells?": candidates have a question mark.
std::string FieldList(const CompanyRecord& record, bool with_candidates);

}  // namespace ritmon
