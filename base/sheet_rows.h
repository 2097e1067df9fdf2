// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of one worksheet part, for sheet_reader.cc.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/csv.h"
#include "base/result.h"
#include "base/sheet_number.h"
#include "base/sheet_reader.h"
#include "base/xml_stream.h"

namespace ritmon {

// What cells refer to.
struct SheetTables {
  std::vector<std::string> shared;    // texts
  std::vector<NumberFormat> formats;  // by the style of the cell
  bool since_1904 = false;
};

// Takes the events of a worksheet, hands out its rows.
class SheetRows {
 public:
  // All must outlive this.
  SheetRows(const SheetTables& tables, const SheetReadOptions& options,
            const CsvRowCallback& on_row);

  // One piece of the part. False: the receiver has enough.
  Result<bool> Feed(std::string_view bytes);
  Result<CsvSummary> Finish();

 private:
  enum class Kind { kNumber, kShared, kText, kBoolean };

  void Start(std::string_view name, const XmlAttributes& attributes);
  void StartRow(const XmlAttributes& attributes);
  void StartCell(const XmlAttributes& attributes);
  void End(std::string_view name);
  void EndCell();
  void EndRow();
  void Text(std::string_view text);
  std::string Value() const;
  void Problem(std::string message);
  void Break(std::string message);

  const SheetTables& tables_;
  const SheetReadOptions& options_;
  const CsvRowCallback& on_row_;
  XmlStream xml_;
  CsvSummary summary_;
  std::string mistake_;
  CsvRow row_;
  bool in_row_ = false;
  bool row_is_bad_ = false;
  size_t row_bytes_ = 0;
  size_t next_column_ = 0;
  size_t column_ = 0;
  Kind kind_ = Kind::kNumber;
  size_t style_ = 0;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_phonetic_ = false;
  std::string text_;
};

}  // namespace ritmon
