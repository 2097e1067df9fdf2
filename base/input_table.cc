// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/input_table.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "base/table_reader.h"

namespace ritmon {
namespace {

constexpr size_t kMaxShown = 100;

std::string Trimmed(std::string_view cell) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const size_t begin = cell.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return std::string(
      cell.substr(begin, cell.find_last_not_of(kBlanks) + 1 - begin));
}

std::string_view NameOf(const InputColumn& column) {
  return column.titles.substr(0, column.titles.find('|'));
}

bool IsTitle(const InputColumn& column, std::string_view cell) {
  const std::string folded = Fold(cell);
  std::string_view titles = column.titles;
  while (true) {
    const size_t bar = titles.find('|');
    if (Fold(titles.substr(0, bar)) == folded) return true;
    if (bar == std::string_view::npos) return false;
    titles.remove_prefix(bar + 1);
  }
}

// Where each column stands in the header; all that is missing is a mistake.
std::vector<std::optional<size_t>> FindColumns(
    const CsvRow& header, const std::vector<InputColumn>& columns,
    InputMistakes& mistakes) {
  std::vector<std::optional<size_t>> places;
  for (const InputColumn& column : columns) {
    const auto found =
        std::find_if(header.cells.begin(), header.cells.end(),
                     [&](const auto& cell) { return IsTitle(column, cell); });
    if (found != header.cells.end()) {
      places.emplace_back(found - header.cells.begin());
      continue;
    }
    places.emplace_back(std::nullopt);
    if (!column.required) continue;
    std::string there;
    for (const std::string& cell : header.cells) {
      there += (there.empty() ? "" : ", ") + cell;
    }
    mistakes.Add(header.line, "no column '" + std::string(NameOf(column)) +
                                  "'; there are: " + there);
  }
  return places;
}

}  // namespace

void InputMistakes::Add(uint64_t line, const std::string& what) {
  if (++count_ > kMaxShown) return;
  if (!text_.empty()) text_ += '\n';
  text_ += path_ + ":" + std::to_string(line) + ": " + what;
}

Status InputMistakes::Check() const {
  if (count_ == 0) return {};
  const size_t hidden = count_ > kMaxShown ? count_ - kMaxShown : 0;
  return Fail(ErrorKind::kInvalid,
              hidden == 0
                  ? text_
                  : text_ + "\nand " + std::to_string(hidden) + " more");
}

Status ReadInputTable(const std::filesystem::path& path,
                      const std::vector<InputColumn>& columns,
                      const OnInputRow& on_row) {
  InputMistakes mistakes(path);
  std::optional<std::vector<std::optional<size_t>>> places;
  bool any_row = false;
  auto read = ReadTableFile(path, {}, [&](const CsvRow& row) {
    if (!places) {
      places = FindColumns(row, columns, mistakes);
      return mistakes.Check().has_value();
    }
    any_row = true;
    std::vector<std::string> cells(columns.size());
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto place = (*places)[i];
      if (!place || *place >= row.cells.size()) continue;
      cells[i] = Trimmed(row.cells[*place]);
    }
    on_row(row.line, cells, mistakes);
    return true;
  });
  if (!read) return tl::unexpected(read.error());
  for (const CsvProblem& problem : read->problems) {
    mistakes.Add(problem.line, problem.message);
  }
  if (auto s = mistakes.Check(); !s) return s;
  if (!any_row) return Fail(ErrorKind::kInvalid, path.string() + ": no rows");
  return {};
}

}  // namespace ritmon
