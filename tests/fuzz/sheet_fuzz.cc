// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are accepted as a workbook, and any text as its rows; what is
// handed out keeps to the limits.

#include <string>
#include <string_view>

#include "base/charset.h"
#include "base/sheet_reader.h"
#include "base/sheet_rows.h"
#include "base/sheet_text.h"
#include "tests/fuzz/fuzz_input.h"

namespace ritmon {
namespace {

constexpr size_t kMostCells = 50;
constexpr size_t kMostBytes = 5000;
const SheetReadOptions kOptions{.max_row_bytes = kMostBytes,
                                .max_cells = kMostCells,
                                .max_sheet_bytes = 1 << 20,
                                .max_shared_bytes = 1 << 16};

// Hands out what keeps its contract.
class Receiver {
 public:
  bool Take(const CsvRow& row) {
    Require(row.line > line_);
    Require(!row.cells.empty() && row.cells.size() <= kMostCells);
    Require(!row.cells.back().empty());
    line_ = row.line;
    ++rows_;
    return true;
  }
  uint64_t rows() const { return rows_; }

 private:
  uint64_t line_ = 0;
  uint64_t rows_ = 0;
};

void ReadWorkbook(std::string_view bytes) {
  Receiver receiver;
  auto summary = ReadSheetBytes(
      bytes, kOptions, [&](const CsvRow& row) { return receiver.Take(row); });
  Require(!summary || summary->rows == receiver.rows());
}

// The inner part alone, so that the fuzzer need not find out how to pack.
void ReadRows(std::string_view bytes) {
  const SheetTables tables{.shared = {"a", "b"},
                           .formats = {{}, {.has_date = true}}};
  Receiver receiver;
  const CsvRowCallback take = [&](const CsvRow& row) {
    return receiver.Take(row);
  };
  SheetRows rows(tables, kOptions, take);
  const size_t half = bytes.size() / 2;
  for (const auto part : {bytes.substr(0, half), bytes.substr(half)}) {
    if (!rows.Feed(part)) return;
  }
  auto summary = rows.Finish();
  Require(!summary || summary->rows == receiver.rows());
}

void ReadTexts(std::string_view bytes) {
  const auto [text, cut] = SheetText(bytes);
  Require(IsValidUtf8(text));
  if (cut) return;
  // What was written is read, and would be written the same again.
  const std::string plain = UnescapeSheetText(text);
  Require(SheetText(plain).first == text);
  FormatSheetNumber(bytes, ParseNumberFormat(bytes), false);
}

}  // namespace
}  // namespace ritmon

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  ritmon::ReadWorkbook(input.view());
  ritmon::ReadRows(input.view());
  ritmon::ReadTexts(input.view());
  return 0;
}
