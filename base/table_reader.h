// SPDX-License-Identifier: GPL-3.0-or-later
// A table as people send it: separated values or an XLSX workbook, told apart
// by what is in the file and not by its name.

#pragma once

#include <filesystem>

#include "base/csv.h"
#include "base/result.h"

namespace ritmon {

// As ReadCsvFile; of a workbook the first sheet (sheet_reader.h), for which
// delimiter and encoding mean nothing. What else spreadsheets save (.xls,
// .ods, a workbook with a password) is kInvalid, with advice. "-", standard
// input, is taken for separated values.
Result<CsvSummary> ReadTableFile(const std::filesystem::path& path,
                                 const CsvOptions& options,
                                 const CsvRowCallback& on_row);

}  // namespace ritmon
