// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/cluster_marks.h"

#include <optional>
#include <set>
#include <utility>

#include "base/input_table.h"

namespace ritmon {
namespace {

// "0", "1", "2", or as the study writes it: "-", "+", "++".
std::optional<int> ParseIntensity(const std::string& text) {
  if (text == "0" || text == "-") return 0;
  if (text == "1" || text == "+") return 1;
  if (text == "2" || text == "++") return 2;
  return std::nullopt;
}

}  // namespace

Result<std::vector<ClusterMark>> ReadClusterMarks(
    const std::filesystem::path& path) {
  std::vector<ClusterMark> marks;
  std::set<std::pair<std::string, std::string>> seen;
  auto read = ReadInputTable(
      path,
      {{"cluster"},
       {"field|feld"},
       {"intensity|intensitaet|intensität"},
       {.titles = "evidence|beleg", .required = false},
       {.titles = "source|quelle", .required = false},
       {.titles = "date|stand", .required = false}},
      [&](uint64_t line, const std::vector<std::string>& cells,
          InputMistakes& mistakes) {
        const auto intensity = ParseIntensity(cells[2]);
        if (cells[0].empty()) mistakes.Add(line, "no cluster");
        if (cells[1].empty()) mistakes.Add(line, "no field");
        if (!intensity) {
          mistakes.Add(line, "intensity '" + cells[2] +
                                 "' is none of 0, 1, 2, + and ++");
          return;
        }
        if (!seen.emplace(cells[0], cells[1]).second) {
          mistakes.Add(line, cells[0] + " and " + cells[1] + ": twice");
        }
        marks.push_back({cells[0], cells[1], *intensity, cells[3], cells[4],
                         cells[5], line});
      });
  if (!read) return tl::unexpected(read.error());
  return marks;
}

}  // namespace ritmon
