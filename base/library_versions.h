// SPDX-License-Identifier: GPL-3.0-or-later
// Which versions of libraries are there now, which may be others than when the
// program was built.

#pragma once

#include <string>

namespace ritmon {

std::string IcuVersion();     // "72.1"
std::string SqliteVersion();  // "3.40.1"

}  // namespace ritmon
