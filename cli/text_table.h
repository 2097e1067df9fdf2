// SPDX-License-Identifier: GPL-3.0-or-later
// Tables for a terminal: columns aligned by what a reader sees, not by bytes.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

class TextTable {
 public:
  enum class Align { kLeft, kRight };
  struct Column {
    std::string title;
    Align align = Align::kLeft;
  };
  explicit TextTable(std::vector<Column> columns);

  void Add(std::vector<std::string> cells);
  // Left columns are cut with "…" until the table is `width` wide or narrow
  // columns are reached. Ends with a newline.
  std::string Render(size_t width = 80) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

// Columns that UTF-8 `text` takes on a terminal, marks and control characters
// not counted. Wide (East Asian) characters are counted once: company names
// here are European.
size_t DisplayWidth(std::string_view text);

// `text` on lines of at most `width` columns, broken at blanks, each behind
// `indent` blanks and with a newline; a word that is longer stays whole.
std::string WrapWords(std::string_view text, size_t indent, size_t width = 80);

// `text` without control characters, at most `width` columns, "…" at the cut.
std::string CutToWidth(std::string_view text, size_t width);

}  // namespace ritmon
