// SPDX-License-Identifier: GPL-3.0-or-later
// The databases of a data directory.

#include <system_error>
#include <utility>

#include "base/database.h"
#include "crawler/archive_files.h"
#include "pipeline/doctor/doctor.h"
#include "pipeline/page_upgrade.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

struct Store {
  fs::path file;
  // Opens it in the way that commands do.
  Result<Database> database;
};

fs::path With(const fs::path& file, const char* suffix) {
  fs::path path = file;
  path += suffix;
  return path;
}

// What SQLite says; empty if all is well.
Result<std::string> QuickCheck(Database& database) {
  auto check = database.Prepare("PRAGMA quick_check(1)");
  if (!check) return tl::unexpected(check.error());
  auto row = check->Step();
  if (!row) return tl::unexpected(row.error());
  const std::string said = *row ? check->Text(0) : std::string();
  return said == "ok" ? std::string() : said;
}

// Where it stands in the error's message, the path need not be said twice.
std::string Remedied(const fs::path& file, Error error) {
  std::string message = WithRemedy(std::move(error)).message;
  const std::string place = file.string() + ": ";
  if (message.starts_with(place)) message.erase(0, place.size());
  return message;
}

Finding CheckStore(Store store) {
  const std::string name = store.file.string();
  if (!store.database) {
    const std::string& message = store.database.error().message;
    const bool outdated =
        message.find("was written by an earlier") != std::string::npos;
    const bool refused =
        message.find("was written by a later") != std::string::npos;
    return {outdated  ? FindingId::database_outdated
            : refused ? FindingId::database_refused
                      : FindingId::database_damaged,
            name, Remedied(store.file, store.database.error())};
  }
  auto said = QuickCheck(*store.database);
  if (said && !said->empty()) {
    said = Fail(ErrorKind::kInvalid,
                name + ": database disk image is malformed: " + *said);
  }
  if (!said) {
    return {FindingId::database_damaged, name,
            Remedied(store.file, said.error())};
  }
  std::error_code code;
  return {FindingId::database_sound, name,
          std::to_string(fs::file_size(store.file, code) >> 10) + " KiB"};
}

// Files that lie beside a database.
Findings CheckCompanions(const fs::path& file) {
  constexpr uint64_t kLargeLog = uint64_t{1} << 30;
  Findings findings;
  std::error_code code;
  const fs::path log = With(file, "-wal");
  const auto size = fs::file_size(log, code);
  if (!code && size > kLargeLog) {
    findings.push_back({FindingId::log_large, log.string(),
                        std::to_string(size >> 20) + " MiB"});
  }
  // Ours keep a write-ahead log. A first import has a journal of its own that
  // is emptied at its end.
  const fs::path journal = With(file, "-journal");
  if (fs::exists(journal, code) && fs::file_size(journal, code) > 0) {
    findings.push_back({FindingId::foreign_journal, journal.string(), ""});
  }
  return findings;
}

}  // namespace

Findings CheckDatabases(const Options& options) {
  const Workspace& workspace = options.workspace;
  const fs::path pages = workspace.pages_db();
  const StoreSchema first;
  std::vector<Store> stores;
  std::error_code code;
  const auto add = [&](const fs::path& file, const StoreSchema& schema) {
    if (!fs::exists(file, code)) return;
    stores.push_back({file, OpenStoreReadOnly(file, schema)});
  };
  Findings findings;
  const auto archive = ArchiveFiles(workspace.warc());
  const bool has_archive = archive && !archive->empty();
  if (fs::exists(workspace.state_db(), code)) {
    stores.push_back({workspace.state_db(), OpenStateReadOnly(workspace)});
  } else if (has_archive) {
    findings.push_back(
        {FindingId::database_missing, workspace.state_db().string(), ""});
  }
  if (has_archive && !fs::exists(pages, code)) {
    findings.push_back({FindingId::pages_missing, pages.string(), ""});
  }
  add(pages, kPageSchema);
  add(workspace.grants_db(), first);
  add(workspace.lists_db(), first);
  add(workspace.history_db(), first);
  add(workspace.jobs_db(), first);
  for (Store& store : stores) {
    for (Finding& beside : CheckCompanions(store.file)) {
      findings.push_back(std::move(beside));
    }
    findings.push_back(CheckStore(std::move(store)));
  }
  const fs::path staging = workspace.import_db();
  if (fs::exists(staging, code)) {
    findings.push_back({FindingId::import_unfinished, staging.string(), ""});
  }
  return findings;
}

}  // namespace ritmon
