// SPDX-License-Identifier: GPL-3.0-or-later
// The objects of a JSON file that are records, one at a time, however the file
// is laid out: one after the other (JSON lines, or printed over many lines), as
// the elements of an array, or inside a wrapper: {"records": [{...}, ...]}.
//
// Only brackets, strings and line breaks are looked at; what is inside a record
// is for a parser. Memory is bounded by the longest record. Files may be
// compressed. Belongs to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/compressed_lines.h"
#include "base/result.h"

namespace ritmon {

class JsonRecordReader {
 public:
  struct Record {
    std::string_view text;  // valid until the next call
    uint64_t line = 0;      // on which it begins, from 1
    bool too_long = false;  // text is only its first max_record_bytes bytes
  };

  static constexpr size_t kDefaultMaxRecordBytes = size_t{16} << 20;

  // `wrappers`: keys of the outermost object under which the records are, in an
  // array or a single one. None: the outermost objects are the records, or the
  // elements of the outermost array.
  static Result<JsonRecordReader> Open(
      const std::filesystem::path& path, std::vector<std::string> wrappers,
      size_t max_record_bytes = kDefaultMaxRecordBytes);

  // Nothing at the end of the file. kInvalid with the line if the file ends
  // within a record or its wrapper, or holds something else than objects.
  Result<std::optional<Record>> Next();

  uint64_t compressed_bytes() const { return file_.compressed_bytes(); }

 private:
  JsonRecordReader(CompressedFile file, std::vector<std::string> wrappers,
                   size_t max_record_bytes)
      : file_(std::move(file)),
        wrappers_(std::move(wrappers)),
        max_record_bytes_(max_record_bytes) {}
  // False at the end of the file.
  Result<bool> Fill();
  // One byte outside of any record; false if it does not belong there.
  bool StepOutside(char c);
  bool IsRecordHere() const;
  void StepInside(char c);
  void TakeInside();
  bool IsWrapperKey() const;

  CompressedFile file_;
  std::vector<std::string> wrappers_;
  size_t max_record_bytes_;
  std::string buffer_;
  size_t at_ = 0;  // next byte of the buffer
  uint64_t line_ = 1;
  bool at_start_ = true;

  // Outside: the open brackets, and what was last said in the outermost object.
  std::string open_;
  std::string key_;
  bool after_colon_ = false;
  bool in_string_ = false;
  bool escaped_ = false;

  std::string record_;
  uint64_t record_line_ = 0;
  size_t depth_ = 0;  // inside a record; 0: outside
  bool too_long_ = false;
};

}  // namespace ritmon
