// SPDX-License-Identifier: GPL-3.0-or-later
// Whole files, in and out. Errors name the path and the system's reason.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

// Reads all of `path`; "-" is standard input.
Result<std::string> ReadFile(const std::filesystem::path& path);

// Writes to a temporary file beside `path`, syncs it, renames it: a reader sees
// the old file or the new one, never a half, also after a power cut.
Status WriteFileAtomically(const std::filesystem::path& path,
                           std::string_view content);

// Of all files below `directory`; nothing if it is not there. What others
// change meanwhile may be in it or not.
std::optional<uint64_t> BytesIn(const std::filesystem::path& directory);

Status MakeDirectories(const std::filesystem::path& path);

// A file that only grows. Belongs to one thread.
class AppendFile {
 public:
  static Result<AppendFile> Open(const std::filesystem::path& path);
  AppendFile(AppendFile&& other) noexcept;
  AppendFile& operator=(AppendFile&& other) noexcept;
  ~AppendFile();

  // Writes all of `bytes` or says why not; after an error the file is cut back
  // to the size it had before, so that no half record stays behind.
  Status Append(std::string_view bytes);
  // Asks the system to bring everything to the disk.
  Status Sync();
  uint64_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  AppendFile(std::filesystem::path path, int descriptor, uint64_t size)
      : path_(std::move(path)), descriptor_(descriptor), size_(size) {}

  std::filesystem::path path_;
  int descriptor_ = -1;
  uint64_t size_ = 0;
};

}  // namespace ritmon
