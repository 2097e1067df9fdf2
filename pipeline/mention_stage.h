// SPDX-License-Identifier: GPL-3.0-or-later
// Which companies the news pages and posts name: found anew whenever the
// indexes are built, and kept in the page store (PageStore::PutMentions).
//
// The region's companies are looked for, and those that a site was attributed
// to. All others are known by name only: who has the same name needs more to be
// believed. What the pages of many sites write without meaning the company, or
// in lower case, is an everyday word (mention_breadth.h).

#pragma once

#include <cstdint>

#include "base/result.h"
#include "pipeline/attribute.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct MentionReport {
  int64_t pages = 0;     // news pages and posts
  int64_t named = 0;     // mentions of a company
  int64_t left_out = 0;  // names that were not believed
  int64_t everyday = 0;  // names that the pages showed to be everyday words
};

// Replaces all mentions of the store. Without news pages nothing is read.
Result<MentionReport> FindMentions(const Options& options, const Places& places,
                                   const Attribution& attribution,
                                   CompanyStore& companies, PageStore& pages);

}  // namespace ritmon
