// SPDX-License-Identifier: GPL-3.0-or-later
// What a page says of itself goes before what a feed says of it, also where the
// page was never stored. Which of the two came first does not matter: both
// functions look at what is known now (state store), after a crawl as after a
// replay.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Removes the excerpts of pages, origins and sites that are reserved from
// mining today. How many there were.
Result<int64_t> RemoveReservedExcerpts(const Options& options,
                                       PageStore& store);

// Keys of the excerpts whose address redirects: the page is read where it
// leads.
Result<std::vector<std::string>> RedirectedExcerpts(Frontier& frontier,
                                                    PageStore& store);

}  // namespace ritmon
