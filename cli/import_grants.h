// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon import grants FILE...

#pragma once

#include <string>

#include "cli/commands.h"
#include "pipeline/grant_stage.h"

namespace ritmon {

int ImportGrantsCommand(const Arguments& arguments);

// As TerminalImportProgress.
OnGrantProgress TerminalGrantProgress(bool quiet);

// kExitPartial if rows were refused.
int CodeOf(const GrantImportReport& report);

// For standard error: a line a file with its counts, what was dropped and why,
// the first refused rows.
std::string Describe(const GrantImportReport& report);
std::string Describe(const GrantFactsReport& report);

}  // namespace ritmon
