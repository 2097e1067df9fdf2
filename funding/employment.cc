// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/employment.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <tuple>
#include <utility>

#include "base/input_table.h"

namespace ritmon {
namespace {

int MonthNumber(Date date) {
  return static_cast<int>(date.year()) * 12 +
         static_cast<int>(static_cast<unsigned>(date.month()));
}

// Fewer work in no district of Germany: who writes less means thousands or
// millions.
constexpr int64_t kFewestEmployees = 5'000;

// "1008635", or in groups of three: "1.008.635", "1,008,635", "1 008 635".
std::optional<int64_t> ParseEmployees(std::string_view text) {
  std::string digits;
  size_t group = 0;  // digits since the last separator
  char separator = 0;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
      ++group;
      continue;
    }
    const bool first = separator == 0;
    const bool known = c == '.' || c == ',' || c == ' ';
    const bool in_place =
        first ? group >= 1 && group <= 3 : group == 3 && c == separator;
    if (!known || !in_place) return std::nullopt;
    separator = c;
    group = 0;
  }
  if (separator != 0 && group != 3) return std::nullopt;
  int64_t number = 0;
  const auto [end, error] =
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || number < kFewestEmployees) return std::nullopt;
  return number;
}

void AddRow(uint64_t line, const std::vector<std::string>& cells,
            std::vector<EmploymentFigure>& figures, InputMistakes& mistakes) {
  EmploymentFigure figure;
  figure.region = cells[0];
  figure.source = cells[3];
  const auto employees = ParseEmployees(cells[1]);
  const auto date = ParseDate(cells[2]);
  if (figure.region.empty()) mistakes.Add(line, "no region");
  if (!employees) {
    mistakes.Add(line, "'" + cells[1] + "' is no number of employees");
  }
  if (!date) mistakes.Add(line, "'" + cells[2] + "' is no date");
  if (figure.source.empty()) mistakes.Add(line, "no source");
  if (!employees || !date) return;
  figure.employees = *employees;
  figure.date = *date;
  for (const EmploymentFigure& other : figures) {
    if (other.region == figure.region && other.date == figure.date &&
        other.employees != figure.employees) {
      mistakes.Add(line, "another figure of " + figure.region + " for " +
                             FormatDate(figure.date));
    }
  }
  figures.push_back(std::move(figure));
}

}  // namespace

Result<Employment> Employment::Read(const std::filesystem::path& path) {
  Employment employment;
  auto read =
      ReadInputTable(path,
                     {{"region"},
                      {"employees|beschäftigte"},
                      {"date|stichtag"},
                      {"source|quelle"}},
                     [&](uint64_t line, const std::vector<std::string>& cells,
                         InputMistakes& mistakes) {
                       AddRow(line, cells, employment.figures_, mistakes);
                     });
  if (!read) return tl::unexpected(read.error());
  std::stable_sort(employment.figures_.begin(), employment.figures_.end(),
                   [](const EmploymentFigure& a, const EmploymentFigure& b) {
                     return std::tie(a.region, b.date) <
                            std::tie(b.region, a.date);
                   });
  return employment;
}

const EmploymentFigure* Employment::Find(std::string_view region,
                                         std::optional<Date> until) const {
  for (const EmploymentFigure& figure : figures_) {
    if (figure.region == region && (!until || figure.date <= *until)) {
      return &figure;
    }
  }
  return nullptr;
}

std::vector<std::optional<EmploymentFigure>> Employment::NearestTogether(
    const std::vector<std::string>& regions) const {
  std::vector<std::optional<EmploymentFigure>> best(regions.size());
  std::optional<std::pair<int, int>> best_rank;  // apart, then how old
  // The best set has the date of one of its figures as its latest.
  for (const EmploymentFigure& latest : figures_) {
    std::vector<std::optional<EmploymentFigure>> set;
    for (const std::string& region : regions) {
      const EmploymentFigure* figure = Find(region, latest.date);
      if (figure == nullptr) figure = Find(region);
      set.push_back(figure != nullptr ? std::optional(*figure) : std::nullopt);
    }
    const std::pair rank(MonthsApart(set), -MonthNumber(latest.date));
    if (!best_rank || rank < *best_rank) {
      best_rank = rank;
      best = std::move(set);
    }
  }
  return best;
}

int MonthsApart(const std::vector<std::optional<EmploymentFigure>>& figures) {
  std::optional<std::pair<int, int>> range;
  for (const auto& figure : figures) {
    if (!figure) continue;
    const int month = MonthNumber(figure->date);
    if (!range) range.emplace(month, month);
    range->first = std::min(range->first, month);
    range->second = std::max(range->second, month);
  }
  return range ? range->second - range->first : 0;
}

}  // namespace ritmon
