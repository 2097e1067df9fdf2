// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/retag_stage.h"

#include <utility>
#include <vector>

#include "pipeline/pipeline.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

// Pages in memory at a time: enough to keep the workers busy.
constexpr size_t kChunk = 2000;

// Tags chunks of pages in parallel and writes them in order.
class Retagger {
 public:
  Retagger(const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
           PageStore& store)
      : store_(store) {
    for (int i = 0; i < options.pipeline.workers; ++i) {
      processors_.emplace_back(
          taxonomy, ProcessOptions{.news_sites = NewsSitesOf(options)});
    }
  }

  void Add(PageRecord record) { chunk_.push_back(std::move(record)); }
  bool IsFull() const { return chunk_.size() >= kChunk; }

  Status Flush(RetagReport& report) {
    std::vector<PageTags> tags(chunk_.size());
    ParallelFor(static_cast<int>(processors_.size()), chunk_.size(),
                [&](size_t item, int thread) {
                  tags[item] = processors_[static_cast<size_t>(thread)].Retag(
                      chunk_[item]);
                });
    for (size_t i = 0; i < chunk_.size(); ++i) {
      ++report.pages;
      if (EncodeTags(tags[i]) == EncodeTags(chunk_[i].tags)) continue;
      ++report.changed;
      if (auto s = store_.PutTags(chunk_[i].key, tags[i]); !s) return s;
    }
    chunk_.clear();
    return {};
  }

 private:
  PageStore& store_;
  std::vector<PageProcessor> processors_;
  std::vector<PageRecord> chunk_;
};

}  // namespace

Result<RetagReport> Retag(const Options& options,
                          std::shared_ptr<const Taxonomy> taxonomy,
                          PageStore& store, Counters& counters,
                          const Progress& progress) {
  RetagReport report;
  const std::string version = taxonomy->version();
  Retagger retagger(options, std::move(taxonomy), store);
  if (auto s = store.Begin(); !s) return tl::unexpected(s.error());
  // Writing to rows that the reading statement has passed is safe: it goes by
  // the key, which does not change.
  Status status = store.ForEach([&](PageRecord record) -> Status {
    retagger.Add(std::move(record));
    if (!retagger.IsFull()) return {};
    auto flushed = retagger.Flush(report);
    if (progress) progress(counters);
    return flushed;
  });
  if (status) status = retagger.Flush(report);
  if (status && report.changed > 0) status = store.SetDirty(true);
  if (status) status = store.SetListVersion(version);
  if (status) status = store.Commit();
  if (!status) {
    store.Rollback();
    return tl::unexpected(status.error());
  }
  return report;
}

}  // namespace ritmon
