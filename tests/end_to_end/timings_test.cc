// SPDX-License-Identifier: GPL-3.0-or-later
// Where the program says that its time went, beside what the system says.

#include <gmock/gmock.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "base/cpu_time.h"
#include "tests/end_to_end/demo_region.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::HasSubstr;

class TimingsRunTest : public DemoRegionTest {
 protected:
  Json Timings(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments = {"status", "--timings", "--json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramResult status = Ritmon(folder_ / "data", arguments);
    EXPECT_EQ(status.exit_code, 0) << status.err;
    return status.exit_code == 0 ? Json::parse(status.out) : Json();
  }

  static std::set<std::string> StepsOf(const Json& timings) {
    std::set<std::string> steps;
    for (const Json& step : timings["steps"]) steps.insert(step["step"]);
    return steps;
  }

  static double SumOf(const Json& timings, const char* key) {
    double sum = 0;
    for (const Json& step : timings["steps"]) sum += step[key].get<double>();
    return sum;
  }

  TempDirectory folder_;
};

TEST_F(TimingsRunTest, TheStepsOfARunAddUpToWhatItUsed) {
  const auto before = ChildrenCpuTime();
  const ProgramResult run = Ritmon(folder_ / "data", {"run", "--quiet"});
  const std::chrono::duration<double> used = ChildrenCpuTime() - before;
  ASSERT_EQ(run.exit_code, 0) << run.err;

  const Json timings = Timings();
  EXPECT_EQ(timings["run"]["job"], "run");
  EXPECT_EQ(timings["run"]["state"], "ended");
  EXPECT_EQ(timings["run"]["runs"], 1);
  EXPECT_EQ(StepsOf(timings), (std::set<std::string>{"startup",
                                                     "import_companies",
                                                     "import_grants",
                                                     "frontier",
                                                     "fetch",
                                                     "archive",
                                                     "reservations",
                                                     "decode",
                                                     "parse",
                                                     "extract",
                                                     "document",
                                                     "feeds",
                                                     "imprint",
                                                     "match",
                                                     "record",
                                                     "store",
                                                     "profiles",
                                                     "candidates",
                                                     "removal",
                                                     "tag",
                                                     "sites",
                                                     "matching",
                                                     "stories",
                                                     "mentions",
                                                     "attribution",
                                                     "history",
                                                     "index_companies",
                                                     "index_pages",
                                                     "index_commit",
                                                     "grants",
                                                     "report",
                                                     "queues",
                                                     "other"}));
  EXPECT_NEAR(SumOf(timings, "cpu_share"), 1.0, 1e-9);
  const double measured = SumOf(timings, "cpu_seconds");
  EXPECT_LE(measured, used.count());
  EXPECT_GE(measured, 0.75 * used.count());
  for (const Json& step : timings["steps"]) {
    EXPECT_GE(step["things"], 0) << step;
    EXPECT_GT(step["cpu_seconds"], 0) << step;
    EXPECT_GT(step["wall_seconds"], 0) << step;
  }
  for (const Json& thread : timings["threads"]) {
    EXPECT_GT(thread["busy"], 0) << thread;
    EXPECT_LE(thread["busy"], 1.001) << thread;
  }
  EXPECT_EQ(timings["threads"].size(), 4u);
  // Each page goes the whole way once.
  const auto things = [&](const std::string& wanted) {
    for (const Json& step : timings["steps"]) {
      if (step["step"] == wanted) return step["things"].get<int64_t>();
    }
    return int64_t{-1};
  };
  const int64_t pages = things("parse");
  EXPECT_GT(pages, 400);
  EXPECT_EQ(things("decode"), pages);
  EXPECT_EQ(things("extract"), pages);
  EXPECT_EQ(things("record"), pages + things("document"));
  EXPECT_EQ(things("store"), things("record") + things("feeds"));
  EXPECT_LE(things("index_pages"), things("record"));
}

TEST_F(TimingsRunTest, EachKindOfJobKeepsItsOwnAndAllGrow) {
  const ProgramResult none = Ritmon(folder_ / "data", {"status", "--timings"});
  EXPECT_NE(none.exit_code, 0);
  EXPECT_THAT(none.err, HasSubstr("ritmon run"));
  const std::vector<std::vector<std::string>> jobs = {
      {"run", "--quiet"}, {"tag", "--force", "--quiet"}, {"report", "--quiet"}};
  int runs = 0;
  for (const auto& job : jobs) {
    const ProgramResult done = Ritmon(folder_ / "data", job);
    ASSERT_EQ(done.exit_code, 0) << done.err;
    const Json last = Timings();
    EXPECT_EQ(last["run"]["job"], job.front());
    const Json all = Timings({"--job", "all"});
    EXPECT_EQ(all["run"]["runs"], ++runs);
    EXPECT_GE(SumOf(all, "cpu_seconds"), SumOf(last, "cpu_seconds"));
  }
  EXPECT_TRUE(StepsOf(Timings({"--job", "tag"})).contains("tag"));
  EXPECT_EQ(StepsOf(Timings({"--job", "report"})),
            std::set<std::string>{"report"});
  // The run's are still what they were: the crawl is none of the others'.
  EXPECT_TRUE(StepsOf(Timings({"--job", "run"})).contains("fetch"));
  EXPECT_FALSE(StepsOf(Timings({"--job", "tag"})).contains("fetch"));
  const ProgramResult never =
      Ritmon(folder_ / "data", {"status", "--timings", "--job", "replay"});
  EXPECT_NE(never.exit_code, 0);
  EXPECT_THAT(never.err, HasSubstr("'replay'"));

  for (const auto& [variable, words] :
       {std::pair("LANG=de_DE.UTF-8",
                  std::vector<std::string>{"Lauf 'run'", "Seite: HTML-Baum",
                                           "Größter Schritt", "100,0"}),
        std::pair("LANG=C.UTF-8",
                  std::vector<std::string>{"run 'run'", "page: HTML tree",
                                           "Largest step", "100.0"})}) {
    const ProgramResult table = RunOnTerminal(
        CommandLine(folder_ / "data", {"status", "--timings", "--job", "run"}),
        {.variables = {variable, "NO_COLOR=1"}});
    ASSERT_EQ(table.exit_code, 0) << table.out;
    EXPECT_LE(WidestLine(table.out), 80u) << table.out;
    for (const std::string& word : words) {
      EXPECT_THAT(table.out, HasSubstr(word));
    }
  }
}

}  // namespace
}  // namespace ritmon
