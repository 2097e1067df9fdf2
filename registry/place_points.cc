// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/place_points.h"

#include <charconv>
#include <cmath>
#include <vector>

#include "registry/table_file.h"

namespace ritmon {
namespace {

std::optional<double> Degrees(std::string_view text, double most) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  if (read.ec != std::errc() || read.ptr != end || !std::isfinite(value) ||
      std::abs(value) > most) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

Result<PlacePoints> PlacePoints::Load(const std::filesystem::path& directory) {
  PlacePoints places;
  const auto path = directory / "place_points.tsv";
  std::error_code code;
  if (!std::filesystem::exists(path, code)) return places;
  auto status = ReadTable(
      path, {"ags", "latitude", "longitude"},
      [&](const std::vector<std::string_view>& cells) -> std::string {
        const std::string_view ags = cells[0];
        if ((ags.size() != 5 && ags.size() != 8) ||
            ags.find_first_not_of("0123456789") != std::string_view::npos) {
          return "no AGS of 5 or 8 digits";
        }
        const auto latitude = Degrees(cells[1], 90);
        if (!latitude) return "no latitude";
        const auto longitude = Degrees(cells[2], 180);
        if (!longitude) return "no longitude";
        const bool is_new =
            places.points_.emplace(ags, GeoPoint{*latitude, *longitude}).second;
        return is_new ? "" : "this AGS has a point already";
      });
  if (!status) return tl::unexpected(status.error());
  return places;
}

std::optional<GeoPoint> PlacePoints::Find(std::string_view municipality,
                                          std::string_view district) const {
  for (const std::string_view ags : {municipality, district}) {
    const auto found = points_.find(ags);
    if (found != points_.end()) return found->second;
  }
  return std::nullopt;
}

}  // namespace ritmon
