// SPDX-License-Identifier: GPL-3.0-or-later
// A company's grants, for `ritmon explain`.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"
#include "pipeline/funding_view.h"
#include "report/html_text.h"

namespace ritmon {

struct CompanyGrant {
  Grant grant;
  GrantFacts facts;
};

// By start, newest first; none if no grants were imported.
Result<std::vector<CompanyGrant>> GrantsOf(const Analysis& analysis,
                                           const std::string& company_id);

// Empty for no grants.
std::string GrantsText(const std::vector<CompanyGrant>& grants,
                       Language language);
nlohmann::ordered_json GrantsJson(const std::vector<CompanyGrant>& grants);

}  // namespace ritmon
