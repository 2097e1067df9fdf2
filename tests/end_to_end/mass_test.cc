// SPDX-License-Identifier: GPL-3.0-or-later
// Critical mass and coverage of the demo region, as an analyst asks for them.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/files.h"
#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;

class MassEndToEndTest : public DemoRegionTest {
 protected:
  static Json AsJson(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    const ProgramResult result = Ritmon(FinishedRun(), arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return Json::parse(result.out, nullptr, false);
  }

  // What `ritmon count QUERY` counts, over all kinds.
  static int64_t CountOf(const std::string& query) {
    int64_t sum = 0;
    for (const Json& row :
         AsJson({"count", query, "--everywhere", "--by", "kind"})) {
      sum += row["companies"].get<int64_t>();
    }
    return sum;
  }

  TempDirectory folder_;
};

TEST_F(MassEndToEndTest, EveryNumberIsThatOfItsQuery) {
  const Json mass = AsJson({"mass", "--by", "future-field", "--queries"});
  EXPECT_EQ(CountOf(mass["queries"]["companies_in_any_field"]),
            mass["companies_in_any_field"]);
  EXPECT_GT(mass["companies_in_any_field"], 0);
  ASSERT_EQ(mass["fields"].size(), 4u);
  for (const Json& row : mass["fields"]) {
    EXPECT_EQ(CountOf(row["queries"]["companies"]), row["companies"])
        << row.dump(2);
    EXPECT_EQ(CountOf(row["queries"]["in_largest_district"]),
              row["in_largest_district"]["n"])
        << row.dump(2);
    EXPECT_EQ(CountOf(row["queries"]["unknown_place"]), row["unknown_place"])
        << row.dump(2);
    EXPECT_GT(row["companies"], 0);
    EXPECT_EQ(row["in_largest_district"]["of"], row["companies"]);
    EXPECT_EQ(row["reached"], row["companies"] >= row["threshold"]);
  }
  // The same fields as `count` has, with the same numbers.
  const Json fields = AsJson({"mass"})["fields"];
  const Json counted = AsJson({"count"});
  ASSERT_EQ(counted.size(), fields.size());
  for (size_t i = 0; i < counted.size(); ++i) {
    EXPECT_EQ(counted[i]["field"], fields[i]["id"]);
    EXPECT_EQ(counted[i]["companies"], fields[i]["companies"]);
  }
  // The register's companies are those that the coverage report begins with.
  // `companies --json` has a line for each.
  const ProgramResult found =
      Ritmon(FinishedRun(), {"companies", mass["queries"]["register_companies"],
                             "--everywhere", "--json", "-n", "100000"});
  const Json coverage = AsJson({"coverage"});
  EXPECT_EQ(std::count(found.out.begin(), found.out.end(), '\n'),
            mass["register_companies"]["number"]);
  EXPECT_EQ(coverage["all"]["stages"]["registered"],
            mass["register_companies"]["number"]);
  EXPECT_EQ(coverage["all"]["stages"]["tagged"],
            mass["companies_in_any_field"]);
}

TEST_F(MassEndToEndTest, PopulationThresholdAndBenchmark) {
  const auto people = folder_ / "people.csv";
  ASSERT_TRUE(WriteFileAtomically(
      people,
      "ags,inhabitants,date,source\n02000,1000000,2024-12-31,made up\n"));
  const std::string set = "critical_mass.population=" + people.string();
  const Json mass = AsJson({"mass", "--region", "hamburg", "--benchmark",
                            "metropolregion-hamburg", "--set", set, "--set",
                            "critical_mass.threshold=2", "--set",
                            "critical_mass.reason=two make a pair"});
  EXPECT_EQ(mass["inhabitants"]["number"], 1'000'000);
  EXPECT_EQ(mass["inhabitants"]["source"], "2024-12-31, made up");
  bool any_reached = false;
  for (const Json& row : mass["fields"]) {
    EXPECT_DOUBLE_EQ(row["per_100000_inhabitants"].get<double>(),
                     row["companies"].get<double>() / 10);
    EXPECT_EQ(row["threshold"], 2);
    EXPECT_EQ(row["reason"], "two make a pair");
    any_reached = any_reached || row["reached"].get<bool>();
  }
  EXPECT_TRUE(any_reached);
  const Json& benchmark = mass["benchmark"];
  EXPECT_EQ(benchmark["region"], "metropolregion-hamburg");
  EXPECT_GT(benchmark["companies_in_any_field"],
            mass["companies_in_any_field"]);
  // A sum of the one district that the table has would be wrong.
  EXPECT_TRUE(benchmark["inhabitants"]["number"].is_null());
  EXPECT_NE(benchmark["inhabitants"]["no_data"].get<std::string>().find(
                "has no row for"),
            std::string::npos);
  // A state of which some districts lie outside the region.
  for (const char* set_benchmark : {"", "critical_mass.benchmark=01"}) {
    std::vector<std::string> command = {"mass", "--benchmark", "01"};
    if (*set_benchmark != '\0') {
      command.insert(command.end(), {"--set", set_benchmark});
    }
    const Json state = AsJson(command)["benchmark"];
    EXPECT_TRUE(state["register_companies"]["number"].is_null());
    const std::string why = state["register_companies"]["no_data"];
    EXPECT_NE(why.find(*set_benchmark == '\0' ? "only companies with a website"
                                              : "index is older"),
              std::string::npos)
        << why;
    EXPECT_TRUE(state["fields"][0]["of_register"].is_null());
    EXPECT_GT(state["shared_districts"], 0);
  }
  // Bavaria: nobody has loaded it.
  const Json bavaria = AsJson({"mass", "--benchmark", "09"});
  EXPECT_TRUE(bavaria["benchmark"].contains("no_data")) << bavaria.dump(2);
}

// A district is a region, too, for every command.
TEST_F(MassEndToEndTest, ADistrictAsRegion) {
  const std::string set = "region.name=Pinneberg";
  const Json mass = AsJson({"mass", "--set", set});
  const Json coverage = AsJson({"coverage", "--set", set});
  const Json counted = AsJson({"count", "--by", "kind", "--set", set});
  EXPECT_EQ(mass["register_companies"]["number"],
            coverage["all"]["stages"]["registered"]);
  EXPECT_GT(coverage["all"]["stages"]["registered"], 0);
  EXPECT_EQ(mass["companies_in_any_field"], counted[0]["companies"]);
  EXPECT_LT(mass["companies_in_any_field"],
            AsJson({"mass"})["companies_in_any_field"]);
}

TEST_F(MassEndToEndTest, MistakesAreSaid) {
  const auto people = folder_ / "people.csv";
  ASSERT_TRUE(WriteFileAtomically(
      people, "ags,inhabitants,date,source\n02000,viele,2024-12-31,A\n"));
  const struct {
    std::vector<std::string> arguments;
    int code;
    std::string message;
  } cases[] = {
      {{"mass", "--region", "hamborg"}, 3, "hamburg"},
      {{"mass", "--field", "hydrogen-efuel"}, 3, "hydrogen-efuels"},
      {{"mass", "--benchmark", "metropolregion-hamburg"}, 3, "itself"},
      {{"mass", "--set", "critical_mass.population=" + people.string()},
       3,
       "people.csv:2: 'viele'"},
      {{"mass", "--set", "critical_mass.population=/no/where.csv"},
       4,
       "/no/where.csv"},
      {{"coverage", "--by", "field"}, 3, "coverage by field"},
      {{"coverage", "--by", "sice"}, 3, "size"},
      {{"mass", "--by", "age"}, 2, "--by"},
  };
  for (const auto& c : cases) {
    const ProgramResult result = Ritmon(FinishedRun(), c.arguments);
    EXPECT_EQ(result.exit_code, c.code) << c.arguments.back() << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos) << result.err;
  }
}

TEST_F(MassEndToEndTest, TablesFitATerminal) {
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"mass"},
           {"mass", "--by", "future-field", "--lang", "en"},
           {"mass", "--benchmark", "hamburg"},
           {"coverage"},
           {"coverage", "--by", "age", "--lang", "en"},
           {"coverage", "--by", "district"},
           {"coverage", "--by", "legal-form"}}) {
    const ProgramResult result = Ritmon(FinishedRun(), command);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_LE(WidestLine(result.out), 80u) << result.out;
    EXPECT_GT(result.out.size(), 500u);
  }
}

// Whatever they are parted by: each company is there once.
TEST_F(MassEndToEndTest, CoverageAddsUp) {
  for (const char* by : {"size", "age", "district", "legal-form"}) {
    const Json coverage = AsJson({"coverage", "--by", by});
    int64_t ended = 0;
    for (const auto& [end, number] : coverage["all"]["ended"].items()) {
      int64_t in_groups = 0;
      for (const Json& group : coverage["groups"]) {
        in_groups += group["ended"][end].get<int64_t>();
      }
      EXPECT_EQ(in_groups, number) << by << " " << end;
      ended += number.get<int64_t>();
    }
    EXPECT_EQ(ended, coverage["all"]["stages"]["registered"]) << by;
  }
}

}  // namespace
}  // namespace ritmon
