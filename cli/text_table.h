// SPDX-License-Identifier: GPL-3.0-or-later
// Tables for a terminal: columns aligned by what a reader sees, not by bytes.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/terminal.h"

namespace ritmon {

class TextTable {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string title;
    Align align = Align::kLeft;
    bool keeps = false;  // is never cut: a date
  };
  explicit TextTable(std::vector<Column> columns);

  void Add(std::vector<std::string> cells);
  // Text below the last row, across all columns and never cut.
  void AddLine(std::string_view text);
  // Left columns are cut with "…" until the table is `width` wide or narrow
  // columns are reached. Ends with a newline.
  std::string Render(size_t width = 80) const;
  // As wide as the terminal, with bold heads where it takes them.
  std::string Render(const Terminal& terminal) const;

 private:
  std::vector<size_t> WidthsWithin(size_t width) const;
  std::string Line(const std::vector<size_t>& widths,
                   const std::vector<std::string>& cells) const;
  std::vector<std::string> Titles() const;

  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
  std::multimap<size_t, std::string> lines_;  // by the rows above them
};

// Columns that UTF-8 `text` takes on a terminal, marks and control characters
// not counted. Wide (East Asian) characters are counted once: company names
// here are European.
size_t DisplayWidth(std::string_view text);

// `text` without control characters, broken so that it is `width` columns wide
// at most, at blanks where its words allow; lines after the first begin with
// `indent` blanks. Ends with a newline.
std::string WrapText(std::string_view text, size_t indent, size_t width = 80);

// `text` without control characters, at most `width` columns, "…" at the cut.
std::string CutToWidth(std::string_view text, size_t width);

}  // namespace ritmon
