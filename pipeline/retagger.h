// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the tags of stored pages anew, many at a time on all workers.

#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/process_page.h"
#include "pipeline/timings.h"

namespace ritmon {

// Belongs to one thread; works on others inside Flush.
class Retagger {
 public:
  // The work counts as `step` in `timings`, which must outlive it.
  Retagger(const Options& options,
           const std::shared_ptr<const Taxonomy>& taxonomy, Timings& timings,
           JobStep step);

  void Add(PageRecord record) { pages_.push_back(std::move(record)); }
  // Enough to keep the workers busy; more would only take memory.
  bool IsFull() const;

  // Calls `visit` for each page that was added, in that order, with its new
  // tags; the record still has the old ones. An error of `visit` ends it.
  using VisitTags =
      std::function<Status(PageRecord& record, PageTags& new_tags)>;
  Status Flush(const VisitTags& visit);

 private:
  std::vector<PageProcessor> processors_;
  std::vector<PageRecord> pages_;
  Timings* timings_;
  JobStep step_;
};

}  // namespace ritmon
