// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/forget_stage.h"

#include <filesystem>
#include <set>
#include <string>

#include "crawler/capture_purge.h"
#include "pipeline/field_history.h"
#include "pipeline/forget_columns.h"
#include "pipeline/list_history.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

// Derived, and made again by `ritmon report`: they name companies.
Status RemoveReports(const fs::path& directory) {
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(directory, code)) {
    if (!entry.is_regular_file()) continue;
    fs::remove(entry.path(), code);
    if (code) {
      return Fail(ErrorKind::kIo,
                  entry.path().string() + ": cannot remove: " + code.message());
    }
  }
  return {};
}

// Rows on their way into the store that a killed import has left.
void RemoveStaging(const Options& options) {
  std::error_code code;
  for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
    fs::remove(options.workspace.import_db().string() + suffix, code);
  }
}

// Of the tables that name companies by their id.
Result<std::set<std::string>> CompaniesIn(
    const fs::path& file, std::initializer_list<const char*> tables,
    const ForgottenList& list) {
  std::set<std::string> ids;
  auto database = Database::OpenReadOnly(file);
  if (!database) return tl::unexpected(database.error());
  for (const char* table : tables) {
    auto found = FindNamed(*database,
                           {table, "company_id", NamedIn::kCompany, ""}, list);
    if (!found) return tl::unexpected(found.error());
    ids.insert(found->begin(), found->end());
  }
  return ids;
}

Status ForgetInHistory(const fs::path& file, const ForgottenList& list) {
  if (!fs::exists(file)) return {};
  auto companies = CompaniesIn(
      file,
      {"company_interval", "tag_interval", "company_site", "field_change"},
      list);
  if (!companies) return tl::unexpected(companies.error());
  {
    auto history = FieldHistory::Open(file);
    if (!history) return tl::unexpected(history.error());
    if (auto s = history->Forget(*companies); !s) return s;
  }
  auto database = Database::Open(file);
  if (!database) return tl::unexpected(database.error());
  const NamingColumn sites[] = {{"company_site", "site", NamedIn::kSite, ""}};
  return RemoveNamed(*database, sites, list);
}

Status ForgetInLists(const fs::path& file, const ForgottenList& list) {
  if (!fs::exists(file)) return {};
  auto companies = CompaniesIn(file, {"list_outcome"}, list);
  if (!companies) return tl::unexpected(companies.error());
  auto history = ListHistory::Open(file);
  return history ? history->Forget(*companies)
                 : Status(tl::unexpected(history.error()));
}

Status ForgetInColumns(const fs::path& file,
                       std::span<const NamingColumn> columns,
                       const ForgottenList& list) {
  if (!fs::exists(file)) return {};
  auto database = Database::Open(file);
  if (!database) return tl::unexpected(database.error());
  return RemoveNamed(*database, columns, list);
}

Status ForgetInState(const fs::path& file, const ForgottenList& list) {
  if (auto s = ForgetInColumns(file, NamingInState(), list); !s) return s;
  auto database = Database::Open(file);
  if (!database) return tl::unexpected(database.error());
  // Fingerprints of what stood there.
  if (!database->Prepare("SELECT url_id FROM content")) return {};
  return database->Execute(
      "DELETE FROM content WHERE url_id NOT IN (SELECT id FROM url)");
}

}  // namespace

Status PurgeForgotten(const fs::path& directory, const ForgottenList& list,
                      const Clock& clock) {
  if (list.empty() || !fs::exists(directory)) return {};
  auto purged =
      PurgeCaptures(directory,
                    {[&](const Url& url) { return list.HoldsUrl(url); },
                     PurgeReason::kForgotten},
                    clock.Now());
  return purged ? Status() : tl::unexpected(purged.error());
}

Status RemoveForgotten(const Options& options, const ForgottenList& list,
                       PageStore& store, const Clock& clock) {
  const Workspace& workspace = options.workspace;
  if (auto s = PurgeForgotten(workspace.warc(), list, clock); !s) return s;
  if (auto s = store.RemoveForgotten(list); !s) return s;
  if (auto s = store.SetDirty(true); !s) return s;
  // A replay that was killed has left the store that it replaces.
  if (fs::exists(workspace.replaced_text())) {
    auto replaced = PageStore::Open(workspace.replaced_text());
    if (!replaced) return tl::unexpected(replaced.error());
    if (auto s = replaced->RemoveForgotten(list); !s) return s;
    if (auto s = replaced->Compact(); !s) return s;
  }
  if (auto s = ForgetInColumns(workspace.grants_db(), NamingInGrants(), list);
      !s) {
    return s;
  }
  if (auto s = ForgetInLists(workspace.lists_db(), list); !s) return s;
  if (auto s = ForgetInHistory(workspace.history_db(), list); !s) return s;
  if (auto s = ForgetInState(workspace.state_db(), list); !s) return s;
  RemoveStaging(options);
  return RemoveReports(workspace.reports());
}

Status CompactStores(const Options& options, PageStore& store) {
  if (auto s = store.Compact(); !s) return s;
  const Workspace& workspace = options.workspace;
  for (const fs::path& file : {workspace.grants_db(), workspace.lists_db(),
                               workspace.history_db(), workspace.state_db()}) {
    if (!fs::exists(file)) continue;
    auto database = Database::Open(file);
    if (!database) return tl::unexpected(database.error());
    if (auto s = database->Compact(); !s) return s;
  }
  return {};
}

}  // namespace ritmon
