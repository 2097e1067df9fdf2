// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/trend.h"

#include <gtest/gtest.h>

#include "tests/pipeline/history_runs.h"

namespace ritmon {
namespace {

class TrendTest : public HistoryRunsTest {
 protected:
  // "active wind 1 coverage; ..."
  std::string Alerts(Timestamp since, std::set<std::string> fields) {
    std::set<CountLine> lines;
    for (const std::string& field : fields) {
      lines.insert({std::string(kByField), field});
    }
    std::string text;
    const auto alerts = FindAlerts(history_, since, lines).value();
    for (const Alert& alert : alerts) {
      text += std::string(ToString(alert.kind)) + " " + alert.line.second +
              " " + alert.company_id + " " + alert.reason + "; ";
    }
    return text;
  }
};

TEST_F(TrendTest, SeriesKeepTheOrderAndKnowOldFields) {
  Run({Company("1", {"wind", "old"})});
  NextDay();
  lists_ = "lists-2";
  Run({Company("1", {"wind"}), Company("2", {"wind"})});
  const auto snapshots = history_.Snapshots().value();
  const auto series = MakeSeries(
      snapshots, {{"field", "wind"}, {"field", "robots"}}, /*others=*/true);
  ASSERT_EQ(series.size(), 3u);
  EXPECT_EQ(series[0].counts, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(series[0].changes, std::vector<MassChange>{{.coverage = 1}});
  EXPECT_EQ(series[1].counts, (std::vector<int64_t>{0, 0}));
  EXPECT_EQ(series[2].line.second, "old");
  EXPECT_EQ(series[2].changes, std::vector<MassChange>{{.lists = -1}});
  EXPECT_EQ(MakeSeries(snapshots, {{"field", "wind"}}, false).size(), 1u);
  EXPECT_EQ(MakeSeries({}, {{"field", "wind"}}, true)[0].last(), 0);
}

TEST_F(TrendTest, AlertsTellWhoCameAndWent) {
  Run({Company("1", {"wind"})});
  const Timestamp first = clock_.Now();
  EXPECT_EQ(Alerts(first, {"wind", "robots"}), "")
      << "what the first run finds is not new";
  NextDay();
  CompanyRecord young = Company("3", {"wind"});
  young.company.founded = ParseDate("2026-11-24");
  CompanyRecord shell = Company("4", {"wind"});
  shell.company.kind = EntityKind::kShell;
  shell.company.founded = ParseDate("2026-11-24");
  Run({Company("1", {"robots"}), Company("2", {"wind"}), young, shell});
  const Timestamp second = clock_.Now();
  EXPECT_EQ(Alerts(first, {"wind", "robots"}),
            "active robots 1 real; active wind 2 coverage; "
            "active wind 3 real; gone wind 1 real; founded wind 3 founded; ");
  EXPECT_EQ(Alerts(first, {"robots"}), "active robots 1 real; ");
  EXPECT_EQ(Alerts(second + std::chrono::hours(1), {"wind"}), "");
  NextDay();
  lists_ = "lists-2";
  Run({Company("1", {"robots"}), Company("2", {}), young, shell});
  EXPECT_EQ(Alerts(second + std::chrono::hours(1), {"wind"}),
            "gone wind 2 lists; ");
}

}  // namespace
}  // namespace ritmon
