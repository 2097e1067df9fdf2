// SPDX-License-Identifier: GPL-3.0-or-later
// What an import did, and the record of all imports in the state store.

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/database.h"
#include "base/result.h"
#include "registry/company_store.h"

namespace ritmon {

struct Refusal {
  uint64_t line = 0;
  std::string reason;
};

struct ImportSummary {
  std::string source;
  std::string path;
  uint64_t read = 0;
  uint64_t added = 0;
  uint64_t changed = 0;
  uint64_t unchanged = 0;
  uint64_t refused = 0;
  uint64_t skipped = 0;  // right, and not wanted: other countries' companies
  // Of those read: their register number is another company's, too.
  uint64_t disputed = 0;
  // Values that contradict a better source's or an older one's of equal rank,
  // which was kept: how many of each field. See `ritmon explain`.
  std::map<std::string, uint64_t> kept;
  std::vector<Refusal> refusals;  // the first kMaxRefusals
  static constexpr size_t kMaxRefusals = 100;

  void Refuse(uint64_t line, std::string reason);
  // A row that is taken, but for one value; among the refusals.
  void Note(uint64_t line, std::string reason);
  void Count(const Upserted& upserted);
};

struct ImportLogEntry {
  ImportSummary summary;  // without the refusals
  std::string imported_at;
};

class ImportLog {
 public:
  // Creates the table if it is not there. `database` must outlive this.
  static Result<ImportLog> Open(Database& database);

  Status Add(const ImportSummary& summary, std::string_view imported_at);
  Result<std::vector<ImportLogEntry>> Entries();  // oldest first

 private:
  explicit ImportLog(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace ritmon
