// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the tables of an index are sound: Xapian's own check, which reads all
// of it.

#pragma once

#include <filesystem>

#include "base/result.h"

namespace ritmon {

// kInvalid says what is wrong and names the command that builds it anew.
Status CheckIndexTables(const std::filesystem::path& directory);

}  // namespace ritmon
