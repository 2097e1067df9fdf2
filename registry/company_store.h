// SPDX-License-Identifier: GPL-3.0-or-later
// Companies in the state store, with where each value came from.
//
// One row a company, found again by its id and by keys (company_directory.h).
// A value that a second source brought is noted in company_values. A better
// source's value (SourceInfo::rank) is never overwritten by a worse one's, and
// none by an empty one: registry/company_record.h. The tables are described in
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
#include "model/company.h"

namespace ritmon {

struct SourceInfo {
  std::string name;   // "offeneregister", "csv:trade-directory"
  int rank = 0;       // a higher one is believed more
  std::string as_of;  // date of the data, "2018-11-09"; or empty
};

enum class UpsertOutcome { kNew, kChanged, kUnchanged };

struct Upserted {
  std::string id;
  UpsertOutcome outcome = UpsertOutcome::kUnchanged;
  std::vector<std::string> kept;  // fields whose held value contradicts
};

struct ValueSource {
  std::string field;  // "founded", "employees", ...
  std::string source;
  int rank = 0;
  std::string as_of;
};

// "N-" and a hash of name key and place: the id of a company without a
// register number.
std::string UnregisteredId(const Company& company);

// For a company whose register number another one has in the same register:
// numbers were given twice, decades apart, and some files have placeholders.
std::string DisputedId(const Company& company);

struct MergeResult;

class CompanyStore {
 public:
  // Creates the tables if they are not there. `database` must outlive this.
  static Result<CompanyStore> Open(Database& database);
  // For a database opened read-only; kNotFound if it has no companies table.
  static Result<CompanyStore> OpenReadOnly(Database& database);

  // Writes `company` under its id (found if empty: register key, else
  // UnregisteredId). Doing it twice changes nothing. Open a Transaction around
  // many. `on_held` may still change an account of a company that is there, its
  // id included.
  using OnHeld = std::function<void(const Company& held, Company& account)>;
  Result<Upserted> Upsert(Company company, const SourceInfo& source,
                          const OnHeld& on_held = {});

  Result<std::optional<Company>> Find(std::string_view id);
  // By rising id, until `on_company` returns false. With `districts` (AGS)
  // only companies there.
  using OnCompany = std::function<bool(Company&)>;
  Status ForEach(const OnCompany& on_company,
                 const std::vector<std::string>& districts = {});
  // Every company that a source gives a website, by rising id.
  Status ForEachWebsite(
      const std::function<void(std::string id, std::string website)>& on_site);
  // Every company's id and name, in no order: five million take seconds.
  Status ForEachName(
      const std::function<void(const std::string& id, const std::string& name)>&
          on_name);
  Result<uint64_t> Count();

  // Of the values that did not come with the company's first source.
  Result<std::vector<ValueSource>> SourcesOf(std::string_view id);
  // Where the rest came from.
  Result<std::optional<SourceInfo>> FirstSourceOf(std::string_view id);

  // Entities again, now that the addresses are known that many companies
  // share. Returns how many changed their kind.
  Result<uint64_t> ReclassifyEntities();

 private:
  explicit CompanyStore(Database& database) : database_(&database) {}
  Status PrepareReads();
  Status PrepareWrites();
  struct Held {
    Company company;
    SourceInfo first;
  };
  Result<std::optional<Held>> FindHeld(std::string_view id);
  Result<Upserted> Merge(const Held& held, Company company,
                         const SourceInfo& source);
  Status NoteNames(const Company& company);
  Status NoteSource(const MergeResult& merged, const SourceInfo& first,
                    const SourceInfo& source);
  // Companies at this address that would be of another kind if `count`
  // companies are there.
  Status FindMisclassified(
      int64_t address_key, int64_t count,
      std::vector<std::pair<std::string, EntityKind>>& changes);

  Database* database_;
  std::optional<Statement> find_;
  std::optional<Statement> find_values_;
  std::optional<Statement> at_address_;
  std::optional<Statement> insert_;
  std::optional<Statement> update_;
  std::optional<Statement> note_name_;
  std::optional<Statement> note_value_;
  std::optional<Statement> forget_value_;
};

}  // namespace ritmon
