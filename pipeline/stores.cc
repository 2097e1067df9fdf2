// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/stores.h"

#include <string>
#include <string_view>
#include <utility>

#include "crawler/frontier.h"
#include "crawler/frontier_upgrade.h"
#include "pipeline/page_upgrade.h"
#include "registry/company_upgrade.h"

namespace ritmon {
namespace {

bool HasColumns(Database& database, const std::string& table,
                const std::string& columns) {
  return !database.HasTable(table) ||
         database.Prepare("SELECT " + columns + " FROM " + table).has_value();
}

bool IsFirstState(Database& database) {
  return !database.HasTable("frontier") &&
         HasColumns(database, "companies", "number_key, vat_id") &&
         HasColumns(database, "site", "sources, documents");
}

constexpr StoreSchema kState{.version = 1, .is_first = IsFirstState};
// Their first form is today's.
constexpr StoreSchema kFirst{};

Status AddColumn(Database& database, const std::string& table,
                 const std::string& column) {
  if (HasColumns(database, table, column)) return {};
  return database.Execute("ALTER TABLE " + table + " ADD COLUMN " + column +
                          " BIGINT NOT NULL DEFAULT 0");
}

// Forms of state.db from before numbers; docs/operations.md lists them.
StoreUpgrade StateUpgrade(const Options& options) {
  return {.before =
              [&options](Database& database) {
                const Scope scope(ScopeOf(options));
                return TakeOverOldFrontier(database, scope, options.frontier);
              },
          .change =
              [](Database& database) {
                for (const char* column : {"sources", "documents"}) {
                  auto added = AddColumn(database, "site", column);
                  if (!added) return added;
                }
                auto companies = UpgradeCompanies(database);
                return companies ? DropOldFrontier(database) : companies;
              },
          .keep_copy = true};
}

}  // namespace

Result<Database> OpenState(const Workspace& workspace) {
  return OpenStore(workspace.state_db(), kState);
}

Result<Database> OpenStateReadOnly(const Workspace& workspace) {
  return OpenStoreReadOnly(workspace.state_db(), kState);
}

Status UpgradeStores(const Options& options) {
  const Workspace& workspace = options.workspace;
  auto upgraded =
      UpgradeStore(workspace.state_db(), kState, StateUpgrade(options));
  for (const auto& file :
       {workspace.history_db(), workspace.lists_db(), workspace.grants_db()}) {
    if (upgraded) upgraded = UpgradeStore(file, kFirst);
  }
  return upgraded ? Status() : tl::unexpected(upgraded.error());
}

Status UpgradePageStore(const Workspace& workspace) {
  auto upgraded =
      UpgradeStore(workspace.pages_db(), kPageSchema,
                   {.before = {}, .change = UpgradePages, .keep_copy = false});
  return upgraded ? Status() : tl::unexpected(upgraded.error());
}

Error WithRemedy(Error error) {
  struct Remedy {
    std::string_view file;
    std::string_view what;
  };
  static constexpr Remedy kRemedies[] = {
      {"pages.db", "`ritmon replay` makes it again from the archive"},
      {"grants.db", "remove it, then `ritmon index` makes it again"},
      {"state.db", "restore it from a backup (docs/operations.md)"},
      {"history.db",
       "restore it from a backup, or remove it: that costs the past"},
      {"lists.db",
       "restore it from a backup, or remove it: that costs the comparison of "
       "keyword lists"},
      {"jobs.db", "remove it: that costs the list of past runs"},
      {"import.db", "remove it and import again"},
  };
  const std::string& message = error.message;
  const bool damaged =
      message.find("file is not a database") != std::string::npos ||
      message.find("database disk image is malformed") != std::string::npos ||
      message.find("no such table") != std::string::npos ||
      message.find("no such column") != std::string::npos ||
      message.find("malformed database schema") != std::string::npos;
  if (!damaged) return error;
  for (const Remedy& remedy : kRemedies) {
    if (message.find(remedy.file) == std::string::npos) continue;
    error.kind = ErrorKind::kInvalid;
    error.message.append("; the database is damaged: ").append(remedy.what);
    break;
  }
  return error;
}

}  // namespace ritmon
