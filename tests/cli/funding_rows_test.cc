// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/funding_rows.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

TaggedGrant Make(const std::string& fkz, ActorClass actor, int64_t cents,
                 std::vector<std::string> fields, const char* start) {
  TaggedGrant tagged;
  tagged.grant.fkz = fkz;
  tagged.grant.actor = actor;
  tagged.grant.amount_cents = cents;
  tagged.grant.start = ParseDate(start);
  tagged.grant.recipient.name =
      "Gesellschaft mit einem recht langen Namen Nummer " + fkz;
  tagged.fields = std::move(fields);
  return tagged;
}

class FundingRowsTest : public ::testing::Test {
 protected:
  FundingRowsTest() {
    vocabulary_.fields = {{"wind", "Windkraft", "Wind power", {}, {}},
                          {"gas", "Gas", "", {}, {}}};
  }

  static FundingTable Count(const std::vector<FundingAxis>& axes) {
    auto tally = FundingTally::Begin(axes, {}, GrantPlace::kExecuting);
    EXPECT_TRUE(tally.has_value());
    tally->Add(
        Make("1", ActorClass::kScience, 123456789, {"gas"}, "2022-01-01"));
    tally->Add(
        Make("2", ActorClass::kBusiness, 5000, {"gas", "wind"}, "2021-01-01"));
    tally->Add(Make("3", ActorClass::kPublic, 0, {"wind"}, "2023-01-01"));
    tally->Add(Make("4", ActorClass::kPublic, 700, {}, "2023-01-01"));
    return std::move(*tally).Finish();
  }

  Vocabulary vocabulary_;
};

TEST_F(FundingRowsTest, RowsGoAsPeopleExpect) {
  const auto keys = [](const std::vector<FundingRow>& rows) {
    std::string text;
    for (const FundingRow& row : rows) {
      for (const std::string& value : row.key) text += value + " ";
      text += "| ";
    }
    return text;
  };
  EXPECT_EQ(keys(RowsOf(Count({FundingAxis::kField, FundingAxis::kActor}),
                        vocabulary_, 0)),
            "wind wirtschaft | wind oeffentlich | gas wirtschaft | "
            "gas wissenschaft | ");
  EXPECT_EQ(keys(RowsOf(Count({FundingAxis::kYear}), vocabulary_, 0)),
            "2021 | 2022 | 2023 | ");
  const auto largest = RowsOf(Count({FundingAxis::kRecipient}), vocabulary_, 2);
  ASSERT_EQ(largest.size(), 2u);
  EXPECT_EQ(largest[0].cell.cents, 123456789);
  FundingTable gas = Count({FundingAxis::kField, FundingAxis::kActor});
  KeepField("gas", gas);
  EXPECT_EQ(keys(RowsOf(gas, vocabulary_, 0)),
            "gas wirtschaft | gas wissenschaft | ");
  EXPECT_EQ(gas.total.cents, 123456789 + 2500);
}

TEST_F(FundingRowsTest, TextFitsItsTerminalAndSaysWhatItRestsOn) {
  for (const size_t width : {60u, 80u, 120u}) {
    for (const Language language : {Language::kGerman, Language::kEnglish}) {
      for (const auto& axes :
           {std::vector{FundingAxis::kField, FundingAxis::kActor},
            std::vector{FundingAxis::kRecipient}}) {
        const FundingTable table = Count(axes);
        std::istringstream lines(
            FundingAsText(table, RowsOf(table, vocabulary_, 0), vocabulary_,
                          Terminal{.width = width, .language = language}));
        for (std::string line; std::getline(lines, line);) {
          EXPECT_LE(DisplayWidth(line), std::max<size_t>(width, 80)) << line;
        }
      }
    }
  }
  const FundingTable table = Count({FundingAxis::kField});
  const std::string german =
      FundingAsText(table, RowsOf(table, vocabulary_, 0), vocabulary_,
                    Terminal{.language = Language::kGerman});
  for (const char* part :
       {"Windkraft", "1.234.593", "1 weitere Förderungen (7 EUR)",
        "1 ohne veröffentlichten Betrag", "! weniger als 5 Vorhaben"}) {
    EXPECT_THAT(german, HasSubstr(part));
  }
}

TEST_F(FundingRowsTest, ProgramsGetWholeNumbers) {
  const FundingTable table = Count({FundingAxis::kField});
  const auto rows = RowsOf(table, vocabulary_, 0);
  const Json json = Json::parse(FundingAsJson(table, rows, "", false));
  EXPECT_EQ(json["rows"][0]["field"], "wind");
  EXPECT_DOUBLE_EQ(json["rows"][0]["eur"], 25.00);
  EXPECT_DOUBLE_EQ(json["total"]["eur"], 1234617.89);
  EXPECT_EQ(json["split"], "equal");
  EXPECT_EQ(json["from"], nullptr);
  EXPECT_THAT(FundingAsCsv(table, rows),
              HasSubstr("field,eur,projects,grants,own_eur_estimate"));
  EXPECT_THAT(FundingAsCsv(table, rows), HasSubstr("\r\ngas,1234592.89,2,2,"));
  EXPECT_EQ(EurosText(5), "0.05");
}

}  // namespace
}  // namespace ritmon
