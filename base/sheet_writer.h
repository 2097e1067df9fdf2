// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as an XLSX workbook (ECMA-376), one sheet after the other, row by row.
//
// Memory does not grow with the rows, but for a sheet's links. Numbers are
// numbers, dates are dates, text is text: nothing is ever written as a formula,
// and only what is a SheetLink as a link. The title row is bold, stays in sight
// and has filters. The same rows give the same bytes.
// libxlsxwriter stops in sheet_writer.cc. Objects belong to one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace ritmon {

// What a spreadsheet can hold.
inline constexpr uint32_t kMaxSheetRows = 1'048'576;  // the titles included
inline constexpr size_t kMaxSheetColumns = 16'384;
inline constexpr size_t kMaxCellCharacters = 32'767;  // UTF-16 units
inline constexpr size_t kMaxSheetName = 31;           // characters
// Excel opens no sheet with more.
inline constexpr uint32_t kMaxSheetLinks = 65'530;
inline constexpr size_t kMaxLinkBytes = 2'000;  // Excel: 2,079 characters

// An address that can be clicked if it is http or https, has no blanks and no
// control characters, is, escaped, no longer than kMaxLinkBytes, and the sheet
// has fewer than kMaxSheetLinks of them; else a text.
struct SheetLink {
  std::string url;
  friend bool operator==(const SheetLink&, const SheetLink&) = default;
};

// An empty cell, a text, a number, yes or no, a date, a date with the time of
// day (UTC), a link. A number that a double cannot hold, and a date before
// 1900, are written as text, so that nothing of them is lost.
using SheetCell = std::variant<std::monostate, std::string, int64_t, double,
                               bool, Date, Timestamp, SheetLink>;

struct SheetColumn {
  std::string title;
  double width = 0;  // in characters; 0: as wide as its cells, up to a limit
};

struct SheetSummary {
  uint64_t rows = 0;       // of all sheets, without titles
  uint64_t cut_cells = 0;  // longer than a cell can be; they end with "…"
  uint64_t links = 0;
};

class SheetWriter {
 public:
  // Writes beside `path`; it is there once Close has succeeded. `created` is
  // kept in the file.
  static Result<SheetWriter> Create(const std::filesystem::path& path,
                                    Timestamp created);
  SheetWriter(SheetWriter&&) noexcept;
  SheetWriter& operator=(SheetWriter&&) = delete;
  // Without Close nothing is left behind.
  ~SheetWriter();

  // What follows goes into a new sheet. kInvalid if a spreadsheet would not
  // take the name: empty, too long, used before (whatever the case), or with
  // one of []:*?/\ or an apostrophe at an end.
  Status AddSheet(const std::string& name,
                  const std::vector<SheetColumn>& columns);
  // The next row. Text is mended: what is not UTF-8 becomes U+FFFD, control
  // characters that XML forbids are dropped, line ends are "\n". kInvalid if
  // the sheet is full or the row has more cells than there are titles.
  Status Append(const std::vector<SheetCell>& cells);
  // Whether the sheet takes no more rows.
  bool IsFull() const;
  // Completes the file and puts it in its place. At least one sheet is needed.
  Result<SheetSummary> Close();

 private:
  struct State;
  explicit SheetWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace ritmon
