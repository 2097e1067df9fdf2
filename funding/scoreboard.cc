// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/scoreboard.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "base/input_table.h"

namespace ritmon {
namespace {

// "148.1" or "148,1".
std::optional<double> ParseValue(std::string text) {
  std::replace(text.begin(), text.end(), ',', '.');
  double value = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() ||
      !std::isfinite(value) || value < 0) {
    return std::nullopt;
  }
  return value;
}

std::optional<int> ParseYear(const std::string& text) {
  int year = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), year);
  if (error != std::errc() || end != text.data() + text.size() || year < 1990 ||
      year > 2200) {
    return std::nullopt;
  }
  return year;
}

ScoreboardIndicator& Indicator(const std::string& name,
                               std::vector<ScoreboardIndicator>& all) {
  for (ScoreboardIndicator& one : all) {
    if (one.name == name) return one;
  }
  return all.emplace_back(ScoreboardIndicator{name, {}});
}

void AddRow(uint64_t line, const std::vector<std::string>& cells,
            std::vector<ScoreboardIndicator>& all, InputMistakes& mistakes) {
  const auto value = ParseValue(cells[2]);
  const auto year = ParseYear(cells[3]);
  if (cells[0].empty()) mistakes.Add(line, "no region");
  if (cells[1].empty()) mistakes.Add(line, "no indicator");
  if (!value) mistakes.Add(line, "'" + cells[2] + "' is no value from 0 on");
  if (!year) mistakes.Add(line, "'" + cells[3] + "' is no year");
  if (cells[4].empty()) mistakes.Add(line, "no source");
  if (!value || !year || cells[0].empty() || cells[1].empty()) return;
  ScoreboardIndicator& indicator = Indicator(cells[1], all);
  for (const ScoreboardValue& other : indicator.values) {
    if (other.region == cells[0] && other.year == *year) {
      mistakes.Add(line,
                   cells[0] + ", " + cells[1] + ", " + cells[3] + ": twice");
    }
  }
  indicator.values.push_back({cells[0], *value, *year, cells[4]});
}

}  // namespace

Result<std::vector<ScoreboardIndicator>> ReadScoreboard(
    const std::filesystem::path& path) {
  std::vector<ScoreboardIndicator> all;
  auto read = ReadInputTable(
      path,
      {{"region"},
       {"indicator|indikator"},
       {"value|wert"},
       {"year|jahr"},
       {"source|quelle"}},
      [&](uint64_t line, const std::vector<std::string>& cells,
          InputMistakes& mistakes) { AddRow(line, cells, all, mistakes); });
  if (!read) return tl::unexpected(read.error());
  return all;
}

}  // namespace ritmon
