// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/page_indexing.h"

#include <utility>

#include "pipeline/pipeline.h"

namespace ritmon {
namespace {

// Of text in a batch, which is held in memory.
constexpr size_t kMostBytes = size_t{16} << 20;

}  // namespace

Status PageIndexing::Add(PageRecord record, const CompanyFacets* owner) {
  for (const Block& block : record.blocks) bytes_ += block.text.size();
  batches_[filled_].push_back({std::move(record), owner});
  if (batches_[filled_].size() < pages_per_batch_ && bytes_ < kMostBytes) {
    return {};
  }
  bytes_ = 0;
  return ++filled_ == batches_.size() ? Write() : Status();
}

Status PageIndexing::Write() {
  std::vector<Status> written(batches_.size());
  ParallelFor(
      static_cast<int>(makers_.size()), batches_.size(),
      [&](size_t i, int thread) {
        if (batches_[i].empty()) return;
        written[i] = writer_.AddBatch(next_number_ + i, batches_[i],
                                      makers_[static_cast<size_t>(thread)]);
        batches_[i].clear();
      },
      timings_, JobStep::index_pages);
  for (const Status& status : written) {
    if (!status) return status;
  }
  next_number_ += batches_.size();
  filled_ = 0;
  return {};
}

}  // namespace ritmon
