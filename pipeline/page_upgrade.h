// SPDX-License-Identifier: GPL-3.0-or-later
// Page stores of versions before the form of their tables had a number. Columns
// were added over time, and the text of a page was JSON once.

#pragma once

#include "base/database.h"
#include "base/result.h"
#include "base/store_schema.h"

namespace ritmon {

// Whether a store without a number is like today's.
bool IsFirstPageForm(Database& database);
inline constexpr StoreSchema kPageSchema{.version = 1,
                                         .is_first = IsFirstPageForm};

// Makes it so, within a transaction. Its tags are not believed any more: they
// are made again by the next command that tags.
Status UpgradePages(Database& database);

}  // namespace ritmon
