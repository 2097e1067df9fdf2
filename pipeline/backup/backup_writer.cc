// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/backup/backup_writer.h"

#include <sys/stat.h>

#include <optional>
#include <system_error>
#include <utility>

#include "base/database.h"
#include "base/files.h"
#include "crawler/archive_files.h"
#include "crawler/file_digest.h"
#include "crawler/warc_reader.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// What tells one state of a file from another one.
struct FileStamp {
  uint64_t size = 0;
  int64_t time = 0;  // of its last change, nanoseconds
  uint64_t inode = 0;
  bool operator==(const FileStamp&) const = default;
};

std::optional<FileStamp> StampOf(const fs::path& file) {
  constexpr int64_t kBillion = 1'000'000'000;
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return std::nullopt;
  return FileStamp{static_cast<uint64_t>(info.st_size),
                   info.st_mtim.tv_sec * kBillion + info.st_mtim.tv_nsec,
                   info.st_ino};
}

fs::path With(const fs::path& file, const char* suffix) {
  fs::path path = file;
  path += suffix;
  return path;
}

// The list of a purge that is under way, or that a kill has cut off.
fs::path PurgeListOf(const fs::path& file) { return With(file, ".purge"); }

// Cuts off half a record at the end.
Status CutToRecords(const fs::path& file) {
  auto reader = WarcReader::Open(file);
  if (!reader) return tl::unexpected(reader.error());
  while (true) {
    auto record = reader->Next();
    if (!record) {
      // Not a whole record yet.
      if (record.error().kind == ErrorKind::kInvalid) break;
      return tl::unexpected(record.error());
    }
    if (!*record) break;
  }
  if (!reader->ends_truncated()) return {};
  std::error_code code;
  fs::resize_file(file, reader->truncated_record().offset, code);
  if (!code) return {};
  return Fail(ErrorKind::kIo,
              file.string() + ": cannot be cut: " + code.message());
}

}  // namespace

BackupWriter::BackupWriter(fs::path folder, fs::path previous)
    : folder_(std::move(folder)), previous_(std::move(previous)) {
  if (previous_.empty()) return;
  auto manifest = ReadManifest(previous_);
  if (!manifest) return;  // then everything is copied
  for (BackedUpFile& file : manifest->files) {
    previous_files_.emplace(file.path, file);
  }
}

Status BackupWriter::Begin(const Workspace& workspace, bool with_indexes) {
  std::error_code code;
  fs::remove_all(folder_, code);
  if (auto s = MakeDirectories(folder_); !s) return s;
  uint64_t needed = 0;
  for (const auto& file : {workspace.state_db(), workspace.pages_db(),
                           workspace.lists_db(), workspace.history_db()}) {
    needed += StampOf(file).value_or(FileStamp{}).size;
  }
  if (with_indexes) needed += BytesIn(workspace.index()).value_or(0);
  auto archive = ArchiveFiles(workspace.warc());
  if (!archive) return tl::unexpected(archive.error());
  for (const fs::path& file : *archive) {
    const auto held = previous_files_.find(
        (fs::path("data") / "warc" / file.filename()).string());
    const auto stamp = StampOf(file).value_or(FileStamp{});
    const bool linked = held != previous_files_.end() &&
                        held->second.source_size == stamp.size &&
                        held->second.source_time == stamp.time;
    if (!linked) needed += stamp.size;
  }
  const fs::space_info space = fs::space(folder_, code);
  if (code || space.available >= needed) return {};
  return Fail(ErrorKind::kIo,
              folder_.parent_path().string() + ": the backup needs " +
                  std::to_string(needed >> 20) + " MiB, " +
                  std::to_string(space.available >> 20) +
                  " MiB are free; remove old backups or name another disk");
}

Status BackupWriter::Note(BackedUpFile file) {
  const std::string path = file.path;
  files_.insert_or_assign(path, std::move(file));
  return {};
}

bool BackupWriter::LinkToPrevious(const BackedUpFile& wanted) {
  const auto held = previous_files_.find(wanted.path);
  if (held == previous_files_.end() ||
      held->second.source_size != wanted.source_size ||
      held->second.source_time != wanted.source_time) {
    return false;
  }
  std::error_code code;
  const fs::path from = previous_ / wanted.path;
  if (fs::file_size(from, code) != held->second.size || code) return false;
  fs::create_hard_link(from, folder_ / wanted.path, code);
  if (code) return false;  // a file system without links
  ++linked_files_;
  linked_bytes_ += held->second.size;
  return Note(held->second).has_value();
}

Status BackupWriter::PutFile(const fs::path& from, const fs::path& to) {
  constexpr int kAttempts = 3;
  if (auto s = MakeDirectories((folder_ / to).parent_path()); !s) return s;
  for (int attempt = 1;; ++attempt) {
    const auto before = StampOf(from);
    if (!before) {
      return Fail(ErrorKind::kNotFound, from.string() + ": is not there");
    }
    BackedUpFile file{.path = to.generic_string(),
                      .source_size = before->size,
                      .source_time = before->time};
    if (LinkToPrevious(file)) return {};
    std::error_code code;
    fs::remove(folder_ / to, code);
    auto copied = CopyFile(from, folder_ / to);
    if (!copied) return tl::unexpected(copied.error());
    // A purge may be overwriting it.
    if (StampOf(from) != before && attempt < kAttempts) continue;
    file.size = copied->size;
    file.sha256 = std::move(copied->sha256);
    return Note(std::move(file));
  }
}

Status BackupWriter::PutGrowing(const fs::path& from, const fs::path& to) {
  if (auto s = MakeDirectories((folder_ / to).parent_path()); !s) return s;
  const auto stamp = StampOf(from);
  if (!stamp) {
    return Fail(ErrorKind::kNotFound, from.string() + ": is not there");
  }
  const fs::path copy = folder_ / to;
  auto copied = CopyFile(from, copy, stamp->size);
  if (!copied) return tl::unexpected(copied.error());
  if (auto s = CutToRecords(copy); !s) return s;
  auto digest = DigestFile(copy);
  if (!digest) return tl::unexpected(digest.error());
  // No source: the next backup copies it anew, it will have grown.
  return Note({.path = to.generic_string(),
               .size = digest->size,
               .sha256 = std::move(digest->sha256)});
}

Status BackupWriter::CopyDatabase(const fs::path& from, const fs::path& to) {
  std::error_code code;
  if (!fs::exists(from, code)) return {};
  const fs::path copy = folder_ / to;
  if (auto s = MakeDirectories(copy.parent_path()); !s) return s;
  auto database = Database::OpenReadOnly(from);
  if (!database) return tl::unexpected(database.error());
  if (auto s = database->CopyTo(copy); !s) return s;
  auto digest = DigestFile(copy);
  if (!digest) return tl::unexpected(digest.error());
  return Note({.path = to.generic_string(),
               .size = digest->size,
               .sha256 = std::move(digest->sha256)});
}

Result<bool> BackupWriter::CopyIndexes(const fs::path& from,
                                       const fs::path& to) {
  std::error_code code;
  for (const char* name : {"pages", "companies"}) {
    const auto before = StampOf(from / name);
    if (!before) continue;
    for (fs::directory_iterator entry(from / name, code), end;
         !code && entry != end; entry.increment(code)) {
      auto copied =
          PutFile(entry->path(), to / name / entry->path().filename());
      if (!copied && copied.error().kind == ErrorKind::kNotFound) return false;
      if (!copied) return tl::unexpected(copied.error());
    }
    const auto after = StampOf(from / name);
    if (!after || after->inode != before->inode) return false;
  }
  return true;
}

Result<bool> BackupWriter::CopyArchive(const fs::path& from,
                                       const std::vector<std::string>& names,
                                       const fs::path& to) {
  std::error_code code;
  for (const std::string& name : names) {
    const fs::path file = from / name;
    // First the list: a purge that it names is completed where it is restored.
    const fs::path list = PurgeListOf(file);
    if (fs::exists(list, code)) {
      auto copied = PutFile(list, to / list.filename());
      if (!copied && copied.error().kind != ErrorKind::kNotFound) {
        return tl::unexpected(copied.error());
      }
    }
    auto copied = IsBeingWritten(file) ? PutGrowing(file, to / name)
                                       : PutFile(file, to / name);
    if (copied && fs::exists(SidecarOf(file), code)) {
      copied = PutFile(SidecarOf(file), to / SidecarOf(file).filename());
    }
    if (!copied && copied.error().kind == ErrorKind::kNotFound) return false;
    if (!copied) return tl::unexpected(copied.error());
  }
  return true;
}

Status BackupWriter::CopyTree(const fs::path& from) {
  std::error_code code;
  const fs::path absolute = fs::absolute(from).lexically_normal();
  const auto place = [](const fs::path& path) {
    return fs::path("files") / path.relative_path();
  };
  if (fs::is_regular_file(absolute, code)) {
    return PutFile(absolute, place(absolute));
  }
  for (fs::recursive_directory_iterator entry(absolute, code), end;
       !code && entry != end; entry.increment(code)) {
    if (!entry->is_regular_file(code)) continue;
    if (auto s = PutFile(entry->path(), place(entry->path())); !s) return s;
  }
  return {};
}

std::vector<BackedUpFile> BackupWriter::TakeFiles() {
  std::vector<BackedUpFile> files;
  files.reserve(files_.size());
  for (auto& [path, file] : files_) files.push_back(std::move(file));
  return files;
}

}  // namespace ritmon
