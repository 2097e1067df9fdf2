// SPDX-License-Identifier: GPL-3.0-or-later
// Files that may be compressed, as a stream of bytes or of lines.
//
// Plain, gzip, bzip2, xz and zstd are told apart by their first bytes, several
// members in a row included; of a zip archive the first file is read.
// libarchive stops in compressed_lines.cc. A file that breaks off is kIo, after
// everything before the break has been handed out. Objects belong to one
// thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct archive;

namespace ritmon {

class CompressedFile {
 public:
  // "-" is standard input. kNotFound if there is no such file.
  static Result<CompressedFile> Open(const std::filesystem::path& path);

  // Puts at most `size` bytes into `buffer`; 0 at the end.
  Result<size_t> Read(char* buffer, size_t size);

  // The next `size` bytes, fewer only at the end of the file or where it breaks
  // off behind some.
  Result<std::string> ReadHead(size_t size);

  // Bytes taken from the file so far, before decompression: for progress.
  uint64_t compressed_bytes() const;
  const std::filesystem::path& path() const { return path_; }

 private:
  struct Free {
    void operator()(archive* reader) const;
  };
  explicit CompressedFile(std::filesystem::path path);
  std::filesystem::path path_;
  std::unique_ptr<archive, Free> reader_;
  bool empty_ = false;
};

// The lines of a file, without their line ends ("\n" or "\r\n"). The last line
// needs no end. A UTF-8 byte order mark at the start is dropped.
class LineReader {
 public:
  struct Line {
    std::string_view text;  // valid until the next call
    uint64_t number = 0;    // from 1
    bool too_long = false;  // text is only its first max_line_bytes bytes
  };

  static constexpr size_t kDefaultMaxLineBytes = size_t{16} << 20;

  // Never holds more than `max_line_bytes` of one line.
  static Result<LineReader> Open(const std::filesystem::path& path,
                                 size_t max_line_bytes = kDefaultMaxLineBytes);

  // Nothing at the end of the file.
  Result<std::optional<Line>> Next();

  uint64_t compressed_bytes() const { return file_.compressed_bytes(); }

 private:
  LineReader(CompressedFile file, size_t max_line_bytes)
      : file_(std::move(file)), max_line_bytes_(max_line_bytes) {}
  Status Fill();
  Line Take(size_t end, size_t line_end_size);

  CompressedFile file_;
  size_t max_line_bytes_;
  std::string buffer_;
  size_t begin_ = 0;     // of the bytes not yet handed out
  size_t searched_ = 0;  // no line end before this
  uint64_t number_ = 0;
  bool at_end_ = false;
  std::optional<Error> failure_;  // said once the lines before it are out
};

}  // namespace ritmon
