// SPDX-License-Identifier: GPL-3.0-or-later
// One Xapian database on disk, written; for index/*.cc only, like the reader
// (index_database_reader.h).
//
// Errors: kBusy if another process holds the write lock; kIo if the disk is
// full or cannot be read; kInvalid for damage and for another schema version,
// with the command that rebuilds it. Objects belong to one thread.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.h"
#include "index/index_document.h"
#include "index/schema.h"

namespace ritmon {

class IndexDatabaseWriter {
 public:
  // Opens or creates. With `fresh`, whatever index is there is dropped, and
  // nothing is there to be read before the first Commit, which leaves a packed
  // index: the fast way to make a whole one (index_batches.h).
  static Result<IndexDatabaseWriter> Open(
      const std::filesystem::path& directory, IndexContent content, bool fresh);
  IndexDatabaseWriter(IndexDatabaseWriter&&) noexcept;
  IndexDatabaseWriter& operator=(IndexDatabaseWriter&&) noexcept;
  // Commits what is left, without saying whether it could: call Commit.
  ~IndexDatabaseWriter();

  // Instead of the document with the same unique term, if there is one.
  Status Replace(const IndexDocument& document);
  // How many documents a batch should have of an index of so many. Small
  // batches are written fastest, but each leaves a piece of its own in every
  // list of documents, which makes a large index larger and slower
  // (docs/performance.md).
  static size_t BatchSize(size_t documents);
  // Of a fresh index, before anything else is written: what `next` gives, until
  // it gives nothing, all of it new. Safe on several threads at once; batches
  // are numbered from 0, and in their order documents will stand.
  Status AddBatch(size_t number,
                  const std::function<std::optional<IndexDocument>()>& next);
  // No error if there is no such document.
  Status Delete(const std::string& unique_term);
  // Brings everything to the disk. After an error what came since the last
  // commit is lost.
  Status Commit();

 private:
  struct Impl;
  explicit IndexDatabaseWriter(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
