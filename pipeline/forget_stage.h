// SPDX-License-Identifier: GPL-3.0-or-later
// Takes out of the data directory whom nobody may know any more, but for the
// indexes, which are made again from the rest.
//
// The ledger's entry comes first and its mark "done" last, after the indexes
// and after CompactStores: a kill anywhere costs a second pass, and doing any
// of it twice does no harm.

#pragma once

#include "base/result.h"
#include "base/time.h"
#include "pipeline/forgotten_list.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Archive, page store, state, histories, reports. The store is dirty after it.
Status RemoveForgotten(const Options& options, const ForgottenList& list,
                       PageStore& store, const Clock& clock);

// So that what was deleted is in no database file any more. kBusy if one is
// being read for longer than some seconds.
Status CompactStores(const Options& options, PageStore& store);

// Archive files of others that are about to be taken over.
Status PurgeForgotten(const std::filesystem::path& directory,
                      const ForgottenList& list, const Clock& clock);

}  // namespace ritmon
