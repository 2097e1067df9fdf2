// SPDX-License-Identifier: GPL-3.0-or-later
// Cells as a CSV has them, before quotes. Pure functions, any thread.
//
// A spreadsheet that opens a CSV takes a cell that begins with = + - @ a tab or
// a line end for a formula, whatever quotes are around it. So a text (never a
// number, a day or a time) that begins with one of them gets an apostrophe in
// front, in both dialects: files with commas are opened by a double click too
// where Excel speaks English. A text that begins with such an apostrophe gets a
// second one, so that UnprotectedText has the way back. What programs must have
// to the letter is JSON lines.

#pragma once

#include <string>
#include <string_view>

#include "report/table_sink.h"

namespace ritmon {

enum class CsvDialect {
  // Commas, a decimal point, ISO 8601 dates, true and false.
  kRfc4180,
  // Semicolons, UTF-8 with a byte order mark, a decimal comma, 23.11.2026,
  // WAHR and FALSCH. Text that Excel would change gets the apostrophe too:
  // numbers with leading zeros (a postcode), with more than 15 digits or with
  // an E. A class such as 5-9, which it takes for a day in September, has a
  // dash instead: 5–9.
  kGermanExcel,
};

// Valid UTF-8.
std::string CsvText(const TableCell& cell, CsvDialect dialect);

// A text that CsvText wrote, as it was; in kGermanExcel dashes remain.
std::string UnprotectedText(std::string_view text);

}  // namespace ritmon
