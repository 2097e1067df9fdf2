// SPDX-License-Identifier: GPL-3.0-or-later
// Which news pages and posts tell the same story (story_groups.h): found anew
// whenever the indexes are built, and kept in the page store, beside the pages
// (PageStore::PutStories), for it takes all sites to know.

#pragma once

#include <cstdint>

#include "base/result.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct StoryReport {
  int64_t pages = 0;   // news pages and posts
  int64_t copies = 0;  // of those, counted on another page
};

// Replaces all stories of the store. Without news pages nothing is read.
Result<StoryReport> FindStories(PageStore& pages);

}  // namespace ritmon
