// SPDX-License-Identifier: GPL-3.0-or-later
// The databases of a data directory: opened in the form that this program
// knows, brought up to date, and what to do if one of them is damaged.

#pragma once

#include "base/database.h"
#include "base/result.h"
#include "base/store_schema.h"
#include "pipeline/options.h"
#include "pipeline/workspace.h"

namespace ritmon {

// state.db, for reading and writing; made if it is not there.
Result<Database> OpenState(const Workspace& workspace);
Result<Database> OpenStateReadOnly(const Workspace& workspace);

// Brings what earlier versions have written up to date. For who holds the lock.
// Of what cannot be made again a copy stays beside it.
Status UpgradeStores(const Options& options);
// The same for the page store, which can be made again.
Status UpgradePageStore(const Workspace& workspace);

// The same error; of a damaged database or index it says what mends it.
Error WithRemedy(Error error);

}  // namespace ritmon
