// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_batches.h"

#include <system_error>
#include <utility>

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Parts that are read at once, a few open files each. As many neighbours
// become one part of the next level, so that a document is read only a few
// times, however many there are.
constexpr size_t kPartsPerMerge = 64;

}  // namespace

IndexBatches::IndexBatches(fs::path directory,
                           std::map<std::string, std::string> metadata)
    : directory_(std::move(directory)), metadata_(std::move(metadata)) {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
  fs::create_directories(directory_, ignored);
}

IndexBatches::~IndexBatches() {
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

fs::path IndexBatches::PathOf(size_t level, size_t number) const {
  return directory_ / (std::to_string(level) + "-" + std::to_string(number));
}

IndexBatches::Batch IndexBatches::Begin(size_t number) {
  Batch batch;
  batch.number_ = number;
  batch.path_ = PathOf(0, number);
  // A batch that is lost is made again with all the others.
  batch.database_ = Xapian::WritableDatabase(
      batch.path_.string(),
      Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
  for (const auto& [key, value] : metadata_) {
    batch.database_.set_metadata(key, value);
  }
  return batch;
}

void IndexBatches::Close(Batch batch) {
  batch.database_.commit();
  batch.database_.close();
  size_t number = batch.number_;
  fs::path path = std::move(batch.path_);
  for (size_t level = 0;; ++level) {
    {
      std::lock_guard lock(mutex_);
      if (levels_.size() <= level) levels_.resize(level + 1);
      levels_[level].emplace(number, std::move(path));
    }
    const Paths group = TakeGroup(level, number);
    if (group.empty()) return;
    number /= kPartsPerMerge;
    path = PathOf(level + 1, number);
    Merge(group, path);
    std::error_code ignored;
    for (const fs::path& part : group) fs::remove_all(part, ignored);
  }
}

IndexBatches::Paths IndexBatches::TakeGroup(size_t level, size_t number) {
  std::lock_guard lock(mutex_);
  auto& parts = levels_[level];
  const size_t first = number / kPartsPerMerge * kPartsPerMerge;
  const auto begin = parts.lower_bound(first);
  const auto end = parts.lower_bound(first + kPartsPerMerge);
  if (std::distance(begin, end) != ptrdiff_t{kPartsPerMerge}) return {};
  Paths group;
  for (auto part = begin; part != end; ++part) {
    group.push_back(std::move(part->second));
  }
  parts.erase(begin, end);
  return group;
}

void IndexBatches::Merge(const Paths& parts, const fs::path& target) const {
  Xapian::Database all;
  for (const fs::path& part : parts) {
    all.add_database(Xapian::Database(part.string()));
  }
  all.compact(target.string());
}

void IndexBatches::MergeInto(const fs::path& target) {
  // All groups that are full have been merged: what is left on a level comes
  // behind all of the levels above.
  Paths parts;
  for (auto level = levels_.rbegin(); level != levels_.rend(); ++level) {
    for (const auto& [number, path] : *level) parts.push_back(path);
  }
  if (!parts.empty()) {
    Merge(parts, target);
    return;
  }
  Xapian::WritableDatabase empty(target.string(),
                                 Xapian::DB_CREATE_OR_OVERWRITE);
  for (const auto& [key, value] : metadata_) empty.set_metadata(key, value);
  empty.commit();
}

}  // namespace ritmon
