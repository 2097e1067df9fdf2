// SPDX-License-Identifier: GPL-3.0-or-later
// The company table of version 0.1 into today's.

#pragma once

#include "base/database.h"
#include "base/result.h"

namespace ritmon {

// Harmless where the table has today's form or is not there. Within a
// transaction.
Status UpgradeCompanies(Database& database);

}  // namespace ritmon
