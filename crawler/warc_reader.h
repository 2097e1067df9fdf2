// SPDX-License-Identifier: GPL-3.0-or-later
// Reads WARC files (ISO 28500, 0.17 to 1.1) of any size, record by record:
// plain, gzipped (a member a record, as it should be, or one for all) and in
// zstd frames without a dictionary.
//
// Tolerant: a broken record is skipped and reported, and reading goes on with
// the next thing that looks like a record. A file that ends in the middle of a
// record (somebody was killed while writing) is no error: everything before it
// is given, and ends_truncated() says so.
//
// Belongs to one thread. Memory: one record, at most WarcLimits.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "crawler/warc_record.h"

namespace ritmon {

struct WarcLimits {
  size_t max_header_bytes = 64 * 1024;
  // The rest of a longer block is skipped, see WarcRecord::block_cut.
  size_t max_block_bytes = 32 * 1024 * 1024;
};

// Something that was skipped.
struct WarcProblem {
  uint64_t offset = 0;  // as WarcRecord::offset
  std::string reason;
  // Of the record, if so much of it could be read; empty otherwise.
  std::string uri;
};

class WarcReader {
 public:
  // From byte `offset` on, where a record or its member begins.
  static Result<WarcReader> Open(const std::filesystem::path& path,
                                 const WarcLimits& limits = {},
                                 uint64_t offset = 0);
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;
  ~WarcReader();

  // The next record that can be read, or nothing at the end. kIo if the file
  // cannot be read; kInvalid if it has content and no record at all, so that
  // something else than a WARC file is told from an empty one.
  Result<std::optional<WarcRecord>> Next();

  // What was skipped up to now: the first kMaxProblems of it, and the count.
  static constexpr size_t kMaxProblems = 1000;
  const std::vector<WarcProblem>& problems() const;
  uint64_t problem_count() const;

  // After the end: the last record is not all there.
  bool ends_truncated() const;
  // Where that record begins and, if so much of it is there, its URI.
  const WarcProblem& truncated_record() const;

  // How far into the file, as it lies on disk, reading has come; for progress.
  uint64_t position() const;

  // The one record at `offset`, as WarcRecord::offset and CaptureRef have it.
  static Result<WarcRecord> ReadAt(const std::filesystem::path& path,
                                   uint64_t offset,
                                   const WarcLimits& limits = {});

 private:
  class Impl;
  explicit WarcReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace ritmon
