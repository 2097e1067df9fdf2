// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` on what was said of a company before.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "pipeline/field_history.h"
#include "pipeline/options.h"

namespace ritmon {

struct CompanyPast {
  std::vector<StateInterval> states;
  std::vector<TagInterval> tags;  // of fields and topics
  std::vector<CompanyMove> changes;
};

// Empty if no run has left a history yet, or it has nothing of the company.
Result<CompanyPast> PastOf(const Options& options,
                           const std::string& company_id);

// Empty without any.
std::string PastText(const CompanyPast& past, Language language);
nlohmann::ordered_json PastJson(const CompanyPast& past);

// Of a company that is in no index any more; kNotFound if the history does not
// know it either.
Result<std::string> ExplainVanished(const Options& options,
                                    const std::string& company_id, bool json,
                                    Language language);

}  // namespace ritmon
