// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of an XLSX workbook (ECMA-376), as the CSV reader hands them out.
//
// Numbers come as text with a point ("12.5"), dates as "2026-11-23", with
// "14:30:00" behind it if there is a time, yes and no as TRUE and FALSE, what a
// formula last came to in its stead. Empty cells between others are empty
// texts; empty rows are no rows; hidden ones are rows like others.
//
// Workbooks of strangers are hostile: what they unpack to, rows, cells and
// texts are limited, and nothing they declare is expanded. Everything here may
// be called from any thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/csv.h"
#include "base/result.h"
#include "base/zip_file.h"

namespace ritmon {

struct SheetReadOptions {
  std::string sheet;  // its name; empty: the first one
  // More is an error of the row, as in CsvOptions.
  size_t max_row_bytes = size_t{4} << 20;
  size_t max_cells = 4096;
  // More is an error of the file.
  uint64_t max_sheet_bytes = uint64_t{2} << 30;     // unpacked; streamed
  uint64_t max_shared_bytes = uint64_t{256} << 20;  // texts, held in memory
};

// Streams the rows of one sheet to `on_row`; CsvRow::line is the row's number
// in the sheet, CsvFormat::encoding is "XLSX". kNotFound if there is no such
// file or sheet; the message names the sheets that there are.
Result<CsvSummary> ReadSheetFile(const std::filesystem::path& path,
                                 const SheetReadOptions& options,
                                 const CsvRowCallback& on_row);
// The same for bytes in memory.
Result<CsvSummary> ReadSheetBytes(std::string_view bytes,
                                  const SheetReadOptions& options,
                                  const CsvRowCallback& on_row);

}  // namespace ritmon
