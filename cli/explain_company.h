// SPDX-License-Identifier: GPL-3.0-or-later
// Why a company is (not) counted: down to the sentence.

#pragma once

#include <string>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/terminal.h"

namespace ritmon {

// All that is known of the company with this id, or else this name, as it is
// printed; of one that is in no index any more, what the history has. kNotFound
// if there is none, kInvalid with their ids if there are several.
Result<std::string> ExplainCompany(const Analysis& analysis,
                                   const std::string& name, bool json,
                                   const Terminal& terminal);

}  // namespace ritmon
