// SPDX-License-Identifier: GPL-3.0-or-later
// What was or would be forgotten, and what retention removed: as JSON and for
// readers.

#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "pipeline/forget_ledger.h"
#include "pipeline/forget_plan.h"
#include "pipeline/retention_log.h"

namespace ritmon {

nlohmann::ordered_json ToJson(const ForgetPlan& plan);
std::string ToText(const ForgetPlan& plan, const Terminal& terminal);

nlohmann::ordered_json ToJson(const ForgetEntry& entry);
std::string ToText(const std::vector<ForgetEntry>& entries,
                   const Terminal& terminal);

nlohmann::ordered_json ToJson(const RetentionRun& run);
// A line for each of the last runs that removed something.
std::string ToText(const std::vector<RetentionRun>& runs,
                   const Terminal& terminal);

// Both records in a line each, for `status`; null where there is nothing.
nlohmann::ordered_json ForgottenTotals(const std::vector<ForgetEntry>& entries);
nlohmann::ordered_json RetentionTotals(const std::vector<RetentionRun>& runs);

}  // namespace ritmon
