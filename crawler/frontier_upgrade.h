// SPDX-License-Identifier: GPL-3.0-or-later
// The frontier of version 0.1, a table `frontier`, into today's.

#pragma once

#include "base/database.h"
#include "base/result.h"
#include "crawler/frontier.h"

namespace ritmon {

// Makes its URLs known, as far as `scope` takes them, and due: which captures
// they had was not noted then. Harmless if done twice, or where there is no
// such table. Not within a transaction.
Status TakeOverOldFrontier(Database& database, const Scope& scope,
                           const FrontierOptions& options);
Status DropOldFrontier(Database& database);

}  // namespace ritmon
