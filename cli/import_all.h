// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon import all: what the configuration names, and what lies in the folder
// that it watches.

#pragma once

#include "cli/commands.h"

namespace ritmon {

int ImportAllCommand(const Arguments& arguments);

}  // namespace ritmon
