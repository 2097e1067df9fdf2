// SPDX-License-Identifier: GPL-3.0-or-later
// Takes out of archive and page store what must not stay there: pages that
// turned out to be reserved from mining, with what older keyword lists counted
// by them (list_history.h), and what has had its time.
// Between crawls, when nobody writes to the archive.

#pragma once

#include "base/result.h"
#include "base/time.h"
#include "crawler/archive_retention.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/retention_log.h"

namespace ritmon {

// Everything that the reservation ledger lists as pending. Captures and text
// go first, the ledger's mark last: a kill in between costs a second pass.
Status PurgeReserved(const Options& options, PageStore& store,
                     const Clock& clock);

// Removes captures older than Options::retention_days; what was derived from
// them stays, marked as expired. Then what has had Options::gone_days: pages
// that have been gone for so long, where no capture could bring them back, and
// what was asked of networks before. What was removed is noted
// (retention_log.h).
Result<RetentionCounts> RemoveExpired(
    const Options& options, PageStore& store, const Clock& clock,
    RetentionMode mode = RetentionMode::kRemove);

}  // namespace ritmon
