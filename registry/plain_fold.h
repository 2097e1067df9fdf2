// SPDX-License-Identifier: GPL-3.0-or-later
// Fold for names of towns and courts, which are asked for once for every
// company of a register: what German names are written in takes no way through
// Unicode. A pure function; any bytes are accepted.

#pragma once

#include <string>
#include <string_view>

namespace ritmon {

// Fold(text), but for white space, which stays as it is.
std::string FoldName(std::string_view text);

}  // namespace ritmon
