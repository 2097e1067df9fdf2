// SPDX-License-Identifier: GPL-3.0-or-later
// Writes captures to an archive: WARC 1.1 (ISO 28500:2017), one gzip member a
// record, a warcinfo record first in each file.
//
// Files are called <prefix>-<serial>-<time>.warc.gz; the serial rises, so that
// the order of names is the order of writing, whatever the clock did. Each
// writer starts a new file at its first capture and never touches older ones:
// one that ends in half a record (kill, power cut) stays as it is, and
// warc_reader.h reads it up to there.
//
// Belongs to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "base/files.h"
#include "base/result.h"
#include "base/time.h"
#include "model/fetch.h"

namespace ritmon {

struct WarcWriterOptions {
  std::filesystem::path directory;  // is made if it is not there
  std::string prefix = "ritmon";
  // A new file is started before a record if the old one is at least as big.
  uint64_t max_file_bytes = uint64_t{1} << 30;
  int compression_level = 6;  // of zlib: 1 is fast, 9 is small
  // Fields of the warcinfo record: software, operator, http-header-user-agent.
  HeaderList info;
};

class WarcWriter {
 public:
  // `clock` must outlive the writer.
  static Result<WarcWriter> Open(WarcWriterOptions options, const Clock& clock);

  // Appends a response record; after an error the file is as it was before.
  // kInvalid if `result` has no status: there is nothing to archive then.
  Result<CaptureRef> Write(const FetchResult& result);

  // Asks the system to bring everything to the disk.
  Status Sync();

 private:
  WarcWriter(WarcWriterOptions options, const Clock& clock, int next_serial)
      : options_(std::move(options)), clock_(&clock), serial_(next_serial) {}

  Status StartFile();

  WarcWriterOptions options_;
  const Clock* clock_;  // must outlive this
  int serial_ = 1;      // of the next file
  std::optional<AppendFile> file_;
  std::string file_name_;
};

}  // namespace ritmon
