// SPDX-License-Identifier: GPL-3.0-or-later
// A new Xapian database, written in batches that are merged in the end; for
// index/index_database.cc only.
//
// What Xapian holds in memory before it writes are trees of terms and
// documents: small ones stay in the processor's cache, and a database that is
// written in one go needs no room for what comes between. So this is faster
// than one large database, and what comes out is packed
// (bench/index_bench.cc).
//
// Methods throw Xapian::Error. Objects belong to one thread.

#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace ritmon {

class IndexBatches {
 public:
  // `metadata` is that of the database to be. Batches lie in `directory` until
  // this is destroyed; what was there goes.
  IndexBatches(std::filesystem::path directory,
               std::map<std::string, std::string> metadata);
  IndexBatches(const IndexBatches&) = delete;
  IndexBatches& operator=(const IndexBatches&) = delete;
  ~IndexBatches();

  // No other document may have its unique terms.
  void Add(const Xapian::Document& document);
  // Writes all of them to `target`, which is not there yet. Nothing may be
  // added any more.
  void MergeInto(const std::filesystem::path& target);

 private:
  struct Part {
    std::filesystem::path path;
    int merges = 0;  // that made it
  };
  std::filesystem::path NextPath();
  void CloseBatch();
  // Of parts [first, end).
  void Merge(size_t first, const std::filesystem::path& target);

  const std::filesystem::path directory_;
  const std::map<std::string, std::string> metadata_;
  Xapian::WritableDatabase batch_;
  uint32_t in_batch_ = 0;
  uint64_t made_ = 0;
  std::vector<Part> parts_;  // in order of their documents
};

}  // namespace ritmon
