// SPDX-License-Identifier: GPL-3.0-or-later
// Writes captures to an archive: WARC 1.1 (ISO 28500:2017), one gzip member a
// record, a warcinfo record first in each file; of a capture the response or
// revisit record first, then that of its request.
//
// Files are called <prefix>-<serial>-<time>.warc.gz; the serial rises, so that
// the order of names is the order of writing, whatever the clock did. Each
// writer starts a new file at its first capture and never touches older ones:
// one that ends in half a record (kill, power cut) stays as it is, and
// warc_reader.h reads it up to there. A file that is complete gets its index
// beside it (archive_index.h).
//
// Belongs to one thread.

#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/files.h"
#include "base/result.h"
#include "base/time.h"
#include "crawler/archive_files.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_rendition.h"
#include "model/fetch.h"

namespace ritmon {

struct WarcWriterOptions {
  std::filesystem::path directory;  // is made if it is not there
  std::string prefix = "ritmon";
  // A new file is started before a record if the old one is at least as big.
  uint64_t max_file_bytes = uint64_t{1} << 30;
  // The same by the file's age, so that captures can be removed by the day
  // (archive_retention.h).
  std::chrono::hours max_file_age{24};
  // GzipCompressor's: 1 is fast, 12 is small. On 132 German pages, a page of
  // 122 KB: level 1 takes 0.6 ms and 21.1 % of the size, 4 takes 1.0 ms and
  // 19.9 %, 6 takes 1.4 ms and 19.4 %, 9 takes 2.8 ms and 19.1 % (zlib's 6:
  // 2.7 ms, 19.4 %). The crawl has one thread for it, and where nothing else
  // limits a crawl it is a tenth of its work.
  int compression_level = 1;
  // Fields of the warcinfo record: software, operator, http-header-user-agent.
  HeaderList info;
};

class WarcWriter {
 public:
  // `clock` must outlive the writer.
  static Result<WarcWriter> Open(WarcWriterOptions options, const Clock& clock);

  // Appends what RecordsOf (warc_capture.h) makes of it, in one piece: a kill
  // can only cut the end of the file. After an error the file is as it was
  // before. Refers to the response or revisit. kInvalid if `result` has no
  // status: there is nothing to archive then.
  Result<CaptureRef> Write(const FetchResult& result);

  // The same for RecordOf (warc_rendition.h).
  Result<CaptureRef> Write(const Rendition& rendition);

  // Asks the system to bring everything to the disk.
  Status Sync();

  // Completes the current file, if there is one: syncs it and writes its index.
  // The next capture starts another. A writer that goes without it leaves a
  // file without an index.
  Status Close();

 private:
  WarcWriter(WarcWriterOptions options, const Clock& clock, int next_serial)
      : options_(std::move(options)),
        clock_(&clock),
        compressor_(options_.compression_level),
        serial_(next_serial) {}

  // What is only there while a file is being written.
  struct Current {
    AppendFile file;
    WritingMark mark;
    std::string name;
    std::string id;  // of the warcinfo record
    Timestamp started{};
    std::vector<std::string> index;
  };

  bool IsFull() const;
  Status StartFile();
  // A file with room, and the name of the record that will be next in it.
  Result<std::string> MakeRoom();

  WarcWriterOptions options_;
  const Clock* clock_;  // must outlive this
  GzipCompressor compressor_;
  int serial_ = 1;  // of the next file
  std::optional<Current> current_;
};

}  // namespace ritmon
