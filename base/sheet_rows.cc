// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_rows.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/sheet_text.h"
#include "base/sheet_writer.h"

namespace ritmon {
namespace {

// The whole text as a number, or nothing.
std::optional<uint64_t> Integer(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

// The column of "AB12", from 0.
std::optional<size_t> ColumnOf(std::string_view reference) {
  size_t column = 0;
  for (const char c : reference) {
    const bool lower = c >= 'a' && c <= 'z';
    if (!lower && (c < 'A' || c > 'Z')) break;
    column = column * 26 + static_cast<size_t>(c - (lower ? 'a' : 'A')) + 1;
    if (column > kMaxSheetColumns) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return column - 1;
}

}  // namespace

SheetRows::SheetRows(const SheetTables& tables, const SheetReadOptions& options,
                     const CsvRowCallback& on_row)
    : tables_(tables),
      options_(options),
      on_row_(on_row),
      xml_({.start = [this](std::string_view name,
                            const XmlAttributes& a) { Start(name, a); },
            .end = [this](std::string_view name) { End(name); },
            .text = [this](std::string_view text) { Text(text); }}) {
  summary_.format.encoding = "XLSX";
}

Result<bool> SheetRows::Feed(std::string_view bytes) {
  if (auto s = xml_.Feed(bytes); !s) return tl::unexpected(s.error());
  if (!mistake_.empty()) return Fail(ErrorKind::kInvalid, mistake_);
  return !xml_.stopped();
}

Result<CsvSummary> SheetRows::Finish() {
  if (auto s = xml_.Finish(); !s) return tl::unexpected(s.error());
  return std::move(summary_);
}

void SheetRows::Start(std::string_view name, const XmlAttributes& attributes) {
  if (name == "row") {
    StartRow(attributes);
  } else if (name == "c" && in_row_) {
    StartCell(attributes);
  } else if (in_cell_ && (name == "v" || name == "t")) {
    in_value_ = true;
  } else if (name == "rPh") {
    in_phonetic_ = true;
  }
}

void SheetRows::StartRow(const XmlAttributes& attributes) {
  const std::string_view number = attributes.Get("r");
  const uint64_t line =
      number.empty() ? row_.line + 1 : Integer(number).value_or(0);
  if (line == 0 || line > kMaxSheetRows || line <= row_.line) {
    return Break("row '" + std::string(number.substr(0, 20)) + "' after row " +
                 std::to_string(row_.line));
  }
  row_.line = line;
  row_.cells.clear();
  in_row_ = true;
  row_is_bad_ = false;
  row_bytes_ = 0;
  next_column_ = 0;
}

void SheetRows::StartCell(const XmlAttributes& attributes) {
  column_ = ColumnOf(attributes.Get("r")).value_or(next_column_);
  next_column_ = column_ + 1;
  style_ = Integer(attributes.Get("s")).value_or(0);
  const std::string_view type = attributes.Get("t");
  kind_ = type.empty() || type == "n" ? Kind::kNumber
          : type == "s"               ? Kind::kShared
          : type == "b"               ? Kind::kBoolean
                                      : Kind::kText;
  text_.clear();
  in_cell_ = true;
}

void SheetRows::Text(std::string_view text) {
  if (!in_value_ || in_phonetic_ || row_is_bad_) return;
  row_bytes_ += text.size();
  if (row_bytes_ > options_.max_row_bytes) {
    return Problem("a row of more than " +
                   std::to_string(options_.max_row_bytes) + " bytes");
  }
  text_ += text;
}

void SheetRows::End(std::string_view name) {
  if (name == "v" || name == "t") {
    in_value_ = false;
  } else if (name == "rPh") {
    in_phonetic_ = false;
  } else if (name == "c" && in_cell_) {
    EndCell();
  } else if (name == "row" && in_row_) {
    EndRow();
  }
}

std::string SheetRows::Value() const {
  switch (kind_) {
    case Kind::kShared: {
      const auto at = Integer(text_);
      return at && *at < tables_.shared.size() ? tables_.shared[*at] : "";
    }
    case Kind::kBoolean:
      return text_ == "1" || text_ == "true" ? "TRUE" : "FALSE";
    case Kind::kText:
      return UnescapeSheetText(text_);
    case Kind::kNumber:
      break;
  }
  return FormatSheetNumber(text_,
                           style_ < tables_.formats.size()
                               ? tables_.formats[style_]
                               : NumberFormat{},
                           tables_.since_1904);
}

void SheetRows::EndCell() {
  in_cell_ = false;
  in_value_ = false;
  if (text_.empty() || row_is_bad_) return;
  if (column_ >= options_.max_cells) {
    return Problem("more than " + std::to_string(options_.max_cells) +
                   " cells");
  }
  std::string value = Value();
  if (value.empty()) return;
  if (kind_ == Kind::kShared) row_bytes_ += value.size();
  if (row_bytes_ > options_.max_row_bytes) {
    return Problem("a row of more than " +
                   std::to_string(options_.max_row_bytes) + " bytes");
  }
  if (column_ >= row_.cells.size()) row_.cells.resize(column_ + 1);
  row_.cells[column_] = std::move(value);
}

void SheetRows::EndRow() {
  in_row_ = false;
  if (row_is_bad_ || row_.cells.empty()) return;
  ++summary_.rows;
  if (!on_row_(row_)) xml_.Stop();
}

void SheetRows::Problem(std::string message) {
  row_is_bad_ = true;
  ++summary_.bad_rows;
  if (summary_.problems.size() < CsvSummary::kMaxProblems) {
    summary_.problems.push_back({row_.line, std::move(message)});
  }
}

void SheetRows::Break(std::string message) {
  mistake_ = std::move(message);
  xml_.Stop();
}

}  // namespace ritmon
