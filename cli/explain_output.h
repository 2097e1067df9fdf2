// SPDX-License-Identifier: GPL-3.0-or-later
// How `ritmon explain` shows what it found, whatever that is of.

#pragma once

#include <string>

#include "cli/terminal.h"

namespace ritmon {

// On a terminal the first line, what it is about, is bold, and long lines are
// broken behind their own indent. A file gets the lines as they are.
std::string Fitted(const std::string& text, const Terminal& terminal);

}  // namespace ritmon
