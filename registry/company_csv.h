// SPDX-License-Identifier: GPL-3.0-or-later
// Company lists as tables, CSV or XLSX: trade directories, vendors' exports,
// our own. Columns are found by the names that such files give them.

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

// Hands every row of `path` to `sink`.
Status ReadCompanyCsv(const std::filesystem::path& path,
                      const CompanyCsvOptions& options, const Courts& courts,
                      CompanySink& sink);

// Reads `path` into the store (company_identity.h says which company a row is
// credited to).
Result<ImportSummary> ImportCompanyCsv(const std::filesystem::path& path,
                                       const CompanyCsvOptions& options,
                                       const ImportContext& context);

}  // namespace ritmon
