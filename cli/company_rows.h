// SPDX-License-Identifier: GPL-3.0-or-later
// How commands show a company: as JSON, and its fields in one line. Rows of an
// export are report/company_columns.h.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "model/record.h"

namespace ritmon {

nlohmann::ordered_json ToJson(const CompanyRecord& record, Date as_of);

// "hydrogen-efuels, battery-cells?": candidates have a question mark.
std::string FieldList(const CompanyRecord& record, bool with_candidates);

}  // namespace ritmon
