// SPDX-License-Identifier: GPL-3.0-or-later
// Company lists as tables: trade directories, vendors' exports, our own.
// Columns are found by the names that such files give them.

#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "registry/import.h"

namespace ritmon {

enum class CompanyColumn {
  kName,
  kLegalForm,
  kCourt,
  kRegisterType,
  kRegisterNumber,
  kStreet,
  kHouseNumber,
  kPostcode,
  kTown,
  kFounded,
  kEmployees,
  kWz,
  kWebsite,
  kPurpose,
  kStatus,
};
inline constexpr size_t kCompanyColumns = 15;

std::string_view ToString(CompanyColumn column);

// Column index of each target.
using CompanyColumns = std::array<std::optional<size_t>, kCompanyColumns>;

// kInvalid unless `header` has a name column and one that places the company
// (register number, postcode, town or website); names what it saw.
Result<CompanyColumns> MapCompanyColumns(
    const std::vector<std::string>& header);

struct CompanyCsvOptions {
  CsvOptions csv;
  // What the values are worth beside the register's (rank 50).
  SourceInfo source{.name = "csv", .rank = 30, .as_of = {}};
};

// Reads `path` into the store, in one transaction. A row is credited to the
// company with its register number, else to the only one of its name at its
// postcode or town, else it is a new company.
Result<ImportSummary> ImportCompanyCsv(const std::filesystem::path& path,
                                       const CompanyCsvOptions& options,
                                       const ImportContext& context);

}  // namespace ritmon
