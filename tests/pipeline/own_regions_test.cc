// SPDX-License-Identifier: GPL-3.0-or-later
// Regions of the configuration, from the file's values to the counts.
#include <gtest/gtest.h>

#include "pipeline/index_stage.h"
#include "tests/pipeline/stored_region.h"

namespace ritmon {
namespace {

class OwnRegionsTest : public StoredRegionTest {
 protected:
  static RegionDefinition Define(const std::string& name,
                                 std::vector<std::string> districts) {
    RegionDefinition definition;
    definition.name = name;
    definition.districts = std::move(districts);
    definition.origin = "x.toml:7";
    return definition;
  }

  // Companies of a region: by a query as people write it, and in the row of
  // `count --by region`.
  uint64_t CountIn(const std::string& region) {
    auto places = LoadPlaces(options_);
    EXPECT_TRUE(places) << places.error().message;
    const Vocabulary vocabulary =
        MakeVocabulary(Compiled(SampleFiles())->source(), places->regions, {});
    const QueryContext context{.target = QueryTarget::kCompanies,
                               .vocabulary = &vocabulary,
                               .as_of = Date()};
    auto companies = Companies();
    auto query = ParseQuery("region:" + region, context);
    EXPECT_TRUE(query) << query.error().message;
    auto found = companies.Count(*query, {Dimension::kRegion}, CountOptions{},
                                 vocabulary);
    auto all = companies.Count(AllCompanies(), {Dimension::kRegion},
                               CountOptions{}, vocabulary);
    if (!found || !all) {
      ADD_FAILURE() << "not counted";
      return 0;
    }
    for (const CountRow& row : all->rows) {
      if (row.key[0] == region) {
        EXPECT_EQ(row.companies, found->total) << region;
        return row.companies;
      }
    }
    ADD_FAILURE() << region << " has no row";
    return 0;
  }
};

TEST_F(OwnRegionsTest, AreIndexedWhenTheyAreDefined) {
  AddSampleRegion();
  Read();
  const uint64_t all = CountIn("hamburg");
  EXPECT_GT(all, 0u);
  // Nothing has changed: nothing is indexed.
  {
    Job job = OpenJob();
    auto indexed = job.IndexIfChanged();
    ASSERT_TRUE(indexed) << indexed.error().message;
    EXPECT_FALSE(indexed->has_value());
  }
  options_.regions = {Define("north", {"01", "02000"}),
                      Define("south", {"08", "09"})};
  {
    Job job = OpenJob();
    auto indexed = job.IndexIfChanged();
    ASSERT_TRUE(indexed) << indexed.error().message;
    EXPECT_TRUE(indexed->has_value());
  }
  EXPECT_EQ(CountIn("north"), all);
  EXPECT_EQ(CountIn("south"), 0u);
}

TEST_F(OwnRegionsTest, AnUnknownDistrictIsSaidWithItsPlace) {
  options_.regions = {Define("north", {"99999"})};
  const auto places = LoadPlaces(options_);
  ASSERT_FALSE(places);
  EXPECT_NE(places.error().message.find("x.toml:7: region 'north': unknown "
                                        "district '99999'"),
            std::string::npos)
      << places.error().message;
}

}  // namespace
}  // namespace ritmon
