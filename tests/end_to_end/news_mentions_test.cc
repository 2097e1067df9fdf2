// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo region's newspaper says of its companies.
#include <string>

#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

constexpr char kVaccine[] =
    "http://www.elbmarsch-bote.example/wissen/"
    "krebs-impfung-eppendorf-tidewald-41202.html";

TEST_F(DemoRegionTest, ExplainShowsTheNewsThatNamesACompany) {
  const ProgramResult company =
      Ritmon(FinishedRun(), {"explain", "Tidewald Therapeutics GmbH"});
  ASSERT_EQ(company.exit_code, 0) << company.err;
  const size_t news = company.out.find("named in the news");
  ASSERT_NE(news, std::string::npos) << company.out;
  EXPECT_NE(company.out.find(kVaccine, news), std::string::npos);
  EXPECT_NE(company.out.find("named \"Tidewald Therapeutics GmbH\", rule: name "
                             "with its legal form",
                             news),
            std::string::npos)
      << company.out;

  const ProgramResult json = Ritmon(
      FinishedRun(), {"explain", "--json", "Tidewald Therapeutics GmbH"});
  EXPECT_NE(json.out.find("\"news\": ["), std::string::npos);
  EXPECT_NE(json.out.find("\"found\": \"Tidewald Therapeutics GmbH\""),
            std::string::npos);
}

TEST_F(DemoRegionTest, ExplainShowsTheCompaniesThatAPageNames) {
  const ProgramResult page = Ritmon(FinishedRun(), {"explain", kVaccine});
  ASSERT_EQ(page.exit_code, 0) << page.err;
  EXPECT_NE(page.out.find("names companies:\n    K1101R_HRB900101"),
            std::string::npos)
      << page.out;
  // A stage in an old factory is not the company of the factory's name.
  const ProgramResult stage =
      Ritmon(FinishedRun(), {"explain",
                             "http://www.elbmarsch-bote.example/kultur/"
                             "kreislauf-tanz-drahtstiftfabrik-41903.html"});
  EXPECT_NE(stage.out.find("names left out:"), std::string::npos) << stage.out;
  EXPECT_NE(stage.out.find("left out: an everyday word"), std::string::npos);
  EXPECT_EQ(stage.out.find("names companies:"), std::string::npos);

  const ProgramResult json =
      Ritmon(FinishedRun(), {"explain", "--json", kVaccine});
  EXPECT_NE(json.out.find("\"company\": \"K1101R_HRB900101\""),
            std::string::npos);
  EXPECT_NE(json.out.find("\"left_out\": ["), std::string::npos);
}

}  // namespace
}  // namespace ritmon
