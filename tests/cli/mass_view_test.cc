// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/mass_view.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

class MassViewTest : public testing::Test {
 protected:
  MassViewTest() {
    vocabulary_.fields = {{"hydrogen-efuels",
                           "Wasserstoff, E-Fuels und alles, was dazugehört",
                           "Hydrogen, e-fuels and whatever belongs to it",
                           {},
                           {}},
                          {"ai", "KI", "AI", {}, {}}};
    vocabulary_.districts = {{"03355",
                              "Lüneburg mit einem langen Namen",
                              "Lüneburg with a long name",
                              {},
                              {}}};
    report_.as_of = *ParseDate("2026-11-23");
    report_.region = {"north", "Der Norden", {}, Counted()};
  }

  // 24 and no companies of 96 in any field and 182,345 in the register.
  static Mass Counted() {
    Mass mass{.region = "region:north",
              .counted = 96,
              .known_companies = 182'345,
              .register_companies = {182'345, ""},
              .inhabitants = {{}, "no table is named"},
              .rows = {},
              .counted_query = "region:north Q1",
              .known_query = "region:north Q2"};
    MassRow row{.id = "hydrogen-efuels",
                .companies = 24,
                .of_counted = {24, 96},
                .of_register = Share{24, 182'345},
                .per_1000_companies = 0.1316,
                .concentration = {"03355", {9, 24}, 3, 0.375},
                .unplaced = 2,
                .threshold = {30, ""},
                .queries = {"Q3", "Q4", "Q5"}};
    mass.rows.push_back(row);
    mass.rows.push_back({.id = "ai",
                         .of_counted = {0, 96},
                         .of_register = Share{0, 182'345},
                         .per_1000_companies = 0,
                         .threshold = {1, "one is enough"},
                         .queries = {"Q6", "", "Q7"}});
    return mass;
  }

  // Every line fits a terminal.
  static void ExpectNarrow(const std::string& text) {
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      EXPECT_LE(DisplayWidth(line), 80u) << line;
    }
  }

  static void ExpectIn(const std::string& text, const std::string& part) {
    EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
  }

  Vocabulary vocabulary_;
  MassReport report_;
};

TEST_F(MassViewTest, SharesHaveTheirBaseAndMissingNumbersTheirReason) {
  const std::string german =
      RenderMass(report_, vocabulary_, {.language = Language::kGerman}, false);
  ExpectNarrow(german);
  for (const char* part :
       {"Der Norden", "mindestens einem Feld: 96", "% VON 96", "% VON 182345",
        "keine Angabe: no table is named", "25,0", "nein <30", "nein <1",
        "9 von 24 (38 %)", "0,38", "): eine Konvention",
        "Schwelle 1 (KI): one is enough"}) {
    ExpectIn(german, part);
  }
  // No density that nobody knows.
  EXPECT_EQ(german.find("100000"), std::string::npos);
  EXPECT_EQ(german.find("Q3"), std::string::npos);
  const std::string english =
      RenderMass(report_, vocabulary_, Terminal{}, true);
  for (const char* part :
       {"% OF 96", "no <30", "9 of 24 (38 %)", "25.0", "Q1", "Q2", "Q3", "Q4",
        "Q5", "Q6", "Q7", "a convention, not"}) {
    ExpectIn(english, part);
  }
}

TEST_F(MassViewTest, TheBenchmarkStandsBelowEachField) {
  report_.region.mass.inhabitants = {5'400'000, "2024-12-31, by hand"};
  report_.benchmark = MassRegion{"south", "Der Süden", {}, Counted()};
  Mass& other = report_.benchmark->mass;
  other.counted = 30;
  other.rows[0].companies = 30;
  other.rows[0].reached = true;
  other.rows[0].per_1000_companies.reset();
  other.rows[0].of_register.reset();
  other.register_companies = {{}, "not loaded"};
  other.inhabitants = {{}, "no row"};
  report_.shared_districts = 1;
  const std::string text =
      RenderMass(report_, vocabulary_, {.language = Language::kGerman}, false);
  ExpectNarrow(text);
  for (const char* part : {"5400000 (2024-12-31, by hand)", "JE 100000",
                           "  Der Süden", "ja ≥30", "keine Angabe: not loaded",
                           "% GEZÄHLTE", "–", "1 Kreis gehört zu beiden"}) {
    ExpectIn(text, part);
  }
  report_.benchmark.reset();
  report_.no_benchmark = "Der Süden: keine Angabe; nothing is loaded";
  ExpectIn(
      RenderMass(report_, vocabulary_, {.language = Language::kGerman}, false),
      "nothing is loaded");
  const Json json = Json::parse(MassAsJson(report_, vocabulary_, false));
  EXPECT_EQ(json["benchmark"]["no_data"], report_.no_benchmark);
}

TEST_F(MassViewTest, JsonSaysNullAndWhy) {
  report_.region.mass.rows[0].per_1000_companies.reset();
  const Json json = Json::parse(MassAsJson(report_, vocabulary_, true));
  EXPECT_EQ(json["by"], "field");
  EXPECT_EQ(json["region"], "north");
  EXPECT_EQ(json["register_companies"]["number"], 182'345);
  EXPECT_TRUE(json["inhabitants"]["number"].is_null());
  EXPECT_EQ(json["inhabitants"]["no_data"], "no table is named");
  ASSERT_EQ(json["fields"].size(), 2u);
  const Json& row = json["fields"][0];
  EXPECT_EQ(row["of_counted"],
            (Json{{"n", 24}, {"of", 96}, {"percent", 25.0}}));
  EXPECT_TRUE(row["per_1000_register_companies"].is_null());
  EXPECT_TRUE(row["per_100000_inhabitants"].is_null());
  EXPECT_EQ(row["short_by"], 6);
  EXPECT_EQ(row["reached"], false);
  EXPECT_EQ(row["queries"]["in_largest_district"], "Q4");
  EXPECT_TRUE(json["fields"][1]["largest_district"].is_null());
  EXPECT_TRUE(json["fields"][1]["herfindahl_hirschman"].is_null());
  EXPECT_TRUE(json["fields"][1]["queries"]["in_largest_district"].is_null());
}

}  // namespace
}  // namespace ritmon
