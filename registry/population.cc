// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/population.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/csv.h"
#include "base/files.h"

namespace ritmon {
namespace {

constexpr std::array<std::string_view, 4> kColumns = {"ags", "inhabitants",
                                                      "date", "source"};
// More than live anywhere: a slip of the pen.
constexpr uint64_t kMost = 100'000'000;

bool IsAgs(std::string_view text) {
  return text.size() == 5 &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<uint64_t> Number(std::string_view text) {
  uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc() || read.ptr != end || number == 0 ||
      number > kMost) {
    return std::nullopt;
  }
  return number;
}

// Told by the header: remarks above it have no columns.
char DelimiterOf(std::string_view text) {
  while (text.starts_with('#')) {
    const size_t end = text.find('\n');
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return DetectCsvFormat(text).delimiter;
}

// Where in a row each of kColumns is.
using Places = std::array<size_t, kColumns.size()>;

// Says the first column that is missing.
std::string FindColumns(const std::vector<std::string>& header,
                        Places& places) {
  for (size_t i = 0; i < kColumns.size(); ++i) {
    const auto found = std::find_if(header.begin(), header.end(),
                                    [&](const std::string& title) {
                                      return AsciiLower(title) == kColumns[i];
                                    });
    if (found == header.end()) {
      return "no column '" + std::string(kColumns[i]) + "'";
    }
    places[i] = static_cast<size_t>(found - header.begin());
  }
  return {};
}

}  // namespace

Result<Population> Population::Load(const std::filesystem::path& path) {
  Population population;
  population.path_ = path.string();
  std::string mistakes;
  const auto note = [&](uint64_t line, const std::string& what) {
    mistakes += (mistakes.empty() ? "" : "\n") + path.string() + ":" +
                std::to_string(line) + ": " + what;
  };
  std::optional<Places> places;
  const auto add = [&](const CsvRow& row) -> std::string {
    std::array<std::string, kColumns.size()> cells;
    for (size_t i = 0; i < kColumns.size(); ++i) {
      if ((*places)[i] >= row.cells.size()) {
        return "no cell for '" + std::string(kColumns[i]) + "'";
      }
      cells[i] = row.cells[(*places)[i]];
    }
    const auto& [ags, inhabitants, date, source] = cells;
    if (!IsAgs(ags)) return "'" + ags + "' is no AGS of 5 digits";
    const auto number = Number(inhabitants);
    if (!number) {
      return "'" + inhabitants + "' is no number of inhabitants; write 1892122";
    }
    const auto day = ParseDate(date);
    if (!day) return "'" + date + "' is no date; write 2024-12-31";
    if (source.empty()) return "the source is missing";
    const bool is_new =
        population.rows_.emplace(ags, Row{*number, *day, source}).second;
    return is_new ? "" : "AGS " + ags + " has a row already";
  };
  auto bytes = ReadFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  const CsvOptions options{.delimiter = DelimiterOf(*bytes)};
  auto read = ReadCsvText(*bytes, options, [&](const CsvRow& row) {
    if (row.cells.empty() || row.cells[0].starts_with('#')) return true;
    if (places) {
      if (const std::string what = add(row); !what.empty()) {
        note(row.line, what);
      }
      return true;
    }
    places.emplace();
    const std::string missing = FindColumns(row.cells, *places);
    if (!missing.empty()) note(row.line, missing);
    // Without its columns nothing else in the file can be told.
    return missing.empty();
  });
  if (!read) return tl::unexpected(read.error());
  for (const CsvProblem& problem : read->problems) {
    note(problem.line, problem.message);
  }
  if (!places)
    note(1, "no header; the columns are ags, inhabitants, date, source");
  if (!mistakes.empty()) return Fail(ErrorKind::kInvalid, mistakes);
  return population;
}

Result<Inhabitants> Population::Of(
    const std::vector<std::string>& districts) const {
  Inhabitants sum;
  std::string missing;
  for (const std::string& ags : districts) {
    const auto found = rows_.find(ags);
    if (found == rows_.end()) {
      missing += (missing.empty() ? "" : ", ") + ags;
      continue;
    }
    const Row& row = found->second;
    sum.earliest =
        sum.number == 0 ? row.date : std::min(sum.earliest, row.date);
    sum.latest = sum.number == 0 ? row.date : std::max(sum.latest, row.date);
    sum.number += row.inhabitants;
    if (std::find(sum.sources.begin(), sum.sources.end(), row.source) ==
        sum.sources.end()) {
      sum.sources.push_back(row.source);
    }
  }
  if (!missing.empty()) {
    return Fail(ErrorKind::kNotFound, path_ + " has no row for " + missing);
  }
  return sum;
}

}  // namespace ritmon
