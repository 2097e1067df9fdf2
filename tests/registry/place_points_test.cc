// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/place_points.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "registry/regions.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

PlacePoints MustLoad(const std::filesystem::path& directory) {
  auto points = PlacePoints::Load(directory);
  EXPECT_TRUE(points) << points.error().message;
  return points.value_or(PlacePoints());
}

TEST(PlacePointsTest, TheMunicipalityIsBetterThanItsDistrict) {
  const TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "place_points.tsv",
                                  "# by hand\nags\tlatitude\tlongitude\n"
                                  "01002\t54.30\t10.10\n"
                                  "01002000\t54.33\t10.13\n"));
  const PlacePoints points = MustLoad(folder.path());
  const struct {
    const char* municipality;
    const char* district;
    std::optional<GeoPoint> expected;
  } cases[] = {
      {"01002000", "01002", GeoPoint{54.33, 10.13}},
      {"", "01002", GeoPoint{54.30, 10.10}},
      {"01002999", "01002", GeoPoint{54.30, 10.10}},
      {"01002999", "01003", std::nullopt},
      {"", "", std::nullopt},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(points.Find(c.municipality, c.district), c.expected)
        << c.municipality << " " << c.district;
  }
}

TEST(PlacePointsTest, AllBadLinesAreSaid) {
  const TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(
      folder / "place_points.tsv",
      "ags\tlatitude\tlongitude\n0100\t54.3\t10.1\n01001\t90.1\t10\n"
      "01002\t54\t-180.5\n01003\t54,3\t10\n01004\tnan\t10\n01005\t54\t10\n"
      "01005\t54\t10\n"));
  const auto points = PlacePoints::Load(folder.path());
  ASSERT_FALSE(points);
  EXPECT_EQ(points.error().kind, ErrorKind::kInvalid);
  for (const char* line : {":2", ":3", ":4", ":5", ":6", ":8"}) {
    EXPECT_NE(points.error().message.find(line), std::string::npos)
        << line << "\n"
        << points.error().message;
  }
  EXPECT_EQ(points.error().message.find(":7"), std::string::npos);
}

TEST(PlacePointsTest, NoTableMeansNoPoints) {
  const TempDirectory folder;
  EXPECT_TRUE(MustLoad(folder.path()).empty());
}

// The shipped table knows every district, and puts each into Germany.
TEST(PlacePointsTest, EveryDistrictHasAPoint) {
  const auto geo = SourceFile("config/geo");
  const PlacePoints points = MustLoad(geo);
  auto regions = Regions::Load(geo);
  ASSERT_TRUE(regions) << regions.error().message;
  ASSERT_EQ(regions->districts().size(), 400u);
  for (const auto& [ags, name] : regions->districts()) {
    const auto point = points.Find("", ags);
    ASSERT_TRUE(point) << ags << " " << name;
    EXPECT_TRUE(point->latitude > 47.2 && point->latitude < 55.1) << name;
    EXPECT_TRUE(point->longitude > 5.8 && point->longitude < 15.1) << name;
  }
  // Its municipal coordinates as the city states them: 53.55 N, 10.00 E.
  const auto hamburg = points.Find("02000000", "02000");
  EXPECT_NEAR(hamburg->latitude, 53.55, 0.05);
  EXPECT_NEAR(hamburg->longitude, 10.0, 0.05);
}

}  // namespace
}  // namespace ritmon
