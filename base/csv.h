// SPDX-License-Identifier: GPL-3.0-or-later
// Reading and writing separated values, as RFC 4180 has them and as they come.
//
// The reader is our own: libcsv knows neither on which line a row began, nor
// Excel's ="..." cells with a delimiter inside (FÖKAT), nor a quote that is
// never closed and would swallow the rest of the file.
//
// Delimiter (; , tab |) and encoding (UTF-8, windows-1252, UTF-16)
// are found in the first bytes unless told. Files may be compressed. Any bytes
// are accepted: a row that cannot be read is left out and said with its line.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct CsvOptions {
  std::optional<char> delimiter;        // found if absent
  std::optional<std::string> encoding;  // an ICU converter's name
  // Of a file, or a cell of it, that is not UTF-8: a name that ICU and the
  // WHATWG know.
  std::string fallback_encoding = "windows-1252";
  // More is an error of the row. Bounds the memory that a lost quote costs.
  size_t max_row_bytes = size_t{4} << 20;
  size_t max_cells = 4096;
  // Called now and then with the bytes taken from a file so far.
  std::function<void(uint64_t)> on_bytes;
};

struct CsvFormat {
  char delimiter = ',';
  std::string encoding = "UTF-8";
};

// Cells are valid UTF-8, without their quotes and without ="...".
struct CsvRow {
  uint64_t line = 0;  // on which it begins, from 1
  std::vector<std::string> cells;
};

struct CsvProblem {
  uint64_t line = 0;
  std::string message;
};

struct CsvSummary {
  CsvFormat format;
  uint64_t rows = 0;  // handed out; empty lines are no rows
  uint64_t bad_rows = 0;
  uint64_t recoded_cells = 0;        // not UTF-8 in a file that else is
  std::vector<CsvProblem> problems;  // the first kMaxProblems of bad_rows
  static constexpr size_t kMaxProblems = 100;
};

// False: enough, stop reading.
using CsvRowCallback = std::function<bool(const CsvRow& row)>;

// What the first bytes of a file (some KiB) look like.
CsvFormat DetectCsvFormat(std::string_view head);

// Streams the rows of `path` ("-": standard input) to `on_row`, the header
// like any other row.
Result<CsvSummary> ReadCsvFile(const std::filesystem::path& path,
                               const CsvOptions& options,
                               const CsvRowCallback& on_row);
// The same for bytes in memory.
Result<CsvSummary> ReadCsvText(std::string_view bytes,
                               const CsvOptions& options,
                               const CsvRowCallback& on_row);

// What becomes of a cell that a spreadsheet would take for a formula (=, +, -,
// @ first): an apostrophe in front unless it is a number, or nothing, because
// the caller knows what is text and has seen to it.
enum class FormulaCells { kProtected, kAsTheyAre };

// Rows as RFC 4180 writes them: CRLF, quotes where needed.
class CsvWriter {
 public:
  explicit CsvWriter(char delimiter = ';',
                     FormulaCells formulas = FormulaCells::kProtected)
      : delimiter_(delimiter), formulas_(formulas) {}
  void Append(const std::vector<std::string>& cells);
  // What was appended since the last call.
  std::string Take() { return std::exchange(text_, {}); }

 private:
  void AppendCell(std::string_view cell);
  char delimiter_;
  FormulaCells formulas_;
  std::string text_;
};

}  // namespace ritmon
