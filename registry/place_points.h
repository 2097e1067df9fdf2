// SPDX-License-Identifier: GPL-3.0-or-later
// Where municipalities and districts are on the map (config/geo/
// place_points.tsv; source and precision in its head). Immutable once loaded,
// safe to share between threads.

#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace ritmon {

// WGS 84, degrees.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;
  friend bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

class PlacePoints {
 public:
  // kInvalid with all bad lines. Place tables may come without this one: then
  // nothing has a point.
  static Result<PlacePoints> Load(const std::filesystem::path& directory);

  // The municipality's (AGS of 8 digits), else that of the district (5 digits);
  // either may be empty.
  std::optional<GeoPoint> Find(std::string_view municipality,
                               std::string_view district) const;
  bool empty() const { return points_.empty(); }

 private:
  std::map<std::string, GeoPoint, std::less<>> points_;
};

}  // namespace ritmon
