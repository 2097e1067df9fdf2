// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/regions.h"

#include <gtest/gtest.h>

#include "base/csv.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

Regions MustLoad() {
  auto regions = Regions::Load(SourceFile("config/geo"));
  EXPECT_TRUE(regions.has_value()) << regions.error().message;
  return std::move(*regions);
}

// Domain specification, 6.3: resolved by hand.
TEST(RegionsTest, ResolvesHardCases) {
  const Regions regions = MustLoad();
  struct Case {
    const char* postcode;
    const char* town;
    const char* district;
    bool conflict;
  };
  const Case cases[] = {
      {"20457", "Hamburg", "02000", false},
      {"20457", "", "02000", false},
      {"20457", "Hansestadt Hamburg", "02000", false},
      {"22305", "Hamburg-Barmbek", "02000", false},
      // Shared postcodes: the town decides.
      {"22113", "Hamburg", "02000", false},
      {"22113", "Hamburg-Billstedt", "02000", false},
      {"22113", "Oststeinbek", "01062", false},
      {"22145", "Hamburg", "02000", false},
      {"22145", "Stapelfeld", "01062", false},
      {"22145", "Braak", "01062", false},
      {"21039", "Hamburg", "02000", false},
      {"21039", "Börnsen", "01053", false},
      {"21039", "Escheburg", "01053", false},
      {"21039", "Hamburg Bergedorf", "02000", false},
      // Look like Hamburg and are not.
      {"21217", "Seevetal", "03353", false},
      {"21465", "Reinbek", "01062", false},
      {"22844", "Norderstedt", "01060", false},
      {"22869", "Schenefeld", "01056", false},
      {"22880", "Wedel", "01056", false},
      {"27499", "Hamburg", "02000", false},
      // Wrong in the source.
      {"33687", "Bielefeld", "05711", false},
      {"50423", "Köln", "05315", false},
      // Large receivers and boxes.
      {"20088", "Hamburg", "02000", false},
      {"10875", "Stuttgart", "08111", false},
      // Towns of the same name.
      {"21244", "Buchholz i.d.N.", "03353", false},
      {"21244", "Buchholz in der Nordheide", "03353", false},
      {"21244", "Buchholz", "03353", false},
      {"21423", "Winsen/Luhe", "03353", false},
      {"29308", "Winsen (Aller)", "03351", false},
      {"60311", "Frankfurt/Main", "06412", false},
      {"15230", "Frankfurt (Oder)", "12053", false},
      {"23552", "Hansestadt Lübeck", "01003", false},
      {"19053", "Schwerin", "13004", false},
      {"21502", "Geesthacht", "01053", false},
      // Contradictions: the postcode's district, and said so.
      {"80331", "Hamburg", "09162", true},
      {"22844", "Hamburg", "01060", true},
      // Only a town, or an unknown postcode.
      {"", "Pinneberg", "01056", false},
      {"99999", "Elmshorn", "01056", false},
      {"", "Buchholz", "", false},
      {"99999", "", "", false},
      {"", "", "", false},
      {"abc", "Nirgendwo", "", false},
  };
  size_t count = 0;
  for (const Case& c : cases) {
    const DistrictMatch match = regions.Resolve(c.postcode, c.town);
    EXPECT_EQ(match.district, c.district) << c.postcode << " " << c.town;
    EXPECT_EQ(match.conflict, c.conflict) << c.postcode << " " << c.town;
    ++count;
  }
  EXPECT_EQ(count, 42u);
}

TEST(RegionsTest, FindsRegions) {
  const Regions regions = MustLoad();
  EXPECT_EQ(regions.Find("hamburg")->districts,
            std::vector<std::string>{"02000"});
  EXPECT_EQ(regions.Find("metropolregion-hamburg")->districts.size(), 21u);
  EXPECT_EQ(regions.Find("Metropolregion Hamburg")->name,
            "metropolregion-hamburg");
  EXPECT_EQ(regions.Find("Munich")->name, "muenchen");
  EXPECT_EQ(regions.Find("München")->name, "muenchen");
  EXPECT_EQ(regions.Find("region-stuttgart")->districts.size(), 6u);
  EXPECT_EQ(regions.Find("01056")->label_de, "Pinneberg");
  EXPECT_EQ(regions.Find("Kreis Pinneberg")->districts,
            std::vector<std::string>{"01056"});
  EXPECT_EQ(regions.Find("Landkreis Harburg")->districts,
            std::vector<std::string>{"03353"});
  EXPECT_EQ(regions.Find("01")->districts.size(), 15u);
  for (const char* unknown : {"", "atlantis", "99999", "99"}) {
    EXPECT_FALSE(regions.Find(unknown).has_value()) << unknown;
  }
  EXPECT_TRUE(regions.Contains("metropolregion-hamburg", "01053"));
  EXPECT_FALSE(regions.Contains("hamburg", "01053"));
  EXPECT_FALSE(regions.Contains("atlantis", "01053"));
  EXPECT_EQ(regions.RegionsOf("02000"),
            (std::vector<std::string>{"hamburg", "metropolregion-hamburg"}));
  EXPECT_EQ(regions.DistrictName("01056"), "Pinneberg");
  EXPECT_EQ(regions.DistrictName("00000"), "");
}

TEST(RegionsTest, SaysAllBadLines) {
  const TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "districts.tsv",
                                  "ags\tname\tkind\n1\tX\tY\n\n12\tX\tY\n"));
  auto regions = Regions::Load(folder.path());
  ASSERT_FALSE(regions.has_value());
  EXPECT_NE(regions.error().message.find("districts.tsv:2"), std::string::npos);
  EXPECT_NE(regions.error().message.find("districts.tsv:4"), std::string::npos);
}

// Where a postcode lies in one district only, the shipped table says what the
// source says, but for the entries known to be wrong.
TEST(RegionsTest, AgreesWithTheSource) {
  RITMON_REQUIRE_FIXTURE("de-geo");
  const Regions regions = MustLoad();
  size_t rows = 0;
  size_t same = 0;
  auto summary = ReadCsvFile(
      Fixture("de-geo/zipcodes.de.csv"), {}, [&](const CsvRow& row) {
        if (row.line == 1 || row.cells[8].size() != 5) return true;
        ++rows;
        if (regions.Resolve(row.cells[1], row.cells[2]).district ==
            row.cells[8]) {
          ++same;
        }
        return true;
      });
  ASSERT_TRUE(summary.has_value()) << summary.error().message;
  EXPECT_EQ(rows, 23296u);
  // The rest: Hamburg's quarters that the source puts next door, and the like.
  EXPECT_GE(same, rows - 60) << same << " of " << rows;
}

}  // namespace
}  // namespace ritmon
