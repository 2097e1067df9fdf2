// SPDX-License-Identifier: GPL-3.0-or-later
// Commands about the commands: what they print is made of the whole table, so
// that a new command is in it by itself.

#pragma once

#include "cli/commands.h"
#include "cli/subcommands.h"

namespace ritmon {

int CompletionOf(const SubcommandTable& table, const Arguments& arguments);
int ManOf(const SubcommandTable& table, const Arguments& arguments);

}  // namespace ritmon
