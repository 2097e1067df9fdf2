// SPDX-License-Identifier: GPL-3.0-or-later
// A new Xapian database, written in batches that are merged in the end; for
// index/index_database_writer.cc only.
//
// What Xapian holds in memory before it writes are trees of terms and
// documents: small ones stay in the processor's cache, and a database that is
// written in one go needs no room for what comes between. So this is faster
// than one large database, and what comes out is packed
// (bench/index_bench.cc). And several threads can write, a batch each: where
// batches begin and end is the caller's choice, and the database does not show
// which was written first.
//
// Methods throw Xapian::Error. Begin and Close are safe on any thread.

#pragma once

#include <xapian.h>

#include <cstddef>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace ritmon {

class IndexBatches {
 public:
  static constexpr size_t kDocumentsPerBatch = 400;  // of a large index

  // A batch that is being written. Belongs to one thread.
  class Batch {
   public:
    // No other document of any batch may have its unique terms.
    void Add(const Xapian::Document& document) {
      database_.add_document(document);
    }

   private:
    friend class IndexBatches;
    size_t number_ = 0;
    std::filesystem::path path_;
    Xapian::WritableDatabase database_;
  };

  // `metadata` is that of the database to be. Batches lie in `directory` until
  // this is destroyed; what was there goes.
  IndexBatches(std::filesystem::path directory,
               std::map<std::string, std::string> metadata);
  IndexBatches(const IndexBatches&) = delete;
  IndexBatches& operator=(const IndexBatches&) = delete;
  ~IndexBatches();

  // Numbers count from 0; documents come in the order of their batches.
  Batch Begin(size_t number);
  void Close(Batch batch);
  // Writes all of them to `target`, which is not there yet. All batches are
  // closed, and none comes after it.
  void MergeInto(const std::filesystem::path& target);

 private:
  using Paths = std::vector<std::filesystem::path>;

  std::filesystem::path PathOf(size_t level, size_t number) const;
  // The parts that part `number` is one of, if it was the last that missed.
  Paths TakeGroup(size_t level, size_t number);
  void Merge(const Paths& parts, const std::filesystem::path& target) const;

  const std::filesystem::path directory_;
  const std::map<std::string, std::string> metadata_;
  std::mutex mutex_;
  // Of each level what is complete: on 0 batches, on the others what parts of
  // the level below were merged into.
  std::vector<std::map<size_t, std::filesystem::path>> levels_;
};

}  // namespace ritmon
