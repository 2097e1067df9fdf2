// SPDX-License-Identifier: GPL-3.0-or-later
// What a backup holds: manifest.json in its folder (docs/formats.md). It is
// written last, so a folder without one is no backup.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct BackedUpFile {
  std::string path;  // in the backup's folder
  uint64_t size = 0;
  std::string sha256;
  // Of what it was copied from; 0 for what is made for each backup.
  uint64_t source_size = 0;
  int64_t source_time = 0;  // nanoseconds since 1970
};

struct BackupManifest {
  std::string program;  // its version
  std::string made_at;  // FormatTimestamp
  std::string data_directory;
  std::string configuration;  // absolute path; may be empty
  bool with_indexes = false;
  std::vector<BackedUpFile> files;  // by path
  // Files that the configuration names and that are not here.
  std::vector<std::string> left_out;
};

Status WriteManifest(const std::filesystem::path& folder,
                     const BackupManifest& manifest);
// kNotFound if the folder has none.
Result<BackupManifest> ReadManifest(const std::filesystem::path& folder);

// The folders of complete backups in `directory`, the oldest first.
std::vector<std::filesystem::path> BackupsIn(
    const std::filesystem::path& directory);

}  // namespace ritmon
