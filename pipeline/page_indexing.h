// SPDX-License-Identifier: GPL-3.0-or-later
// Pages on their way into a fresh index, on all workers: batches are collected
// in the order in which pages come and then written at once, some by each
// thread. The index does not show how many workers there were.
//
// Belongs to one thread.

#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "index/index_writer.h"
#include "index/page_document.h"
#include "pipeline/timings.h"

namespace ritmon {

class PageIndexing {
 public:
  // All must outlive it. `writer` is of a fresh index of about so many pages.
  PageIndexing(PageIndexWriter& writer, size_t pages, int workers,
               Timings& timings)
      : writer_(writer),
        timings_(timings),
        pages_per_batch_(PageIndexWriter::PagesPerBatch(pages)),
        makers_(static_cast<size_t>(workers)),
        batches_(makers_.size() * kBatchesPerThread) {}

  // `owner`: facts of the company whose page it is, or null; must outlive it.
  Status Add(PageRecord record, const CompanyFacets* owner);
  // Writes what is left. The writer's Commit remains to be called.
  Status Finish() { return Write(); }

 private:
  // Written at a time: no two take equally long, and nobody waits for long if
  // there are some. Of large pages each may hold 16 MiB of text.
  static constexpr size_t kBatchesPerThread = 4;

  Status Write();

  PageIndexWriter& writer_;
  Timings& timings_;
  const size_t pages_per_batch_;
  std::vector<PageDocumentMaker> makers_;  // one a thread
  std::vector<std::vector<PageIndexWriter::OwnedPage>> batches_;
  size_t filled_ = 0;  // batches
  size_t bytes_ = 0;   // of text in the batch being filled
  size_t next_number_ = 0;
};

}  // namespace ritmon
