// SPDX-License-Identifier: GPL-3.0-or-later
// Research money as an analyst meets it: imported, asked for, explained,
// reported. The numbers are reckoned by hand from demo/grants.csv.

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;

class FundingEndToEndTest : public DemoRegionTest {
 protected:
  static Json AsJson(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProgramResult result = Ritmon(FinishedRun(), arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Json::parse(result.out, nullptr, false);
  }

  static std::string Text(const std::vector<std::string>& arguments) {
    const ProgramResult result = Ritmon(FinishedRun(), arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return result.out;
  }

  // The row of a table whose columns have these values.
  static Json Row(const Json& table, const Json& values) {
    for (const Json& row : table["rows"]) {
      bool fits = true;
      for (const auto& [key, value] : values.items()) {
        fits = fits && row[key] == value;
      }
      if (fits) return row;
    }
    ADD_FAILURE() << "no row " << values;
    return {};
  }
};

// 03EI3091F 1,436,870.00 and 03EI3091A 862,119.33 whole; of 03HY221C,
// 978,316.25 in two fields, one half, rounded up to the cent.
TEST_F(FundingEndToEndTest, AFieldsSumIsThatOfItsGrants) {
  const Json table = AsJson({"funding", "table", "--by", "field,actor"});
  const Json business =
      Row(table, {{"field", "hydrogen-efuels"}, {"actor", "wirtschaft"}});
  EXPECT_DOUBLE_EQ(business["eur"], 1436870.00 + 489158.13);
  EXPECT_DOUBLE_EQ(business["own_eur_estimate"], 1926028.13);
  EXPECT_EQ(business["projects"], 2);
  EXPECT_EQ(business["unstable"], true);
  const Json others =
      Row(table, {{"field", "hydrogen-efuels"}, {"actor", "sonstige"}});
  EXPECT_DOUBLE_EQ(others["eur"], 862119.33);
  EXPECT_DOUBLE_EQ(others["own_eur_estimate"], 0);

  const Json fields = AsJson({"funding", "table", "--by", "field"});
  EXPECT_DOUBLE_EQ(Row(fields, {{"field", "hydrogen-efuels"}})["eur"],
                   1926028.13 + 862119.33);
  double sum = 0;
  for (const Json& row : fields["rows"]) sum += row["eur"].get<double>();
  EXPECT_NEAR(sum, fields["total"]["eur"].get<double>(), 0.001);

  const Json full =
      AsJson({"funding", "table", "--by", "field", "--split", "full"});
  EXPECT_DOUBLE_EQ(Row(full, {{"field", "hydrogen-efuels"}})["eur"],
                   1436870.00 + 862119.33 + 978316.25);
  const Json quota =
      AsJson({"funding", "table", "--by", "field,actor", "--quota", "40"});
  EXPECT_NEAR(Row(quota, {{"field", "hydrogen-efuels"},
                          {"actor", "wirtschaft"}})["own_eur_estimate"],
              1926028.13 * 1.5, 0.02);
}

// By the recipient's seat or where the work is done; by the period.
TEST_F(FundingEndToEndTest, PlaceAndPeriodDecideWhatCounts) {
  const Json city =
      AsJson({"funding", "table", "--by", "field", "--region", "02000"});
  // 03HY221C is carried out in Elmshorn.
  EXPECT_DOUBLE_EQ(Row(city, {{"field", "hydrogen-efuels"}})["eur"],
                   1436870.00 + 862119.33);
  const Json later =
      AsJson({"funding", "table", "--by", "field", "--from", "2022-01-01"});
  EXPECT_DOUBLE_EQ(Row(later, {{"field", "hydrogen-efuels"}})["eur"],
                   1436870.00 + 862119.33);
  const Json nowhere =
      AsJson({"funding", "table", "--by", "field", "--from", "2030-01-01"});
  EXPECT_TRUE(nowhere["rows"].empty());
  EXPECT_EQ(nowhere["total"]["eur"], 0.0);
}

// 2,788,147.46 euros for 2,150,000 people here; 3,870,600 for 430,000 in
// Stuttgart.
TEST_F(FundingEndToEndTest, IndexIsMoneyPerEmployee) {
  const Json index = AsJson({"funding", "index"});
  for (const Json& row : index["rows"]) {
    if (row["field"] != "hydrogen-efuels") continue;
    const double here = 2788147.46 / 2150000;
    EXPECT_NEAR(row["intensity"], here, 1e-9);
    EXPECT_NEAR(row["ratios"]["08111"]["ratio"], here / (3870600.0 / 430000),
                1e-9);
    EXPECT_EQ(row["ratios"]["09162"]["ratio"], nullptr);
    EXPECT_EQ(row["ratios"]["09162"]["reason"],
              "no funding in the other region");
  }
  EXPECT_EQ(index["rows"].size(), 15u);
}

TEST_F(FundingEndToEndTest, ACompanysGrantsAreInItsDossier) {
  const std::string text = Text({"explain", "Tidewald Therapeutics GmbH"});
  EXPECT_THAT(text, HasSubstr("grants: 2, EUR\u00A03.6\u00A0million"));
  EXPECT_THAT(text, HasSubstr("03RNA0112A"));
  EXPECT_THAT(text, HasSubstr("credited by name and municipality"));
  const Json list = AsJson({"funding", "recipients", "--top", "0"});
  int tagged = 0;
  for (const Json& row : list) {
    if (row["recipient"] == "Tidewald Therapeutics GmbH") {
      EXPECT_EQ(row["grants"], 2);
      EXPECT_DOUBLE_EQ(row["eur"], 2381940.00 + 1204388.00);
      EXPECT_FALSE(row["company_fields"].empty());
      ++tagged;
    }
  }
  EXPECT_EQ(tagged, 1);
}

TEST_F(FundingEndToEndTest, AGrantIsExplainedToTheWord) {
  const std::string text = Text({"explain", "03EI3091F"});
  for (const char* part :
       {"Druckwechselfeste", "recipient: Apparate-Bau Putfarken GmbH & Co. KG",
        "actor: business (rule: business: gmbh)",
        "company: K1101R_HRA900205 (name and municipality)",
        "found \"alkalische Elektrolyseure\" in the\n    title"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  const ProgramResult json =
      Ritmon(FinishedRun(), {"explain", "67K19822", "--json"});
  ASSERT_EQ(json.exit_code, 0) << json.err;
  const Json grant = Json::parse(json.out);
  EXPECT_EQ(grant["actor"], "oeffentlich");
  EXPECT_EQ(grant["changes"], Json::array());
}

TEST_F(FundingEndToEndTest, GrantsGoIntoASpreadsheet) {
  const std::string csv = Text({"export", "grants", "--columns", "basic"});
  EXPECT_THAT(csv, testing::StartsWith("fkz,recipient,title,start,eur,fields"));
  EXPECT_THAT(csv, HasSubstr("\r\n03EI3091F,Apparate-Bau Putfarken"));
  EXPECT_THAT(csv, HasSubstr(",2022-09-01,1436870,hydrogen-efuels\r\n"));
  // Of Stuttgart.
  EXPECT_THAT(csv, testing::Not(HasSubstr("03HY390A")));
  EXPECT_THAT(Text({"export", "grants", "--everywhere"}),
              HasSubstr("03HY390A"));
}

TEST_F(FundingEndToEndTest, ClustersAndTheirMembers) {
  const Json clusters = AsJson({"clusters"});
  ASSERT_EQ(clusters["clusters"].size(), 1u);
  const Json& cluster = clusters["clusters"][0];
  EXPECT_EQ(cluster["marks"]["hydrogen-efuels"]["intensity"], 2);
  EXPECT_GT(cluster["entries"], 20);
  // The same companies by the query language.
  const ProgramResult count =
      Ritmon(FinishedRun(), {"count", "--by", "cluster", "--json"});
  ASSERT_EQ(count.exit_code, 0) << count.err;
  const Json by_cluster = Json::parse(count.out);
  for (const Json& row : by_cluster) {
    if (row["cluster"] != "zukunftscluster-niederelbe") continue;
    EXPECT_EQ(row["companies"], cluster["companies"]);
  }
  EXPECT_EQ(clusters["companies"].get<int>() - clusters["members"].get<int>(),
            clusters["companies"].get<int>() - cluster["companies"].get<int>());
}

TEST_F(FundingEndToEndTest, TheReportSaysTheSameNumbers) {
  TempDirectory folder;
  const std::string report = (folder / "r.html").string();
  const std::string figures = (folder / "figures").string();
  const ProgramResult made =
      Ritmon(FinishedRun(),
             {"report", "-o", report, "--figures", figures, "--lang", "en"});
  ASSERT_EQ(made.exit_code, 0) << made.err;
  const std::string html = MustRead(report);
  // The table of figure 3: hydrogen in the whole region.
  EXPECT_THAT(html, HasSubstr("EUR\u00A02.8\u00A0million"));
  EXPECT_THAT(html, HasSubstr("Another 3 grants (EUR\u00A0288,350) are in none "
                              "of the fields."));
  for (const char* name : {"funding-actors", "funding-fields", "funding-topics",
                           "funding-index", "fields", "age-1", "size-4"}) {
    EXPECT_TRUE(std::filesystem::exists(folder / "figures" /
                                        (std::string(name) + ".svg")))
        << name;
  }
  for (const char* wrong : {">nan", " nan ", "inf ", "NaN"}) {
    EXPECT_EQ(html.find(wrong), std::string::npos) << wrong;
  }
}

TEST_F(FundingEndToEndTest, BadInputIsSaid) {
  TempDirectory folder;
  const auto write = [&](const std::string& name, const std::string& text) {
    EXPECT_TRUE(WriteFileAtomically(folder / name, text));
    return (folder / name).string();
  };
  const struct {
    std::vector<std::string> arguments;
    int code;
    const char* said;
  } kCases[] = {
      {{"import", "grants", write("empty.csv", "")}, 3, "no rows"},
      {{"import", "grants", write("other.csv", "a;b\n1;2\n")},
       3,
       "neither a FÖKAT nor"},
      {{"import", "grants", (folder / "none.csv").string()}, 4, "none.csv"},
      {{"funding", "table", "--by", "feild"}, 3, "mean 'field'?"},
      {{"funding", "table", "--region", "atlantis"}, 4, "atlantis"},
      {{"funding", "index"}, 4, "no grants here yet"},
      {{"funding", "tabel"}, 2, "mean 'table'?"},
      {{"report", "-o", (folder / "r.html").string()}, 4, "ritmon"},
  };
  for (const auto& c : kCases) {
    const ProgramResult result = Ritmon(folder / "data", c.arguments);
    EXPECT_EQ(result.exit_code, c.code) << c.said << ": " << result.err;
    EXPECT_THAT(result.err, HasSubstr(c.said));
  }
}

}  // namespace
}  // namespace ritmon
