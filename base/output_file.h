// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes that are written piece by piece to a file or to standard output.
//
// A file is written beside its place and takes it when it is complete: readers
// see the old one or the new one, and after an error nothing half-written is
// there. What is no ordinary file (a device, a pipe) is written to directly.
// Errors are kIo and name the path and the system's reason; kNotFound if its
// folder is not there. Objects belong to one thread.

#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

class OutputFile {
 public:
  // `path`, or "-" for standard output.
  static Result<OutputFile> Create(const std::filesystem::path& path);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  // Without Close what was written to a file is removed.
  ~OutputFile();

  Status Append(std::string_view bytes);
  // Says whether the system has taken everything, and puts the file in its
  // place. Nothing may follow.
  Status Close();

 private:
  OutputFile() = default;
  // By errno.
  Status Failure(const char* what) const;

  std::string name_;                  // for messages
  std::filesystem::path place_;       // empty: written to directly
  std::filesystem::path unfinished_;  // beside it
  std::FILE* file_ = nullptr;
};

}  // namespace ritmon
