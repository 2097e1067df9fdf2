// SPDX-License-Identifier: GPL-3.0-or-later
// Who receives research money, in which projects, with whom.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int FundingProjectsCommand(const Arguments& arguments);
int FundingRecipientsCommand(const Arguments& arguments);

}  // namespace ritmon
