// SPDX-License-Identifier: GPL-3.0-or-later
// A region of ten thousand hosts, each at an address of its own in 127.0.0.0/8,
// crawled over real sockets.
#include <gtest/gtest.h>
#include <httplib.h>

#include <chrono>
#include <iostream>
#include <map>
#include <mutex>
#include <thread>

#include "crawler/crawl_loop.h"
#include "crawler/curl_fetcher.h"
#include "tests/crawler/crawl_harness.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using Steady = std::chrono::steady_clock;

// Listens at every address of the loopback network.
class RegionServer {
 public:
  RegionServer() {
    server_.new_task_queue = [] { return new httplib::ThreadPool(8); };
    server_.set_keep_alive_max_count(1);
    // On a busy machine the crawler may be slow to send; that is no failure.
    server_.set_keep_alive_timeout(60);
    server_.set_read_timeout(60);
    server_.set_socket_options([this](socket_t socket) { socket_ = socket; });
    server_.Get(".*", [this](const httplib::Request& request,
                             httplib::Response& response) {
      Note(request.get_header_value("Host"));
      if (request.path == "/") {
        response.set_content("/impressum /produkte", "text/html");
      } else if (request.path == "/impressum" || request.path == "/produkte") {
        // No two pages of a host are alike.
        response.set_content("/ " + request.path, "text/html");
      } else {
        response.status = 404;
      }
    });
    port_ = server_.bind_to_any_port("0.0.0.0");
    // The library lets five connections wait. Of 64 that come at once the
    // kernel drops the others, and on a busy machine some so often that they
    // time out.
    listen(socket_, SOMAXCONN);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
  }
  ~RegionServer() {
    server_.stop();
    thread_.join();
  }

  int port() const { return port_; }

  struct Seen {
    int requests = 0;
    Steady::time_point last{};
    milliseconds shortest = milliseconds::max();
  };
  std::map<std::string, Seen> seen() const {
    const std::lock_guard lock(mutex_);
    return seen_;
  }

 private:
  void Note(const std::string& host) {
    const auto now = SystemClock().Steady();
    const std::lock_guard lock(mutex_);
    Seen& seen = seen_[host];
    if (seen.requests++ > 0) {
      seen.shortest =
          std::min(seen.shortest,
                   std::chrono::duration_cast<milliseconds>(now - seen.last));
    }
    seen.last = now;
  }

  httplib::Server server_;
  socket_t socket_ = INVALID_SOCKET;
  int port_ = 0;
  std::thread thread_;
  mutable std::mutex mutex_;
  std::map<std::string, Seen> seen_;
};

// Counts and forgets: ten thousand hosts must not pile up in the test either.
class CountingSink final : public CrawlSink {
 public:
  size_t most_hosts = 0;
  size_t pages = 0;
  std::map<std::string, int> failures;  // by reason

  size_t FreeSlots() const override { return 1000; }
  Result<Receipt> Fetched(FetchResult result) override {
    if (result.status == 0) ++failures[result.message];
    return inner_.Fetched(std::move(result));
  }
  void NotFetched(const FetchRequest&, std::string_view) override {}
  void Blocked(const std::string&, Timestamp) override {}
  Result<std::vector<PageFacts>> TakeFacts(const CrawlTurn& turn) override {
    most_hosts = std::max(most_hosts, turn.hosts);
    auto facts = inner_.TakeFacts(turn);
    pages += facts->size();
    inner_.results.clear();
    inner_.pages.clear();
    return facts;
  }

 private:
  FakeSink inner_;
};

TEST(CrawlScaleTest, LongTenThousandHosts) {
  constexpr int kHosts = 10'000;
  constexpr milliseconds kDelay{40};
  RegionServer server;
  TempDirectory folder;
  const SystemClock clock;
  auto database = Database::Open(folder / "state.db");
  ASSERT_TRUE(database);
  const Scope scope({});
  auto frontier = Frontier::Open(*database, scope);
  auto robots = RobotsCache::Open(*database, "ritmon", 64 * 1024);
  auto reservations = Reservations::Open(*database);
  ASSERT_TRUE(frontier && robots && reservations);
  for (int i = 0; i < kHosts; ++i) {
    const std::string url = "http://127.3." + std::to_string(i / 250) + "." +
                            std::to_string(1 + i % 250) + ":" +
                            std::to_string(server.port()) + "/";
    ASSERT_TRUE(frontier->AddSeed(MakeUrl(url), clock.Now()));
  }
  ASSERT_TRUE(frontier->Commit());
  auto fetcher = CurlFetcher::Create({.user_agent = "ritmon/test (+mailto:x)",
                                      .allow_private_addresses = true},
                                     clock);
  ASSERT_TRUE(fetcher);
  CrawlOptions options{.max_in_flight = 64};
  options.politeness.delay = kDelay;
  options.politeness.slow_factor = 0;
  options.hosts.max_hosts = 500;
  CountingSink sink;
  CrawlLoop loop(options, *frontier, *robots, *reservations, **fetcher, sink,
                 clock);
  const auto status = loop.Run({});
  ASSERT_TRUE(status) << status.error().message;

  for (const auto& [reason, times] : sink.failures) {
    ADD_FAILURE() << times << " failed: " << reason;
  }
  EXPECT_EQ(sink.pages, size_t{3} * kHosts);
  EXPECT_LE(sink.most_hosts, options.hosts.max_hosts);
  const auto seen = server.seen();
  EXPECT_EQ(seen.size(), size_t{kHosts});
  int impolite = 0;
  for (const auto& [host, requests] : seen) {
    // robots.txt, tdmrep.json and three pages, each once.
    ASSERT_EQ(requests.requests, 5) << host;
    impolite += requests.shortest < kDelay ? 1 : 0;
  }
  EXPECT_EQ(impolite, 0);
  std::cout << seen.size() << " hosts, " << sink.pages << " pages, at most "
            << sink.most_hosts << " hosts at hand\n";
}

}  // namespace
}  // namespace ritmon
