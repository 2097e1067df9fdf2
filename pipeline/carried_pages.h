// SPDX-License-Identifier: GPL-3.0-or-later
// What a replay carries along from the page store that it replaces, because the
// archive cannot say it any more: retention has removed the captures.
//
// Each is one transaction of the new store; a kill leaves the old one as it is.

#pragma once

#include <filesystem>

#include "base/result.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Pages whose captures are gone. kIo and kBusy: the old store may be whole;
// any other error: it cannot be read.
Status CarryExpired(const std::filesystem::path& old_store, PageStore& store);

// What feeds said whose captures are gone, of pages whose own are still there:
// after those are in `store`.
Status CarrySaidDates(const std::filesystem::path& old_store, PageStore& store);

}  // namespace ritmon
