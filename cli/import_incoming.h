// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon import incoming: what lies in a folder that is watched.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int ImportIncomingCommand(const Arguments& arguments);

}  // namespace ritmon
