// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of text/pages.db (docs/formats.md).

#pragma once

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

// Makes them where they are missing; a store that an earlier version made gets
// the columns that it lacks.
Status MakePageTables(Database& database);

}  // namespace ritmon
