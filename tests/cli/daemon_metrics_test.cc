// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/daemon_metrics.h"

#include <gmock/gmock.h>
#include <gtest/gtest-spi.h>

#include <nlohmann/json.hpp>

#include "base/files.h"
#include "base/regex.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using Json = nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

PlannedJob Daily(const std::string& name) {
  return {name, CronSchedule::Parse("@daily").value(), Missed::kCatchUp};
}

// Everything is known.
WatchedFacts FullFacts() {
  WatchedFacts facts{.now = FromMillis(1'764'411'300'000)};
  facts.daemon.options.jobs = {Daily("crawl"), Daily("report")};
  facts.daemon.running = "crawl";
  facts.daemon.loaded_at = facts.now;
  JobOverview jobs;
  jobs.last["crawl"] = {.job = "crawl",
                        .begun = facts.now - std::chrono::seconds(90),
                        .ended = facts.now,
                        .outcome = JobOutcome::kDone};
  jobs.last_success["crawl"] = facts.now;
  jobs.totals.emplace();
  (*jobs.totals)[{"crawl", JobOutcome::kDone}] = 12345678;
  jobs.upcoming = {{"crawl", facts.now, facts.now}};
  facts.jobs = jobs;
  DataFacts& data = facts.data;
  data.totals = CrawlTotals::Values{{{"fetched_bytes", ""}, 9'007'199'254},
                                    {{"fetches", "timeout"}, 3},
                                    {{"left_alone", "robots-txt"}, 4}};
  data.timings.emplace();
  data.timings
      ->steps[static_cast<size_t>(JobStep::parse)]
             [static_cast<size_t>(JobThread::kWorker)]
      .cpu = std::chrono::milliseconds(2500);
  data.crawl = CrawlSnapshot{
      .updated_at = facts.now,
      .running = true,
      .counters = {
          {"waiting", 5}, {"hosts", 6}, {"in_flight", 7}, {"render_left", 0}}};
  data.slow.urls = FrontierTotals{.due = 8, .hosts = 9, .blocked_hosts = 2};
  data.slow.companies = 10;
  data.slow.pages = 11;
  data.slow.sizes = {{"archive", 12}, {"index", 13}};
  FieldSnapshot counted;
  counted.counts[{"total", ""}].companies = 14;
  counted.counts[{"field", "hydrogen"}].companies = 15;
  counted.time = facts.now;
  data.counted = counted;
  data.index_stale = true;
  data.index_written = facts.now;
  data.disk_free_bytes = 16;
  data.disk_total_bytes = 17;
  facts.process = ProcessFacts{.max_open_files = 1024};
  return facts;
}

TEST(DaemonMetricsTest, SaysWhatIsKnown) {
  const std::string text = FormatMetrics(MetricsOf(FullFacts()));
  for (const char* line :
       {"ritmon_build_info{version=\"",
        "\nritmon_config_last_reload_successful 1\n",
        "\nritmon_job_running{job_name=\"crawl\"} 1\n",
        "\nritmon_job_running{job_name=\"report\"} 0\n",
        "ritmon_job_runs_total{job_name=\"crawl\",outcome=\"done\"} 12345678\n",
        "ritmon_job_runs_total{job_name=\"report\",outcome=\"failed\"} 0\n",
        "ritmon_job_last_duration_seconds{job_name=\"crawl\"} 90\n",
        "ritmon_job_last_success_timestamp_seconds{job_name=\"crawl\"} "
        "1764411300\n",
        "\n# TYPE ritmon_crawl_fetched_bytes_total counter\n"
        "ritmon_crawl_fetched_bytes_total 9007199254\n",
        "ritmon_crawl_fetches_total{outcome=\"timeout\"} 3\n",
        "ritmon_crawl_fetches_total{outcome=\"ok\"} 0\n",
        "ritmon_crawl_left_alone_total{reason=\"robots-txt\"} 4\n",
        "\n# TYPE ritmon_step_cpu_seconds_total counter\n",
        "ritmon_step_cpu_seconds_total{step=\"parse\"} 2.5\n",
        "ritmon_step_cpu_seconds_total{step=\"fetch\"} 0\n",
        "\nritmon_crawl_running 1\n",
        "\nritmon_crawl_in_flight 7\n",
        "\nritmon_frontier_due_urls 8\n",
        "\nritmon_hosts 9\n",
        "\nritmon_hosts_blocked 2\n",
        "\nritmon_pages 11\n",
        "\nritmon_counted_companies 14\n",
        "ritmon_counted_companies_by_field{field=\"hydrogen\"} 15\n",
        "\nritmon_index_stale 1\n",
        "ritmon_data_bytes{part=\"index\"} 13\n",
        "\n# TYPE ritmon_disk_free_bytes gauge\nritmon_disk_free_bytes 16\n",
        "\nprocess_max_fds 1024\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
}

TEST(DaemonMetricsTest, WhatIsNotKnownIsNotThere) {
  WatchedFacts nothing;
  const std::string text = FormatMetrics(MetricsOf(nothing));
  EXPECT_THAT(text, HasSubstr("ritmon_build_info"));
  for (const char* name :
       {"ritmon_pages", "ritmon_crawl_", "ritmon_step_", "ritmon_index",
        "ritmon_job_", "ritmon_disk", "process_"}) {
    EXPECT_THAT(text, Not(HasSubstr(name)));
  }
  // How things stood when a crawl was killed says nothing of today.
  WatchedFacts killed = FullFacts();
  killed.data.crawl->updated_at -= CrawlSnapshot::kSilence;
  const std::string later = FormatMetrics(MetricsOf(killed));
  EXPECT_THAT(later, HasSubstr("\nritmon_crawl_running 0\n"));
  EXPECT_THAT(later, Not(HasSubstr("ritmon_crawl_in_flight")));
}

TEST(DaemonMetricsTest, NamesFollowTheConventions) {
  const Regex name = Regex::Compile("^(ritmon|process)_[a-z][a-z_]*$").value();
  std::set<std::string> seen;
  for (const MetricFamily& family : MetricsOf(FullFacts())) {
    SCOPED_TRACE(family.name);
    EXPECT_TRUE(name.Occurs(family.name));
    EXPECT_TRUE(seen.insert(family.name).second) << "twice";
    EXPECT_EQ(family.name.ends_with("_total"),
              family.type == MetricType::kCounter);
    EXPECT_TRUE(family.help.ends_with(".")) << family.help;
    EXPECT_FALSE(family.samples.empty()) << "not in FullFacts";
  }
  EXPECT_GT(seen.size(), 50U);
}

TEST(DaemonMetricsTest, LabelsCannotBreakALine) {
  MetricFamily family{.name = "ritmon_x", .help = "X.", .samples = {}};
  family.samples.push_back({1, {{"field", "a\"b\\c\nd"}}});
  EXPECT_EQ(FormatMetrics({family}),
            "# HELP ritmon_x X.\n# TYPE ritmon_x gauge\n"
            "ritmon_x{field=\"a\\\"b\\\\c\\nd\"} 1\n");
}

// What administrators are given to watch with may only ask for what there is.
class WatchingTest : public ::testing::Test {
 protected:
  WatchingTest() {
    names_ = {"up"};  // Prometheus' own
    for (const MetricFamily& family : MetricsOf(FullFacts())) {
      names_.insert(family.name);
      for (const MetricSample& sample : family.samples) {
        for (const auto& [label, value] : sample.labels) {
          values_[label].insert(value);
        }
      }
    }
    // Of the scrape; what runs here is not what runs there.
    values_["job"] = {"ritmon"};
    for (const std::string_view name : DaemonJobNames()) {
      values_["job_name"].emplace(name);
    }
  }

  static std::string Part(std::string_view text, const RegexSpan& span) {
    return std::string(text.substr(span.begin, span.end - span.begin));
  }

  // {label="value",other=~"one|two"}; of labels that we set.
  void CheckSelectors(const std::string& expression) {
    const Regex selector =
        Regex::Compile(R"re(([a-z_]+)\s*=~?\s*"([^"]*)")re").value();
    const Regex word = Regex::Compile("[^|]+").value();
    for (const RegexMatch& match : selector.FindAll(expression)) {
      const std::string label = Part(expression, *match[1]);
      if (label == "instance") continue;
      ASSERT_TRUE(values_.contains(label)) << expression << ": " << label;
      const std::string wanted = Part(expression, *match[2]);
      for (const RegexMatch& one : word.FindAll(wanted)) {
        EXPECT_TRUE(values_[label].contains(Part(wanted, *one[0])))
            << expression << ": " << Part(wanted, *one[0]);
      }
    }
  }

  // How many metrics it names.
  int Check(const std::string& expression) {
    CheckSelectors(expression);
    const Regex ignored =
        Regex::Compile(
            R"re(\{[^}]*\}|\[[^\]]*\]|\b(by|on|without|ignoring)\s*\([^)]*\)|"[^"]*")re")
            .value();
    std::string rest = expression;
    while (const auto match = ignored.Find(rest)) {
      rest.replace((*match)[0]->begin, (*match)[0]->end - (*match)[0]->begin,
                   " ");
    }
    const Regex word =
        Regex::Compile(R"re([a-zA-Z_:][a-zA-Z0-9_:]*\s*\(?)re").value();
    const std::set<std::string> keywords = {"and", "or", "unless", "by", "on"};
    int metrics = 0;
    for (const RegexMatch& match : word.FindAll(rest)) {
      std::string name = Part(rest, *match[0]);
      if (name.ends_with('(')) continue;
      while (name.ends_with(' ')) name.pop_back();
      if (keywords.contains(name)) continue;
      EXPECT_TRUE(names_.contains(name)) << expression << ": " << name;
      ++metrics;
    }
    EXPECT_GT(metrics, 0) << expression;
    return metrics;
  }

  // All values of "expr" in it, however deep.
  int CheckAll(const Json& json) {
    int checked = 0;
    for (const auto& [key, value] : json.items()) {
      if (value.is_structured()) checked += CheckAll(value);
      if (!json.is_object() || !value.is_string()) continue;
      if (key == "expr") checked += Check(value.get<std::string>());
      if (key == "definition") {
        EXPECT_EQ(value, "label_values(ritmon_build_info, instance)");
      }
    }
    return checked;
  }

  std::set<std::string> names_;
  std::map<std::string, std::set<std::string>> values_;
};

TEST_F(WatchingTest, TheDashboardAsksForWhatThereIs) {
  const auto text = ReadFile(SourceFile("config/grafana-dashboard.json"));
  ASSERT_TRUE(text) << text.error().message;
  EXPECT_GT(CheckAll(Json::parse(*text)), 30);
}

TEST_F(WatchingTest, SoDoTheAlerts) {
  const auto text = ReadFile(SourceFile("config/prometheus-alerts.yml"));
  ASSERT_TRUE(text) << text.error().message;
  const Regex line = Regex::Compile(R"re((?m)^\s+expr: (.*)$)re").value();
  const Regex alert = Regex::Compile(R"re((?m)^\s+- alert: )re").value();
  const auto lines = line.FindAll(*text);
  EXPECT_EQ(lines.size(), alert.FindAll(*text).size());
  EXPECT_GE(lines.size(), 6U);
  for (const RegexMatch& match : lines) Check(Part(*text, *match[1]));
}

// The check above would notice.
TEST_F(WatchingTest, AMetricThatIsNotThereIsNoticed) {
  EXPECT_NONFATAL_FAILURE(Check("rate(ritmon_gone_total[5m])"), "ritmon_gone");
  EXPECT_NONFATAL_FAILURE(
      Check("ritmon_crawl_fetches_total{outcome=~\"ok|dns\"}"), "dns");
}

}  // namespace
}  // namespace ritmon
