// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/regions.h"

#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "base/csv.h"
#include "registry/table_file.h"
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
      // A leading zero that a spreadsheet has lost; other countries.
      {"1067", "Dresden", "14612", false},
      {"1067", "", "", false},
      {"4310", "Rheinfelden", "", false},
      {"CH-8640", "Hamburg", "", false},
  };
  size_t count = 0;
  for (const Case& c : cases) {
    const DistrictMatch match = regions.Resolve(c.postcode, c.town);
    EXPECT_EQ(match.district, c.district) << c.postcode << " " << c.town;
    EXPECT_EQ(match.conflict, c.conflict) << c.postcode << " " << c.town;
    ++count;
  }
  EXPECT_EQ(count, 46u);
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

// Resolved by hand from the source tables, before the program was.
TEST(RegionsTest, ResolvesWhatWasResolvedByHand) {
  const Regions regions = MustLoad();
  size_t count = 0;
  size_t right = 0;
  const auto status = ReadTable(
      TestData("places/hard_cases.tsv"),
      {"postcode", "town", "ags5", "ags8", "conflict", "why"},
      [&](const auto& cells) -> std::string {
        ++count;
        const DistrictMatch match = regions.Resolve(cells[0], cells[1]);
        const std::string where = std::string(cells[0]) + " " +
                                  std::string(cells[1]) + ": " +
                                  std::string(cells[5]);
        EXPECT_EQ(match.district, cells[2]) << where;
        EXPECT_EQ(match.municipality, cells[3]) << where;
        EXPECT_EQ(match.conflict ? "yes" : "no", cells[4]) << where;
        EXPECT_EQ(match.rule.empty(), match.district.empty()) << where;
        EXPECT_EQ(regions.District(cells[0], cells[1]), cells[2]) << where;
        if (match.district == cells[2] && match.municipality == cells[3] &&
            match.conflict == (cells[4] == "yes")) {
          ++right;
        }
        return {};
      });
  ASSERT_TRUE(status.has_value()) << status.error().message;
  std::cout << right << " of " << count << " hard cases\n";
  EXPECT_EQ(count, 131u);
}

TEST(RegionsTest, SaysWhatDecided) {
  const Regions regions = MustLoad();
  struct Case {
    const char* postcode;
    const char* town;
    const char* rule;
  };
  const Case cases[] = {
      {"20457", "", "postcode"},
      {"80331", "Hamburg", "postcode"},
      {"20457", "Hamburg", "postcode and town"},
      {"21039", "Bergedorf", "postcode and place"},
      {"21039", "", "postcode, shared"},
      {"20088", "", "large receiver"},
      {"10875", "Stuttgart", "large receiver and town"},
      {"60290", "Eschborn", "large receiver and town"},
      {"20001", "Hamburg", "postal region and town"},
      {"20010", "", "postcode prefix"},
      {"", "Pinneberg", "town"},
      {"", "", ""},
      // A company's name is no place.
      {"71630", "Wüstenrot Holding AG", "large receiver"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(regions.Resolve(c.postcode, c.town).rule, c.rule)
        << c.postcode << " " << c.town;
  }
}

TEST(RegionsTest, TakesInRegionsOfOnesOwn) {
  RegionDefinition own;
  own.name = "west";
  own.districts = {"05"};
  auto regions = Regions::Load(SourceFile("config/geo"), {own});
  ASSERT_TRUE(regions.has_value()) << regions.error().message;
  EXPECT_EQ(regions->Find("west")->districts.size(), 53u);
  EXPECT_EQ(regions->RegionsOf("05711"), std::vector<std::string>{"west"});
  EXPECT_NE(regions->Membership().find("west=05111,"), std::string::npos);
  own.districts = {"99"};
  EXPECT_FALSE(Regions::Load(SourceFile("config/geo"), {own}).has_value());
}

// Every place of the source is where the source says, but for what
// tools/make_places.py corrects; and the quick way is the long one.
TEST(RegionsTest, AgreesWithTheSource) {
  RITMON_REQUIRE_FIXTURE("de-geo");
  const Regions regions = MustLoad();
  const std::set<std::string, std::less<>> corrected = {
      "15868", "15936", "21039", "22113", "22145", "23845", "24109",
      "37355", "54597", "56858", "57629", "67661", "96170"};
  size_t places = 0;
  size_t corrections = 0;
  size_t with_municipality = 0;
  size_t receivers = 0;
  size_t seats_elsewhere = 0;
  // The source's first rows are large receivers, this state's are the last.
  bool receivers_end = false;
  bool is_place = false;
  auto summary = ReadCsvFile(
      Fixture("de-geo/zipcodes.de.csv"), {}, [&](const CsvRow& row) {
        if (row.line == 1 || row.cells[8].size() != 5) return true;
        const auto& postcode = row.cells[1];
        const auto& place = row.cells[2];
        const DistrictMatch match = regions.Resolve(postcode, place);
        EXPECT_EQ(regions.District(postcode, place), match.district)
            << postcode << " " << place;
        const bool same = match.district == row.cells[8];
        if (row.cells[3] == "Land Berlin") receivers_end = true;
        is_place |= receivers_end && row.cells[3] != "Land Berlin";
        if (!is_place) {
          ++receivers;
          if (!same) ++seats_elsewhere;
          return true;
        }
        ++places;
        if (!match.municipality.empty()) ++with_municipality;
        EXPECT_FALSE(match.conflict) << postcode << " " << place;
        if (!same) ++corrections;
        EXPECT_TRUE(same || corrected.contains(postcode))
            << postcode << " " << place << ": " << match.district
            << " instead of " << row.cells[8];
        return true;
      });
  ASSERT_TRUE(summary.has_value()) << summary.error().message;
  EXPECT_EQ(places, 16477u);
  EXPECT_EQ(corrections, 28u);
  // The rest are places that are no municipality any more.
  EXPECT_GE(with_municipality, 13800u);
  EXPECT_EQ(receivers, 6819u);
  // Of these the postcode's place counts, not the seat.
  EXPECT_LE(seats_elsewhere, 135u);
}

}  // namespace
}  // namespace ritmon
