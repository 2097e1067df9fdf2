// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_tables.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "registry/imprint_names.h"
#include "registry/imprint_words.h"

namespace ritmon {
namespace {

constexpr size_t kMostColumns = 12;
constexpr size_t kMostRows = 30;      // of one table
constexpr size_t kLongestRow = 2000;  // bytes

using Cells = std::vector<std::string_view>;

// No cells if the line is no row of a table that may be turned.
Cells CellsOf(std::string_view line) {
  Cells cells;
  if (line.size() > kLongestRow || line.find('|') == std::string_view::npos) {
    return cells;
  }
  for (size_t at = 0; at <= line.size();) {
    const size_t end = std::min(line.find('|', at), line.size());
    cells.push_back(TrimLine(line.substr(at, end - at)));
    at = end + 1;
  }
  if (cells.size() > kMostColumns) cells.clear();
  return cells;
}

bool IsName(std::string_view cell) {
  const auto names = FindCompanyNames(cell);
  return names.size() == 1 && names[0].begin == 0 &&
         names[0].end == cell.size();
}

// The label and then nothing but names, at least two.
bool HeadsColumns(const Cells& cells) {
  return cells.size() >= 3 && (cells[0].empty() || !IsName(cells[0])) &&
         std::all_of(cells.begin() + 1, cells.end(), IsName);
}

bool HeadsUnlabelled(const Cells& cells) {
  return cells.size() >= 2 && std::all_of(cells.begin(), cells.end(), IsName);
}

void AddLine(std::string_view line, std::string& out) {
  out += line;
  out += '\n';
}

}  // namespace

std::string TurnColumnsToRows(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 1);
  std::vector<Cells> table;
  const auto turn = [&] {
    const size_t columns = table.empty() ? 0 : table[0].size();
    for (size_t column = 1; column < columns; ++column) {
      for (const Cells& row : table) {
        if (row[column].empty()) continue;
        if (!row[0].empty()) out.append(row[0]).append(" | ");
        AddLine(row[column], out);
      }
    }
    table.clear();
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    Cells cells = CellsOf(line);
    // Above the labels there may have been an empty cell.
    if (HeadsUnlabelled(cells) &&
        CellsOf(text.substr(0, text.find('\n'))).size() == cells.size() + 1) {
      cells.insert(cells.begin(), std::string_view());
    }
    const bool goes_on = !table.empty() && table.size() < kMostRows &&
                         cells.size() == table[0].size();
    if (!goes_on) turn();
    if (goes_on || HeadsColumns(cells)) {
      table.push_back(std::move(cells));
    } else {
      AddLine(line, out);
    }
  }
  turn();
  return out;
}

}  // namespace ritmon
