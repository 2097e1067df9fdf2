// SPDX-License-Identifier: GPL-3.0-or-later
// Company lists as tables, CSV or XLSX: trade directories, vendors' exports,
// our own. Delimiter, encoding, header and mapping are found unless told.

#pragma once

#include <filesystem>
#include <string>

#include "base/csv.h"
#include "base/result.h"
#include "registry/company_table.h"
#include "registry/import.h"

namespace ritmon {

struct CompanyCsvOptions : CompanyTableOptions {
  CsvOptions csv;  // delimiter and encoding win over the mapping's
};

// What was found of a file's beginning.
struct CsvLayout {
  CsvFormat format;
  TableLayout table;
};

// kInvalid, naming file, line and reason, if no header is there.
Result<CsvLayout> DetectCompanyCsv(const std::filesystem::path& path,
                                   const CompanyCsvOptions& options);

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
