// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/import_stage.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include "base/files.h"
#include "pipeline/places.h"
#include "registry/company_csv.h"
#include "registry/offeneregister.h"

namespace ritmon {
namespace {

constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS imported_file (
  path TEXT PRIMARY KEY,
  stamp TEXT NOT NULL
);
)sql";

// Size and time of change: enough to see that a file is another one.
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

Result<std::optional<std::string>> LastStamp(Database& database,
                                             const std::string& path) {
  auto select =
      database.Prepare("SELECT stamp FROM imported_file WHERE path = $1");
  if (!select) return tl::unexpected(select.error());
  select->Bind(1, path);
  auto row = select->Step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  return select->Text(0);
}

Status SaveStamp(Database& database, const std::string& path,
                 const std::string& stamp) {
  auto upsert = database.Prepare(
      "INSERT INTO imported_file (path, stamp) VALUES ($1, $2) "
      "ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp");
  if (!upsert) return tl::unexpected(upsert.error());
  return upsert->Bind(1, path).Bind(2, stamp).Run();
}

Result<ImportSummary> ImportOne(const CompanySource& source,
                                const ImportContext& context) {
  if (source.format == "offeneregister") {
    return ImportOffeneRegister(source.file, context);
  }
  CompanyCsvOptions options;
  options.source.name =
      source.name.empty() ? source.file.filename().string() : source.name;
  options.source.rank = source.rank;
  return ImportCompanyCsv(source.file, options, context);
}

}  // namespace

Result<ImportReport> ImportCompanies(const Options& options, const Clock& clock,
                                     const OnImportProgress& on_progress) {
  auto database = Database::Open(options.workspace.state_db());
  if (!database) return tl::unexpected(database.error());
  if (auto status = database->Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto store = CompanyStore::Open(*database);
  if (!store) return tl::unexpected(store.error());
  ImportReport report;
  std::optional<Places> places;
  for (const CompanySource& source : options.companies) {
    const std::string path = source.file.string();
    auto stamp = StampOf(source.file);
    if (!stamp) return tl::unexpected(stamp.error());
    auto last = LastStamp(*database, path);
    if (!last) return tl::unexpected(last.error());
    if (*last == *stamp) {
      ++report.unchanged_files;
      continue;
    }
    if (!places) {
      auto loaded = LoadPlaces(options);
      if (!loaded) return tl::unexpected(loaded.error());
      places = std::move(*loaded);
    }
    ImportContext context{*store, *database, places->courts, places->regions};
    context.staging = options.workspace.root / "import.db";
    context.stamp = path + "@" + *stamp;
    context.now = FormatTimestamp(clock.Now());
    if (on_progress) {
      context.on_progress = [&](const ImportProgress& progress) {
        on_progress(source.file, progress);
      };
    }
    auto summary = ImportOne(source, context);
    if (!summary) return tl::unexpected(summary.error());
    report.changed |= summary->added + summary->changed > 0;
    if (auto s = SaveStamp(*database, path, *stamp); !s) {
      return tl::unexpected(s.error());
    }
    report.files.push_back(std::move(*summary));
  }
  return report;
}

}  // namespace ritmon
