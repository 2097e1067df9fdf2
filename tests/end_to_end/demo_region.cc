// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/demo_region.h"

#include <stdexcept>

#include "tests/testing/fixtures.h"

namespace ritmon {

std::unique_ptr<SystemClock> DemoRegionTest::clock_;
std::unique_ptr<SiteServer> DemoRegionTest::server_;
std::unique_ptr<TempDirectory> DemoRegionTest::shared_;

void DemoRegionTest::SetUpTestSuite() {
  clock_ = std::make_unique<SystemClock>();
  shared_ = std::make_unique<TempDirectory>();
  auto server = SiteServer::Start(
      SiteServerOptions{.sites = SourceFile("demo/sites"), .delay_scale = 0.1},
      *clock_);
  if (!server) throw std::runtime_error(server.error().message);
  server_ = std::move(*server);
  if (auto written = server_->WriteConnectToFile(*shared_ / "connect-to.toml");
      !written) {
    throw std::runtime_error(written.error().message);
  }
}

void DemoRegionTest::TearDownTestSuite() {
  server_.reset();
  shared_.reset();
  clock_.reset();
}

std::vector<std::string> DemoRegionTest::CommandLine(
    const std::filesystem::path& data_directory,
    const std::vector<std::string>& arguments) {
  std::vector<std::string> line = {RITMON_BINARY};
  line.insert(line.end(), arguments.begin(), arguments.end());
  for (const std::string& more :
       {std::string("-c"), SourceFile("config/demo.toml").string(),
        std::string("--set"), "data.directory=" + data_directory.string(),
        std::string("--set"),
        "fetch.connect_to=" + (*shared_ / "connect-to.toml").string(),
        std::string("--set"), std::string("crawl.max_crawl_delay_ms=30"),
        std::string("--set"), std::string("crawl.delay_ms=5")}) {
    line.push_back(more);
  }
  return line;
}

ProgramResult DemoRegionTest::Ritmon(
    const std::filesystem::path& data_directory,
    const std::vector<std::string>& arguments) {
  return RunProgram(CommandLine(data_directory, arguments));
}

std::string DemoRegionTest::Outcome(
    const std::filesystem::path& data_directory) {
  std::string all;
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"count", "--json", "--by", "field"},
           {"count", "--json", "--by", "field,confidence", "--candidates"},
           {"count", "--json", "--by", "region,age", "--everywhere"},
           {"export", "companies", "--all", "--everywhere", "-f", "jsonl"}}) {
    const ProgramResult result = Ritmon(data_directory, command);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    all += result.out;
  }
  return all;
}

std::string DemoRegionTest::EveryOutput(
    const std::filesystem::path& data_directory) {
  std::string all = Outcome(data_directory);
  for (const std::vector<std::string>& command :
       std::vector<std::vector<std::string>>{
           {"export", "pages", "--all", "-f", "jsonl"},
           {"export", "companies"},
           {"search", "Wasserstoff", "OR", "Pflege", "-n", "50"},
           {"explain", "K1101R_HRB900101", "--json"}}) {
    const ProgramResult result = Ritmon(data_directory, command);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    all += result.out;
  }
  return all;
}

std::filesystem::path DemoRegionTest::FinishedRun() {
  const std::filesystem::path finished = *shared_ / "finished";
  if (!std::filesystem::exists(finished)) {
    const ProgramResult run = Ritmon(finished, {"run"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
  }
  return finished;
}

}  // namespace ritmon
