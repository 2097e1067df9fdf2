// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/imported_files.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS imported_file (
  path TEXT PRIMARY KEY,
  stamp TEXT NOT NULL
);
)sql";

}  // namespace

Result<std::string> StampOf(const std::filesystem::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    return Fail(errno == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
                path.string() + ": " + std::strerror(errno));
  }
  return std::to_string(info.st_size) + "@" +
         std::to_string(info.st_mtim.tv_sec) + "." +
         std::to_string(info.st_mtim.tv_nsec);
}

Result<ImportedFiles> ImportedFiles::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  return ImportedFiles(database);
}

Result<std::optional<std::string>> ImportedFiles::StampWhenImported(
    const std::string& path) {
  auto select =
      database_->Prepare("SELECT stamp FROM imported_file WHERE path = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, path);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  return select->Text(0);
}

Status ImportedFiles::Save(const std::string& path, const std::string& stamp) {
  auto upsert = database_->Prepare(
      "INSERT INTO imported_file (path, stamp) VALUES ($1, $2) "
      "ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp");
  if (!upsert) return tl::unexpected(upsert.error());
  return upsert->Bind(1, path).Bind(2, stamp).Run();
}

Status ImportedFiles::Clear() {
  return database_->Execute("DELETE FROM imported_file");
}

}  // namespace ritmon
