// SPDX-License-Identifier: GPL-3.0-or-later
// The daemon as those meet it who watch it: HTTP and the log.

#include <gmock/gmock.h>
#include <httplib.h>

#include <algorithm>
#include <csignal>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/database.h"
#include "base/files.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/end_to_end/notify_socket.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;

std::string Job(const std::string& name) {
  return "[[job]]\nname = \"" + name + "\"\ncron = \"@yearly\"\n";
}

class DaemonHealthTest : public DemoRegionTest {
 protected:
  void TearDown() override { daemon_.reset(); }

  // The demo region's configuration with these at its end.
  void Configure(const std::string& jobs) {
    std::string text = MustRead(SourceFile("config/demo.toml"));
    const std::string config = SourceFile("config").string();
    for (const std::string& name : {std::string("../"), std::string("geo\""),
                                    std::string("register_courts.tsv"),
                                    std::string("reservation-phrases.toml")}) {
      for (size_t at = 0; (at = text.find('"' + name, at)) != std::string::npos;
           ++at) {
        text.insert(at + 1, config + "/");
      }
    }
    ASSERT_TRUE(WriteFileAtomically(folder_ / "c.toml", text + jobs));
  }

  std::vector<std::string> Line(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--set", "daemon.listen=127.0.0.1:0",
                                       "--set", "daemon.jitter_seconds=0"});
    std::vector<std::string> line = CommandLine(data(), arguments);
    const auto config = std::find(line.begin(), line.end(), "-c");
    config[1] = (folder_ / "c.toml").string();
    return line;
  }
  fs::path data() const { return folder_ / "data"; }

  // Waits until it is ready, and asks the log where it listens.
  void Start() {
    socket_.emplace(folder_ / "notify");
    daemon_.emplace(Line({"daemon", "--quiet"}), folder_ / "log");
    ASSERT_TRUE(socket_->Hears("READY=1")) << Log();
    constexpr char kPlace[] = "event=listening address=127.0.0.1:";
    const std::string log = Log();
    const size_t place = log.find(kPlace);
    ASSERT_NE(place, std::string::npos) << log;
    port_ = std::stoi(log.substr(place + sizeof kPlace - 1));
  }
  void End() {
    daemon_->Signal(SIGTERM);
    EXPECT_EQ(daemon_->Wait(), 0) << Log();
    daemon_.reset();
    socket_.reset();
  }
  std::string Log() const {
    return ReadFile(folder_ / "log.err").value_or(std::string());
  }

  // Status and body.
  std::pair<int, std::string> Get(const std::string& path) const {
    httplib::Client client("127.0.0.1", port_);
    client.set_read_timeout(60);
    const auto answer = client.Get(path);
    if (!answer) return {0, ""};
    return {answer->status, answer->body};
  }
  std::string Scrape() const {
    const auto [status, text] = Get("/metrics");
    EXPECT_EQ(status, 200);
    return text;
  }

  // What stands behind `series`; -1 if it is not there.
  static double ValueOf(const std::string& scrape, const std::string& series) {
    std::istringstream lines(scrape);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(series + " ")) {
        return std::stod(line.substr(series.size()));
      }
    }
    return -1;
  }

  // As if the job had been due long ago, and had not been seen since.
  void MakeDue(const std::string& job) const {
    auto database = Database::Open(data() / "daemon" / "jobs.db");
    ASSERT_TRUE(database);
    ASSERT_TRUE(database->Execute(
        "INSERT INTO job_run (job, due, begun, ended, outcome, message) "
        "VALUES ('" +
        job + "', 0, 0, 1, 'failed', '')"));
  }

  TempDirectory folder_;
  std::optional<NotifySocket> socket_;
  std::optional<Background> daemon_;
  int port_ = 0;
};

TEST_F(DaemonHealthTest, CountersMoveWithJobsAndOutliveTheDaemon) {
  Configure(Job("tag"));
  Start();
  EXPECT_EQ(Get("/healthz"), std::pair(200, std::string("alive\n")));
  EXPECT_EQ(Get("/readyz"), std::pair(200, std::string("ready\n")));
  EXPECT_EQ(Get("/else").first, 404);
  const std::string before = Scrape();
  EXPECT_EQ(ValueOf(before, "ritmon_job_running{job_name=\"tag\"}"), 0);
  EXPECT_GT(ValueOf(before, "process_resident_memory_bytes"), 1e6);
  EXPECT_THAT(before, AllOf(HasSubstr("ritmon_build_info{version=\""),
                            Not(HasSubstr("ritmon_crawl_")),
                            Not(HasSubstr("ritmon_index_stale"))));

  MakeDue("crawl");
  Configure(Job("tag") + Job("crawl"));
  daemon_->Signal(SIGHUP);
  ASSERT_TRUE(socket_->Hears("STATUS=running: crawl"));
  // While it writes, whoever asks gets an answer.
  const std::string meanwhile = Scrape();
  EXPECT_NE(ValueOf(meanwhile, "ritmon_job_running{job_name=\"crawl\"}"), -1);
  ASSERT_TRUE(socket_->Hears("STATUS=next: "));

  const std::string after = Scrape();
  const std::string done =
      "ritmon_job_runs_total{job_name=\"crawl\",outcome=\"done\"}";
  const std::string ok = "ritmon_crawl_fetches_total{outcome=\"ok\"}";
  EXPECT_EQ(ValueOf(after, done), 1);
  EXPECT_EQ(ValueOf(after, "ritmon_job_running{job_name=\"crawl\"}"), 0);
  EXPECT_GT(ValueOf(after, ok), 50);
  EXPECT_GT(ValueOf(after, "ritmon_crawl_pages_total"), 50);
  EXPECT_GT(ValueOf(after, "ritmon_crawl_fetched_bytes_total"), 1e5);
  EXPECT_GT(
      ValueOf(after, "ritmon_crawl_left_alone_total{reason=\"robots-txt\"}"),
      0);
  EXPECT_EQ(ValueOf(after, "ritmon_index_stale"), 0);
  EXPECT_GT(ValueOf(after,
                    "ritmon_job_last_success_timestamp_seconds{"
                    "job_name=\"crawl\"}"),
            1.7e9);

  End();
  Start();
  const std::string restarted = Scrape();
  EXPECT_EQ(ValueOf(restarted, done), 1);
  EXPECT_EQ(ValueOf(restarted, ok), ValueOf(after, ok));
  EXPECT_GT(ValueOf(restarted, "ritmon_counted_companies"), 0);
  EXPECT_GT(ValueOf(restarted, "ritmon_pages"), 50);
  EXPECT_GT(ValueOf(restarted, "ritmon_data_bytes{part=\"archive\"}"), 1e4);
  End();
}

TEST_F(DaemonHealthTest, NotReadySaysWhy) {
  Configure(Job("tag"));
  Start();
  // A job would read this.
  Configure(Job("tag") + Job("tag"));
  auto [status, reasons] = Get("/readyz");
  EXPECT_EQ(status, 503);
  EXPECT_THAT(reasons,
              AllOf(HasSubstr("job 'tag' is planned already"), EndsWith("\n")));
  EXPECT_EQ(ValueOf(Scrape(), "ritmon_config_last_reload_successful"), 1);
  daemon_->Signal(SIGHUP);
  ASSERT_TRUE(socket_->Hears("RELOADING=1"));
  ASSERT_TRUE(socket_->Hears("STATUS=next: tag"));
  EXPECT_EQ(ValueOf(Scrape(), "ritmon_config_last_reload_successful"), 0);
  Configure(Job("tag"));
  EXPECT_EQ(Get("/readyz").first, 200);

  ASSERT_TRUE(WriteFileAtomically(data() / "state.db", std::string(8192, 'x')));
  std::tie(status, reasons) = Get("/readyz");
  EXPECT_EQ(status, 503);
  EXPECT_THAT(reasons, AllOf(HasSubstr("state.db"),
                             HasSubstr("file is not a database\n")));
  EXPECT_THAT(Scrape(), HasSubstr("ritmon_build_info"));
  fs::remove(data() / "state.db");
  EXPECT_EQ(Get("/readyz").first, 200);

  fs::rename(data(), folder_ / "away");
  EXPECT_EQ(
      Get("/readyz"),
      std::pair(503, data().string() + ": the data directory is not there\n"));
  EXPECT_EQ(Get("/healthz").first, 200);
  EXPECT_THAT(Scrape(), Not(HasSubstr("ritmon_disk_free_bytes")));
  fs::rename(folder_ / "away", data());
  EXPECT_EQ(Get("/readyz").first, 200);
  End();
}

TEST_F(DaemonHealthTest, APortInUseIsNamedAtTheStart) {
  Configure(Job("tag"));
  Start();
  const std::string address = "127.0.0.1:" + std::to_string(port_);
  std::vector<std::string> line = Line({"daemon"});
  for (std::string& word : line) {
    if (word.starts_with("data.directory=")) word += "2";
    if (word.starts_with("daemon.listen=")) word = "daemon.listen=" + address;
  }
  const ProgramResult second = RunProgram(line);
  EXPECT_EQ(second.exit_code, 5) << second.err;
  EXPECT_EQ(second.err,
            "ritmon: " + address +
                ": cannot listen: Address already in use; daemon.listen says "
                "where (\"\": nowhere)\n");
  End();
}

// Every line of the log, also of the jobs that it starts.
TEST_F(DaemonHealthTest, LogsInOneForm) {
  Configure(Job("report"));
  const ProgramResult result =
      RunProgram(Line({"daemon", "--once", "report", "--log-format", "json"}));
  EXPECT_EQ(result.exit_code, 1);
  std::vector<std::string> events;
  std::istringstream lines(result.err);
  for (std::string line; std::getline(lines, line);) {
    const Json json = Json::parse(line, nullptr, false);
    ASSERT_TRUE(json.is_object()) << line;
    events.push_back(json["level"].get<std::string>() + " " +
                     json["event"].get<std::string>());
  }
  // In the middle, what the job has to say.
  EXPECT_EQ(events, (std::vector<std::string>{"info begin", "error error",
                                              "warning end"}))
      << result.err;
  const ProgramResult crawl =
      RunProgram(Line({"daemon", "--once", "crawl", "--log-format", "logfmt"}));
  EXPECT_EQ(crawl.exit_code, 0);
  int fetches = 0;
  int others = 0;
  std::istringstream said(crawl.err);
  for (std::string line; std::getline(said, line);) {
    EXPECT_THAT(line, testing::StartsWith("time=20")) << line;
    (line.find(" event=fetch host=") != std::string::npos ? fetches : others)++;
  }
  EXPECT_GT(fetches, 50);
  EXPECT_GE(others, 3);  // begin, the job's sums, end
}

// Prometheus' own tool, where it is installed.
TEST_F(DaemonHealthTest, PromtoolTakesRulesAndScrape) {
  if (std::system("command -v promtool >/dev/null") != 0) {
    GTEST_SKIP() << "promtool is not here (Debian package prometheus)";
  }
  const ProgramResult rules = RunProgram(
      {"/bin/sh", "-c",
       "promtool check rules '" +
           SourceFile("config/prometheus-alerts.yml").string() + "'"});
  EXPECT_EQ(rules.exit_code, 0) << rules.out << rules.err;
  Configure(Job("tag"));
  Start();
  ASSERT_TRUE(WriteFileAtomically(folder_ / "scrape", Scrape()));
  const ProgramResult scrape = RunProgram(
      {"/bin/sh", "-c",
       "promtool check metrics < '" + (folder_ / "scrape").string() + "'"});
  EXPECT_EQ(scrape.exit_code, 0) << scrape.out << scrape.err;
  End();
}

}  // namespace
}  // namespace ritmon
