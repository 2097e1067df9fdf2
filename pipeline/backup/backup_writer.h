// SPDX-License-Identifier: GPL-3.0-or-later
// Puts files into the folder of a backup and keeps the books of them; what is
// to be copied, and in which order, backup.cc knows. Belongs to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/backup/manifest.h"
#include "pipeline/workspace.h"

namespace ritmon {

class BackupWriter {
 public:
  // `previous`: the backup before, or empty.
  BackupWriter(std::filesystem::path folder, std::filesystem::path previous);

  // Makes the folder, empty. kIo if the disk is too full for what is new.
  Status Begin(const Workspace& workspace, bool with_indexes);

  // The next four do nothing for what is not there. `to` is relative.
  Status CopyDatabase(const std::filesystem::path& from,
                      const std::filesystem::path& to);
  // False if they were replaced meanwhile.
  Result<bool> CopyIndexes(const std::filesystem::path& from,
                           const std::filesystem::path& to);
  // The archive files of these names, with their indexes. A file that is being
  // written is copied up to its last whole record. False if one has gone.
  Result<bool> CopyArchive(const std::filesystem::path& from,
                           const std::vector<std::string>& names,
                           const std::filesystem::path& to);
  // A file or a directory, under its absolute path below files/.
  Status CopyTree(const std::filesystem::path& from);

  int64_t linked_files() const { return linked_files_; }
  uint64_t linked_bytes() const { return linked_bytes_; }
  // By path.
  std::vector<BackedUpFile> TakeFiles();

 private:
  Status PutFile(const std::filesystem::path& from,
                 const std::filesystem::path& to);
  Status PutGrowing(const std::filesystem::path& from,
                    const std::filesystem::path& to);
  bool LinkToPrevious(const BackedUpFile& wanted);
  Status Note(BackedUpFile file);

  std::filesystem::path folder_;
  std::filesystem::path previous_;
  std::map<std::string, BackedUpFile> previous_files_;
  std::map<std::string, BackedUpFile> files_;
  int64_t linked_files_ = 0;
  uint64_t linked_bytes_ = 0;
};

}  // namespace ritmon
