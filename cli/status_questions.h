// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that the loaded sources cannot answer, and what would: a part
// of `ritmon status`.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/database.h"
#include "base/result.h"
#include "cli/terminal.h"
#include "pipeline/options.h"

namespace ritmon {

// A list of {"question", "known", "of", "filled_by"}; "of" is null where it is
// not a share of the companies. `database` must have the companies table.
Result<nlohmann::ordered_json> OpenQuestionsAsJson(const Options& options,
                                                   Database& database);

// The same for people, within 80 columns; empty if there are none.
std::string OpenQuestionsAsText(const nlohmann::ordered_json& questions,
                                const Terminal& terminal);

}  // namespace ritmon
