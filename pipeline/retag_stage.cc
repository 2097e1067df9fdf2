// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/retag_stage.h"

#include <utility>

#include "pipeline/record_codec.h"
#include "pipeline/retagger.h"

namespace ritmon {

Result<RetagReport> Retag(const Options& options,
                          std::shared_ptr<const Taxonomy> taxonomy,
                          PageStore& store, Counters& counters,
                          const Progress& progress) {
  RetagReport report;
  const std::string version = taxonomy->version();
  Retagger retagger(options, taxonomy);
  const auto put = [&](PageRecord& record, PageTags& tags) -> Status {
    ++report.pages;
    if (EncodeTags(tags) == EncodeTags(record.tags)) return {};
    ++report.changed;
    return store.PutTags(record.key, tags);
  };
  if (auto s = store.Begin(); !s) return tl::unexpected(s.error());
  // Writing to rows that the reading statement has passed is safe: it goes by
  // the key, which does not change.
  Status status = store.ForEach([&](PageRecord record) -> Status {
    retagger.Add(std::move(record));
    if (!retagger.IsFull()) return {};
    auto flushed = retagger.Flush(put);
    if (progress) progress(counters);
    return flushed;
  });
  if (status) status = retagger.Flush(put);
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
