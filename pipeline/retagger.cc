// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/retagger.h"

#include <utility>

#include "pipeline/pipeline.h"

namespace ritmon {
namespace {

constexpr size_t kChunk = 2000;

}  // namespace

Retagger::Retagger(const Options& options,
                   const std::shared_ptr<const Taxonomy>& taxonomy,
                   Timings& timings, JobStep step)
    : timings_(&timings), step_(step) {
  for (int i = 0; i < options.pipeline.workers; ++i) {
    processors_.emplace_back(
        taxonomy, ProcessOptions{.news_sites = NewsSitesOf(options)});
  }
}

bool Retagger::IsFull() const { return pages_.size() >= kChunk; }

Status Retagger::Flush(const VisitTags& visit) {
  std::vector<PageTags> tags(pages_.size());
  ParallelFor(
      static_cast<int>(processors_.size()), pages_.size(),
      [&](size_t item, int thread) {
        tags[item] =
            processors_[static_cast<size_t>(thread)].Retag(pages_[item]);
      },
      *timings_, step_);
  for (size_t i = 0; i < pages_.size(); ++i) {
    if (auto s = visit(pages_[i], tags[i]); !s) return s;
  }
  pages_.clear();
  return {};
}

}  // namespace ritmon
