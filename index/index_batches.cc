// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/index_batches.h"

#include <system_error>
#include <utility>

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kDocumentsPerBatch = 400;
// Parts that are read at once, a few open files each.
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
  batch_ = Xapian::WritableDatabase();
  std::error_code ignored;
  fs::remove_all(directory_, ignored);
}

fs::path IndexBatches::NextPath() {
  return directory_ / std::to_string(made_++);
}

void IndexBatches::Add(const Xapian::Document& document) {
  if (in_batch_ == 0) {
    parts_.push_back({NextPath(), 0});
    // A batch that is lost is made again with all the others.
    batch_ = Xapian::WritableDatabase(
        parts_.back().path.string(),
        Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_NO_SYNC);
    for (const auto& [key, value] : metadata_) batch_.set_metadata(key, value);
  }
  batch_.add_document(document);
  if (++in_batch_ == kDocumentsPerBatch) CloseBatch();
}

void IndexBatches::CloseBatch() {
  batch_.commit();
  batch_.close();
  in_batch_ = 0;
  // As many as were merged equally often become one, so that a document is
  // read only a few times, however many there are.
  while (parts_.size() >= kPartsPerMerge) {
    const size_t first = parts_.size() - kPartsPerMerge;
    const int merges = parts_.back().merges;
    if (parts_[first].merges != merges) return;
    Part merged{NextPath(), merges + 1};
    Merge(first, merged.path);
    std::error_code ignored;
    for (size_t i = first; i < parts_.size(); ++i) {
      fs::remove_all(parts_[i].path, ignored);
    }
    parts_.resize(first);
    parts_.push_back(std::move(merged));
  }
}

void IndexBatches::Merge(size_t first, const fs::path& target) {
  Xapian::Database all;
  for (size_t i = first; i < parts_.size(); ++i) {
    all.add_database(Xapian::Database(parts_[i].path.string()));
  }
  all.compact(target.string());
}

void IndexBatches::MergeInto(const fs::path& target) {
  if (in_batch_ > 0) CloseBatch();
  if (!parts_.empty()) {
    Merge(0, target);
    return;
  }
  Xapian::WritableDatabase empty(target.string(),
                                 Xapian::DB_CREATE_OR_OVERWRITE);
  for (const auto& [key, value] : metadata_) empty.set_metadata(key, value);
  empty.commit();
}

}  // namespace ritmon
