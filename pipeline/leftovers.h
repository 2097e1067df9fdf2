// SPDX-License-Identifier: GPL-3.0-or-later
// Temporary files that a kill has left in a data directory. Nobody else would
// remove them: each is written anew under its name or under another one.

#pragma once

#include <cstdint>

#include "pipeline/workspace.h"

namespace ritmon {

// How many files and directories. Who calls holds the directory's lock. What a
// killed job goes on from (import.db, text.old, *.purge in the archive) stays;
// what cannot be removed is tried again next time.
int64_t RemoveLeftovers(const Workspace& workspace);

}  // namespace ritmon
