// SPDX-License-Identifier: GPL-3.0-or-later
// Takes out of archive and page store what must not stay there: pages that
// turned out to be reserved from mining, with what older keyword lists counted
// by them (list_history.h), and raw captures whose time is up.
// Between crawls, when nobody writes to the archive.

#pragma once

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Everything that the reservation ledger lists as pending. Captures and text
// go first, the ledger's mark last: a kill in between costs a second pass.
Status PurgeReserved(const Options& options, PageStore& store,
                     const Clock& clock);

// Removes captures older than Options::retention_days; what was derived from
// them stays, marked as expired.
Status RemoveExpired(const Options& options, PageStore& store,
                     const Clock& clock);

}  // namespace ritmon
