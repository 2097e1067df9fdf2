// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/coverage_view.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

CoverageReport Sample(size_t groups, uint64_t companies) {
  CoverageReport report{.region = "north",
                        .region_label = "Der Norden",
                        .as_of = *ParseDate("2026-11-23"),
                        .by = Dimension::kDistrict,
                        .table = {},
                        .query = "region:north"};
  for (size_t g = 0; g < groups; ++g) {
    const std::string value = std::to_string(10000 + g);
    for (uint64_t i = 0; i < companies; ++i) {
      report.table.Add(
          value, i % 4 == 0 ? CoverageEnd::kTagged : CoverageEnd::kNoSite);
    }
  }
  return report;
}

TEST(CoverageViewTest, ManyGroupsAreBrokenToFit) {
  for (const size_t groups : {0u, 1u, 3u, 21u}) {
    Vocabulary vocabulary;
    for (size_t g = 0; g < groups; ++g) {
      const std::string name =
          "Ein ziemlich langer Kreisname " + std::to_string(g);
      vocabulary.districts.push_back(
          {std::to_string(10000 + g), name, name, {}, {}});
    }
    for (const bool german : {true, false}) {
      const CoverageReport report = Sample(groups, 4000);
      const std::string text = RenderCoverage(report, vocabulary, german);
      std::istringstream lines(text);
      size_t registers = 0;
      size_t cells = 0;
      for (std::string line; std::getline(lines, line);) {
        EXPECT_LE(DisplayWidth(line), 80u) << line;
        if (line.starts_with(german ? "im Register" : "in the register")) {
          ++registers;
          for (size_t at = 0; (at = line.find("(100 %)", at)) != line.npos;
               ++at) {
            ++cells;
          }
        }
        // No name of a stage is cut.
        EXPECT_FALSE(line.starts_with("im") && line.find("…") < 26) << line;
      }
      EXPECT_GE(registers, 1u);
      // The column of all, and each group once; of nobody there is no share.
      EXPECT_EQ(cells, groups == 0 ? 0 : groups + 1) << text;
    }
  }
}

TEST(CoverageViewTest, EndsWithoutAnybodyAreNotDrawn) {
  const std::string text = RenderCoverage(Sample(1, 8), {}, false);
  EXPECT_NE(text.find("− no website known"), std::string::npos) << text;
  EXPECT_NE(text.find("6 (75 %)"), std::string::npos) << text;
  EXPECT_NE(text.find("2 (25 %)"), std::string::npos) << text;
  EXPECT_EQ(text.find("robots.txt"), std::string::npos) << text;
  EXPECT_NE(text.find("10000"), std::string::npos) << text;
}

TEST(CoverageViewTest, JsonHasEveryEndAndTheQuery) {
  const Json json = Json::parse(CoverageAsJson(Sample(2, 8)));
  EXPECT_EQ(json["query"], "region:north");
  EXPECT_EQ(json["region"], "north");
  EXPECT_EQ(json["by"], "district");
  ASSERT_EQ(json["groups"].size(), 2u);
  EXPECT_EQ(json["groups"][1]["district"], "10001");
  EXPECT_EQ(json["groups"][1]["stages"]["registered"], 8);
  EXPECT_EQ(json["groups"][1]["stages"]["site-known"], 2);
  EXPECT_EQ(json["all"]["ended"].size(), kCoverageEnds);
  EXPECT_EQ(json["all"]["ended"]["no-site"], 12);
  EXPECT_EQ(json["all"]["ended"]["robots"], 0);
}

}  // namespace
}  // namespace ritmon
