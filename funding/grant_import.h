// SPDX-License-Identifier: GPL-3.0-or-later
// One file of grants into the state store: all of it, or nothing.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "base/csv.h"
#include "base/result.h"
#include "base/time.h"
#include "funding/actor_type.h"
#include "funding/foekat_csv.h"
#include "funding/grant_store.h"

namespace ritmon {

struct GrantImportOptions {
  CsvOptions csv;
  std::string as_of;  // date of the data, "2023-08-28"; empty if not known
  Timestamp imported_at{};
  // Called now and then with the rows kept so far.
  std::function<void(uint64_t rows)> on_progress;
};

struct GrantImportSummary {
  GrantFileSummary file;
  int64_t number = 0;  // of this import, for the history
  // Its data are older than others': it filled gaps and overwrote nothing.
  bool older = false;
  uint64_t added = 0;  // added + changed + unchanged == file.kept
  uint64_t changed = 0;
  uint64_t unchanged = 0;
};

// Reads `path` (funding/foekat_csv.h), sets each grant's actor and writes it.
// One transaction: after an error the store is as it was before. Importing a
// file twice changes nothing but the list of imports.
Result<GrantImportSummary> ImportGrants(const std::filesystem::path& path,
                                        GrantStore& store,
                                        const ActorRules& actors,
                                        const GrantImportOptions& options);

}  // namespace ritmon
