// SPDX-License-Identifier: GPL-3.0-or-later
// Entries of a zip archive by name, as office documents are packed.
//
// libarchive stops in zip_file.cc. Hostile archives cost no more than the
// limits that the caller gives; nothing is written to disk. Objects belong to
// one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

class ZipFile {
 public:
  explicit ZipFile(std::filesystem::path path) : path_(std::move(path)) {}
  // `bytes` must outlive this.
  static ZipFile OfBytes(std::string_view bytes);

  // False: enough.
  using Sink = std::function<bool(std::string_view bytes)>;

  // Hands the content of the entry to `sink`, piece by piece. Names are
  // compared without case (ECMA-376 part 2, 6.2.2.3). kNotFound if there is no
  // such entry or file, kInvalid if it is damaged, locked by a password, or
  // longer than `max_bytes`.
  Status Read(std::string_view name, uint64_t max_bytes,
              const Sink& sink) const;
  // The whole of it.
  Result<std::string> ReadAll(std::string_view name, uint64_t max_bytes) const;

 private:
  std::filesystem::path path_;  // for messages too
  std::string_view bytes_;
  bool in_memory_ = false;
};

}  // namespace ritmon
