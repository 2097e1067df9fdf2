// SPDX-License-Identifier: GPL-3.0-or-later
// Grants in the state store, with the history of their values.
//
// One row a grant, keyed by its FKZ. A later import overwrites; what a value
// was before is kept with the number of the import that changed it. A cell
// that a file does not fill (EnArgus knows no Förderprofil, 0 is "not
// disclosed") never overwrites one that is known. The tables are described in
// docs/formats.md. Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "model/grant.h"

namespace ritmon {

enum class GrantUpsert { kNew, kChanged, kUnchanged };

struct GrantChange {
  int64_t import = 0;  // GrantImportEntry::number
  std::string field;   // column of the grants table
  std::string before;
  std::string after;
};

struct GrantImportEntry {
  int64_t number = 0;  // 1, 2, …
  std::string path;
  std::string header;       // "foekat-2026"
  std::string as_of;        // date of the data, or empty
  std::string imported_at;  // FormatTimestamp
  uint64_t read = 0;
  uint64_t added = 0;
  uint64_t changed = 0;
  uint64_t unchanged = 0;
  uint64_t dropped = 0;
  uint64_t refused = 0;
};

class GrantStore {
 public:
  // Creates the tables if they are not there. `database` must outlive this.
  static Result<GrantStore> Open(Database& database);
  // For a database opened read-only; kNotFound if it has no grants table. Only
  // the const-like calls (Find, ForEach, Count, History, Imports) work then.
  static Result<GrantStore> OpenReadOnly(Database& database);

  // Writes `grant` under its FKZ. Doing it twice changes nothing. Open a
  // Transaction around many. Its actor is derived and has no history.
  // `older`: of a file whose data are older than others that were imported: it
  // fills what is unknown and overwrites nothing.
  Result<GrantUpsert> Upsert(const Grant& grant, int64_t import,
                             bool older = false);

  Result<std::optional<Grant>> Find(std::string_view fkz);
  // All, by rising FKZ, until `on_grant` returns false.
  Status ForEach(const std::function<bool(Grant&)>& on_grant);
  Result<uint64_t> Count();
  // What changed, oldest first.
  Result<std::vector<GrantChange>> History(std::string_view fkz);

  // Actors again, after the rules changed. Returns how many became others.
  Result<uint64_t> Reclassify(
      const std::function<ActorClass(const Grant&)>& classify);

  // The number for the next import; LogImport writes its entry.
  Result<int64_t> NextImport();
  Status LogImport(const GrantImportEntry& entry);
  Result<std::vector<GrantImportEntry>> Imports();

  Database& database() { return *database_; }

 private:
  explicit GrantStore(Database& database) : database_(&database) {}
  Status Prepare(std::optional<Statement>& slot, std::string_view sql);
  Status NoteChange(std::string_view fkz, const GrantChange& change);

  Database* database_;
  std::optional<Statement> find_;
  std::optional<Statement> insert_;
  std::optional<Statement> update_;
  std::optional<Statement> note_change_;
};

}  // namespace ritmon
