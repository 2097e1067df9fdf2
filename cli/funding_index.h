// SPDX-License-Identifier: GPL-3.0-or-later
// Research money set against employees and against companies.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int FundingIndexCommand(const Arguments& arguments);
int FundingCompaniesCommand(const Arguments& arguments);

}  // namespace ritmon
