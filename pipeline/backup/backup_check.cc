// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a backup is still what its manifest says.

#include <system_error>

#include "crawler/file_digest.h"
#include "pipeline/backup/backup.h"
#include "pipeline/backup/manifest.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::string ProblemOf(const fs::path& folder, const BackedUpFile& file) {
  const auto digest = DigestFile(folder / file.path);
  if (!digest && digest.error().kind == ErrorKind::kNotFound) {
    return file.path + ": is missing";
  }
  if (!digest) return digest.error().message;
  if (digest->size != file.size) {
    return file.path + ": has " + std::to_string(digest->size) +
           " bytes, not " + std::to_string(file.size);
  }
  if (digest->sha256 != file.sha256) {
    return file.path + ": its content has changed";
  }
  return "";
}

}  // namespace

Result<BackupCheck> VerifyBackup(const fs::path& directory) {
  BackupCheck check;
  check.folder = directory;
  auto manifest = ReadManifest(directory);
  if (!manifest && manifest.error().kind == ErrorKind::kNotFound) {
    const auto backups = BackupsIn(directory);
    if (backups.empty()) {
      return Fail(ErrorKind::kNotFound,
                  directory.string() + ": no complete backup is here");
    }
    check.folder = backups.back();
    manifest = ReadManifest(check.folder);
  }
  if (!manifest) return tl::unexpected(manifest.error());
  check.made_at = manifest->made_at;
  for (const BackedUpFile& file : manifest->files) {
    std::string problem = ProblemOf(check.folder, file);
    if (!problem.empty()) check.problems.push_back(std::move(problem));
    ++check.files;
    check.bytes += file.size;
  }
  return check;
}

}  // namespace ritmon
