// SPDX-License-Identifier: GPL-3.0-or-later
// Small tables that people write by hand and hand in (CSV or XLSX): columns by
// their titles in any order, every mistake said at once with its line.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct InputColumn {
  // "employees|beschäftigte": spellings of the title, any case; the first is
  // its name in messages.
  std::string_view titles;
  bool required = true;
};

// Takes what is wrong with a row; the others are read all the same.
class InputMistakes {
 public:
  explicit InputMistakes(const std::filesystem::path& path)
      : path_(path.string()) {}
  void Add(uint64_t line, const std::string& what);
  // kInvalid with all of them, a line each; the first hundred are shown.
  Status Check() const;

 private:
  std::string path_;
  std::string text_;
  size_t count_ = 0;
};

// One row: a cell for each of the columns, in their order, trimmed; empty where
// the file has none.
using OnInputRow = std::function<void(
    uint64_t line, const std::vector<std::string>& cells, InputMistakes&)>;

// kNotFound or kIo for the file; kInvalid if a required column is missing (a
// column that nobody knows is ignored), if there is no row, or if any row was
// found wrong.
Status ReadInputTable(const std::filesystem::path& path,
                      const std::vector<InputColumn>& columns,
                      const OnInputRow& on_row);

}  // namespace ritmon
