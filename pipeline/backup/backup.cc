// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/backup/backup.h"

#include <algorithm>
#include <optional>
#include <system_error>
#include <utility>

#include "base/directory_lock.h"
#include "base/files.h"
#include "base/version.h"
#include "crawler/archive_files.h"
#include "pipeline/backup/backup_writer.h"
#include "pipeline/backup/manifest.h"
#include "pipeline/named_files.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

constexpr char kUnfinished[] = "unfinished-";

// Removes what backups have left that were killed.
void RemoveUnfinished(const fs::path& directory) {
  std::error_code code;
  std::vector<fs::path> left;
  for (fs::directory_iterator entry(directory, code), end;
       !code && entry != end; entry.increment(code)) {
    if (entry->path().filename().string().starts_with(kUnfinished)) {
      left.push_back(entry->path());
    }
  }
  for (const fs::path& folder : left) fs::remove_all(folder, code);
}

// "2026-11-29T023000Z": as file systems of all kinds take it.
std::string FolderName(const fs::path& directory, Timestamp now) {
  std::string name = FormatTimestamp(now);
  name.erase(std::remove(name.begin(), name.end(), ':'), name.end());
  std::string free = name;
  for (int i = 2; fs::exists(directory / free); ++i) {
    free = name + "-" + std::to_string(i);
  }
  return free;
}

Result<std::vector<std::string>> ArchiveNames(const Workspace& workspace) {
  auto files = ArchiveFiles(workspace.warc());
  if (!files) return tl::unexpected(files.error());
  std::vector<std::string> names;
  for (const fs::path& file : *files) names.push_back(file.filename().string());
  return names;
}

// Whether it fits together; if not, everything is to be copied once more.
Result<bool> CopyData(const Workspace& workspace, const BackupRequest& request,
                      BackupWriter& writer) {
  const auto before = ArchiveNames(workspace);
  if (!before) return tl::unexpected(before.error());
  const fs::path data = "data";
  for (const auto& [from, to] : std::vector<std::pair<fs::path, fs::path>>{
           {workspace.state_db(), data / "state.db"},
           {workspace.pages_db(), data / "text" / "pages.db"},
           {workspace.grants_db(), data / "text" / "grants.db"},
           {workspace.lists_db(), data / "lists.db"},
           {workspace.history_db(), data / "history.db"},
           {workspace.jobs_db(), data / "daemon" / "jobs.db"}}) {
    if (auto s = writer.CopyDatabase(from, to); !s) {
      return tl::unexpected(s.error());
    }
  }
  if (request.with_indexes) {
    auto copied = writer.CopyIndexes(workspace.index(), data / "index");
    if (!copied) return copied;
    if (!*copied) return false;
  }
  const auto after = ArchiveNames(workspace);
  if (!after) return tl::unexpected(after.error());
  // The databases may name what is in a file that has gone since.
  if (!std::includes(after->begin(), after->end(), before->begin(),
                     before->end())) {
    return false;
  }
  return writer.CopyArchive(workspace.warc(), *after, data / "warc");
}

Status CopyNamedFiles(const Options& options, const BackupRequest& request,
                      BackupWriter& writer,
                      std::vector<std::string>& left_out) {
  std::vector<NamedFile> files = NamedFiles(options);
  if (!request.configuration.empty()) {
    files.push_back({"configuration", request.configuration});
  }
  for (const NamedFile& file : files) {
    if (file.is_import) {
      left_out.push_back(fs::absolute(file.path).lexically_normal().string());
      continue;
    }
    if (auto s = writer.CopyTree(file.path); !s) return s;
  }
  std::sort(left_out.begin(), left_out.end());
  return {};
}

Status CheckPlace(const Workspace& workspace, const fs::path& directory) {
  std::error_code code;
  if (!fs::exists(workspace.state_db(), code) &&
      !fs::exists(workspace.warc(), code)) {
    return Fail(ErrorKind::kNotFound,
                workspace.root.string() + ": no data yet; nothing to back up");
  }
  const auto data = fs::weakly_canonical(workspace.root, code);
  const auto place = fs::weakly_canonical(directory, code);
  const auto [end, at] =
      std::mismatch(data.begin(), data.end(), place.begin(), place.end());
  if (end != data.end()) return {};
  return Fail(ErrorKind::kInvalid,
              directory.string() +
                  ": lies in the data directory; name another place, best on "
                  "another disk");
}

// Everything, into `folder`.
Result<BackupManifest> WriteBackup(const Options& options,
                                   const BackupRequest& request,
                                   const fs::path& folder, BackupReport& report,
                                   Timestamp now) {
  constexpr int kAttempts = 3;
  const auto earlier = BackupsIn(request.directory);
  BackupManifest manifest{
      .program = std::string(kVersion),
      .made_at = FormatTimestamp(now),
      .data_directory = fs::absolute(options.workspace.root).string(),
      .configuration = request.configuration.empty()
                           ? std::string()
                           : fs::absolute(request.configuration).string(),
      .with_indexes = request.with_indexes,
      .files = {},
      .left_out = {}};
  for (int attempt = 1;; ++attempt) {
    BackupWriter writer(folder, earlier.empty() ? fs::path() : earlier.back());
    if (auto s = writer.Begin(options.workspace, request.with_indexes); !s) {
      return tl::unexpected(s.error());
    }
    auto fits = CopyData(options.workspace, request, writer);
    if (!fits) return tl::unexpected(fits.error());
    if (!*fits && attempt < kAttempts) continue;
    if (!*fits) {
      return Fail(ErrorKind::kBusy,
                  options.workspace.root.string() +
                      ": changes too fast to be copied: retention removes "
                      "archive files or indexes are written; try again later");
    }
    if (auto s = CopyNamedFiles(options, request, writer, manifest.left_out);
        !s) {
      return tl::unexpected(s.error());
    }
    report.linked_files = writer.linked_files();
    report.linked_bytes = writer.linked_bytes();
    manifest.files = writer.TakeFiles();
    return manifest;
  }
}

}  // namespace

Result<BackupReport> MakeBackup(const Options& options,
                                const BackupRequest& request,
                                const Clock& clock) {
  if (auto s = CheckPlace(options.workspace, request.directory); !s) {
    return tl::unexpected(s.error());
  }
  if (auto s = MakeDirectories(request.directory); !s) {
    return tl::unexpected(s.error());
  }
  auto lock = DirectoryLock::Acquire(request.directory);
  if (!lock) return tl::unexpected(lock.error());
  RemoveUnfinished(request.directory);
  const Timestamp now = clock.Now();
  const std::string name = FolderName(request.directory, now);
  const fs::path folder = request.directory / (kUnfinished + name);
  BackupReport report;
  auto manifest = WriteBackup(options, request, folder, report, now);
  auto written = manifest ? WriteManifest(folder, *manifest)
                          : Status(tl::unexpected(manifest.error()));
  std::error_code code;
  report.folder = request.directory / name;
  if (written) {
    fs::rename(folder, report.folder, code);
    if (code) {
      written = Fail(ErrorKind::kIo, report.folder.string() +
                                         ": cannot be made: " + code.message());
    }
  }
  if (!written) {
    fs::remove_all(folder, code);
    return tl::unexpected(written.error());
  }
  for (const BackedUpFile& file : manifest->files) {
    ++report.files;
    report.bytes += file.size;
  }
  report.left_out = std::move(manifest->left_out);
  return report;
}

}  // namespace ritmon
