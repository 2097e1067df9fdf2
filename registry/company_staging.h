// SPDX-License-Identifier: GPL-3.0-or-later
// Companies on their way into the store, in a database of their own.
//
// Rows are appended without any index, so that five million come in as fast as
// they can be read. A row that might meet another one of its id, or has no id
// yet, waits in a second table and is merged one by one in the end. Batches are
// committed with the place in the file: what a killed import has staged is
// taken up again. Belongs to the thread of its Database.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "registry/company_keys.h"
#include "registry/company_store.h"
#include "registry/fingerprint_set.h"
#include "registry/import_log.h"

namespace ritmon {

class CompanyStaging {
 public:
  // Attaches the staging database `file` (in memory if empty) to `database`,
  // which holds the companies. Rows that were staged under another `stamp`, or
  // against other companies, are thrown away.
  static Result<CompanyStaging> Open(Database& database,
                                     const std::filesystem::path& file,
                                     const std::string& stamp);
  CompanyStaging(CompanyStaging&& other) noexcept;
  CompanyStaging& operator=(CompanyStaging&&) = delete;
  ~CompanyStaging();  // detaches

  // The last line that a committed batch has dealt with, and what was counted
  // until then. 0 at first.
  uint64_t done_lines() const { return done_lines_; }
  const ImportSummary& done() const { return done_; }

  // Whether the store has no companies yet.
  bool store_is_empty() const { return store_is_empty_; }

  // Keeps `company` for the store; `keys` are its own.
  Status Add(const Company& company, const CompanyKeys& keys,
             const SourceInfo& source);
  // Makes what was added since the last call safe, with the place.
  Status CommitBatch(uint64_t line, const ImportSummary& summary);

  // Moves the rows that nothing can stand against into the store, all indexes
  // rebuilt if they are many. Call within a transaction. Returns their number.
  Result<uint64_t> MoveNew();
  // Calls `on_row` with the others, in the order they came.
  Status ForEachOther(
      const std::function<Status(Company, const SourceInfo&)>& on_row);
  // Throws everything away, the file too. Call outside of any transaction.
  Status Remove();

 private:
  explicit CompanyStaging(Database& database, std::filesystem::path file)
      : database_(&database), file_(std::move(file)) {}
  Status Prepare(const std::string& stamp);
  Status ReadState(const std::string& stamp);
  Status LoadIds();
  Status LoadIdsOf(const std::string& table);
  Result<int64_t> CountOf(const std::string& table);

  Database* database_;  // null once moved from or detached
  std::filesystem::path file_;
  bool in_batch_ = false;
  bool store_is_empty_ = true;
  FingerprintSet ids_;  // of the store and of what is staged
  uint64_t done_lines_ = 0;
  ImportSummary done_;
  std::optional<Statement> insert_new_;
  std::optional<Statement> insert_other_;
  std::optional<Statement> insert_name_;
};

}  // namespace ritmon
