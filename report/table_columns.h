// SPDX-License-Identifier: GPL-3.0-or-later
// Which columns a table has: sets by name, or names. Pure functions, any
// thread.

#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "report/html_text.h"

namespace ritmon {

// What a column is called and means. Texts live for ever.
struct ColumnText {
  std::string_view id;  // a contract with scripts
  std::string_view title_de;
  std::string_view title_en;
  std::string_view meaning_de;
  std::string_view meaning_en;

  std::string_view Title(Language language) const {
    return language == Language::kGerman ? title_de : title_en;
  }
  std::string_view Meaning(Language language) const {
    return language == Language::kGerman ? meaning_de : meaning_en;
  }
};

struct ColumnSet {
  std::string_view name;
  std::vector<std::string_view> ids;
};

// The places in `columns` that `text` asks for: names of columns and of sets,
// with commas, in this order, each once. kInvalid, with the nearest right one,
// for a name that is neither, and for none.
Result<std::vector<size_t>> ChooseColumns(
    std::string_view text, const std::vector<std::string_view>& columns,
    const std::vector<ColumnSet>& sets);

}  // namespace ritmon
