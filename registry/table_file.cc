// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/table_file.h"

#include <algorithm>

#include "base/files.h"

namespace ritmon {

std::vector<std::string_view> SplitCell(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) break;
    text.remove_prefix(end + 1);
    if (text.empty()) parts.emplace_back();
  }
  return parts;
}

Status ReadTable(
    const std::filesystem::path& path, const std::vector<std::string>& columns,
    const std::function<std::string(const std::vector<std::string_view>&)>&
        on_row) {
  auto content = ReadFile(path);
  if (!content) return tl::unexpected(content.error());
  std::string problems;
  size_t number = 0;
  bool header_seen = false;
  const auto complain = [&](const std::string& why) {
    if (!problems.empty()) problems += '\n';
    problems += path.string() + ":" + std::to_string(number) + ": " + why;
  };
  for (std::string_view line : SplitCell(*content, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line.starts_with('#')) continue;
    std::vector<std::string_view> cells = SplitCell(line, '\t');
    if (!header_seen) {
      header_seen = true;
      if (!std::equal(cells.begin(), cells.end(), columns.begin(),
                      columns.end())) {
        std::string wanted;
        for (const std::string& column : columns) wanted += " " + column;
        complain("the columns are not" + wanted);
        break;
      }
      continue;
    }
    if (cells.size() != columns.size()) {
      complain(std::to_string(cells.size()) + " cells instead of " +
               std::to_string(columns.size()));
      continue;
    }
    const std::string why = on_row(cells);
    if (!why.empty()) complain(why);
  }
  if (!header_seen && problems.empty()) complain("no rows");
  if (!problems.empty()) return Fail(ErrorKind::kInvalid, problems);
  return {};
}

}  // namespace ritmon
