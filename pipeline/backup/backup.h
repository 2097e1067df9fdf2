// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of a data directory that fits together, made while others write to it.
//
// What a restored copy must fulfil: every capture that a database names is in
// the archive. A capture is archived before a database names it, so databases
// are copied first and the archive after them. Among the databases state.db
// comes first: a page whose text is newer than the frontier knows is fetched
// once more, one that the frontier holds for done would be missing for good.
//
// Each backup is a folder of its own, complete by itself; files that have not
// changed since the one before are hard links to it. Files of the data
// directory are never linked: a purge overwrites them in place.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"

namespace ritmon {

struct BackupRequest {
  std::filesystem::path directory;      // for all backups
  std::filesystem::path configuration;  // copied, too; may be empty
  bool with_indexes = false;            // else `ritmon index` makes them again
};

struct BackupReport {
  std::filesystem::path folder;
  int64_t files = 0;
  uint64_t bytes = 0;
  int64_t linked_files = 0;  // of `files`, as in the backup before
  uint64_t linked_bytes = 0;
  std::vector<std::string> left_out;  // BackupManifest::left_out
};

// kNotFound if there is no data, kBusy if another backup is under way or the
// archive loses files faster than it can be copied, kIo if the disk is full:
// nothing is left behind then.
Result<BackupReport> MakeBackup(const Options& options,
                                const BackupRequest& request,
                                const Clock& clock);

struct BackupCheck {
  std::filesystem::path folder;
  std::string made_at;
  int64_t files = 0;
  uint64_t bytes = 0;
  std::vector<std::string> problems;  // "data/state.db: is missing"
};
// Reads all of a backup: its folder, or one with backups, of which the last.
Result<BackupCheck> VerifyBackup(const std::filesystem::path& directory);

}  // namespace ritmon
