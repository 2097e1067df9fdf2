// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_columns.h"

#include <algorithm>
#include <string>

#include "base/ascii.h"
#include "base/charset.h"
#include "base/nearest.h"

namespace ritmon {
namespace {

// "Legal form" and "legal-form" mean "legal_form".
std::string Folded(std::string_view name) {
  const size_t begin = name.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  name = name.substr(begin, name.find_last_not_of(' ') - begin + 1);
  std::string folded = AsciiLower(name);
  std::replace(folded.begin(), folded.end(), '-', '_');
  std::replace(folded.begin(), folded.end(), ' ', '_');
  return folded;
}

}  // namespace

Result<std::vector<size_t>> ChooseColumns(
    std::string_view text, const std::vector<std::string_view>& columns,
    const std::vector<ColumnSet>& sets) {
  std::vector<size_t> chosen;
  const auto add = [&](std::string_view id) {
    const auto at = std::find(columns.begin(), columns.end(), id);
    if (at == columns.end()) return false;
    const auto index = static_cast<size_t>(at - columns.begin());
    if (std::find(chosen.begin(), chosen.end(), index) == chosen.end()) {
      chosen.push_back(index);
    }
    return true;
  };
  while (!text.empty()) {
    const size_t comma = std::min(text.find(','), text.size());
    const std::string name = Folded(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    if (name.empty()) continue;
    const auto set =
        std::find_if(sets.begin(), sets.end(),
                     [&](const ColumnSet& s) { return s.name == name; });
    if (set != sets.end()) {
      for (const std::string_view id : set->ids) add(id);
    } else if (!add(name)) {
      std::vector<std::string_view> known = columns;
      for (const ColumnSet& s : sets) known.push_back(s.name);
      return Fail(ErrorKind::kInvalid, "--columns: no column '" +
                                           ScrubUtf8(name) + "'" +
                                           DidYouMean(name, known));
    }
  }
  if (chosen.empty()) {
    return Fail(ErrorKind::kInvalid, "--columns: no column is named");
  }
  return chosen;
}

}  // namespace ritmon
