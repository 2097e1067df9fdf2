// SPDX-License-Identifier: GPL-3.0-or-later
// The files of an archive directory, and which of them is still being written.
//
// A writer marks its file with a shared lock (flock) that dies with it, so that
// nobody indexes, changes or removes a file that still grows, and a kill leaves
// nothing to clear away.

#pragma once

#include <filesystem>
#include <vector>

#include "base/result.h"

namespace ritmon {

// By name: .warc, .warc.gz, .warc.zst.
bool IsArchiveFile(const std::filesystem::path& path);

// All of `directory`, by name; none if it is not there.
Result<std::vector<std::filesystem::path>> ArchiveFiles(
    const std::filesystem::path& directory);

// Where the index of an archive file is (archive_index.h).
std::filesystem::path SidecarOf(const std::filesystem::path& file);

// Held while a file is being written. Belongs to one thread.
class WritingMark {
 public:
  static Result<WritingMark> Set(const std::filesystem::path& file);
  WritingMark(WritingMark&& other) noexcept;
  WritingMark& operator=(WritingMark&& other) noexcept;
  ~WritingMark();

 private:
  explicit WritingMark(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

bool IsBeingWritten(const std::filesystem::path& file);

}  // namespace ritmon
