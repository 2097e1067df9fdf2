// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/region_definition.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

const DistrictNames kDistricts = {
    {"01001", "A"}, {"01002", "B"}, {"02000", "C"}, {"03352", "D"}};

RegionDefinition Define(const std::string& name,
                        std::vector<std::string> districts,
                        std::vector<std::string> includes = {}) {
  RegionDefinition definition;
  definition.name = name;
  definition.districts = std::move(districts);
  definition.includes = std::move(includes);
  definition.origin = "x.toml:7";
  return definition;
}

using Names = std::vector<std::string>;

TEST(RegionDefinitionTest, DistrictsStatesAndOtherRegions) {
  std::vector<Region> regions = {{"city", "Stadt", "City", {"02000"}}};
  const auto status =
      DefineRegions({Define("all", {"03352"}, {"north", "city"}),
                     Define("north", {"01"}), Define("city-2", {}, {"city"})},
                    kDistricts, regions);
  ASSERT_TRUE(status.has_value()) << status.error().message;
  ASSERT_EQ(regions.size(), 4u);
  EXPECT_EQ(regions[0].name, "city");
  EXPECT_EQ(regions[1].districts, (Names{"01001", "01002", "02000", "03352"}));
  EXPECT_EQ(regions[2].districts, (Names{"01001", "01002"}));
  EXPECT_EQ(regions[2].label_de, "north");
  EXPECT_EQ(regions[2].label_en, "north");
  EXPECT_EQ(regions[3].districts, Names{"02000"});
}

TEST(RegionDefinitionTest, OneOfTheSameNameTakesItsPlace) {
  std::vector<Region> regions = {{"city", "Stadt", "City", {"02000"}},
                                 {"other", "Andere", "Other", {"01001"}}};
  RegionDefinition larger = Define("city", {"03352"}, {"city"});
  larger.label_de = "Große Stadt";
  ASSERT_TRUE(DefineRegions({larger}, kDistricts, regions).has_value());
  ASSERT_EQ(regions.size(), 2u);
  EXPECT_EQ(regions[0].districts, (Names{"02000", "03352"}));
  EXPECT_EQ(regions[0].label_en, "Große Stadt");
}

TEST(RegionDefinitionTest, SaysAllThatIsWrong) {
  struct Case {
    std::vector<RegionDefinition> definitions;
    const char* why;
  };
  const Case cases[] = {
      {{Define("a", {"99999"})}, "unknown district '99999'"},
      {{Define("a", {"99"})}, "unknown district '99'"},
      {{Define("a", {"0"})}, "unknown district '0'"},
      {{Define("a", {""})}, "unknown district ''"},
      {{Define("a", {})}, "no districts"},
      {{Define("a", {"01"}), Define("a", {"02"})}, "twice"},
      {{Define("", {"01"})}, "name of a region"},
      {{Define("01001", {"01"})}, "name of a region"},
      {{Define("Mein Land", {"01"})}, "name of a region"},
      {{Define("a", {}, {"atlantis"})}, "unknown region 'atlantis'"},
      {{Define("a", {}, {"a"})}, "unknown region 'a'"},
      {{Define("a", {}, {"b"}), Define("b", {}, {"a"})}, "one another"},
  };
  for (const Case& c : cases) {
    std::vector<Region> regions;
    const auto status = DefineRegions(c.definitions, kDistricts, regions);
    ASSERT_FALSE(status.has_value()) << c.why;
    EXPECT_EQ(status.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(status.error().message.find(c.why), std::string::npos)
        << status.error().message;
    EXPECT_NE(status.error().message.find("x.toml:7"), std::string::npos);
    EXPECT_TRUE(regions.empty());
  }
  std::vector<Region> regions;
  const auto both = DefineRegions({Define("a", {"99"}), Define("b", {"98"})},
                                  kDistricts, regions);
  EXPECT_NE(both.error().message.find("'99'"), std::string::npos);
  EXPECT_NE(both.error().message.find("'98'"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
