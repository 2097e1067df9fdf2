// SPDX-License-Identifier: GPL-3.0-or-later
// The demonstration's internet: what it serves, and a real crawl of it.
#include "tests/testing/site_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "base/files.h"
#include "crawler/curl_fetcher.h"
#include "tests/crawler/crawl_harness.h"
#include "tests/testing/site.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

class SiteServerTest : public testing::Test {
 protected:
  void Write(const std::string& path, const std::string& content) {
    const fs::path file = directory_ / "sites" / path;
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(WriteFileAtomically(file, content));
  }

  Site MustOpen(const std::string& host) {
    auto site = Site::Open(directory_ / "sites" / host);
    if (!site) throw std::runtime_error(site.error().message);
    return *site;
  }

  std::unique_ptr<SiteServer> MustStart() {
    auto server = SiteServer::Start({.sites = directory_ / "sites"}, clock_);
    if (!server) throw std::runtime_error(server.error().message);
    return std::move(*server);
  }

  std::unique_ptr<CurlFetcher> MustConnect(const SiteServer& server) {
    CurlFetcherOptions options;
    options.user_agent = "ritmon/test";
    options.allow_private_addresses = true;
    options.connect_to = server.ConnectTo();
    auto fetcher = CurlFetcher::Create(options, clock_);
    if (!fetcher) throw std::runtime_error(fetcher.error().message);
    return std::move(*fetcher);
  }

  static FetchResult Fetch(CurlFetcher& fetcher, const std::string& url) {
    fetcher.Start({.url = MakeUrl(url)});
    std::vector<FetchResult> results;
    while (results.empty()) results = fetcher.Wait(seconds(1));
    return std::move(results[0]);
  }

  static std::string HeaderOf(const SiteAnswer& answer,
                              std::string_view wanted) {
    for (const auto& [name, value] : answer.headers) {
      if (name == wanted) return value;
    }
    return "";
  }

  TempDirectory directory_;
  const SystemClock clock_{};
};

struct AnswerCase {
  const char* target;
  int status;
  const char* type;
  const char* body_or_location;
};

TEST_F(SiteServerTest, FilesAndRoutes) {
  Write("a.example/site.toml", R"(
content_type = "text/html"
[[route]]
path = "/old.html"
status = 301
location = "/new/"
[[route]]
path = "/people"
file = "people.html"
headers = ["X-Robots-Tag: noindex"]
[[route]]
path = "/gone"
status = 410
[[route]]
path = "/shop.php?id=7"
file = "people.html"
[[route]]
path = "/index.html"
delay_ms = 1500
[[route]]
path = "/sorry"
status = 503
file = "people.html"
[[route]]
path = "/lost"
file = "nowhere.html"
[[route]]
path = "/typed"
file = "people.html"
headers = ["Content-Type: text/plain"]
)");
  Write("a.example/index.html", "home");
  Write("a.example/people.html", "people");
  Write("a.example/new/index.html", "new");
  Write("a.example/empty/x.txt", "x");
  Write("a.example/gr\xc3\xbc n.pdf", "pdf");
  Write("a.example/feed.xml", "feed");
  Write("a.example/.hidden", "hidden");
  Write("secret.txt", "secret");
  const AnswerCase cases[] = {
      {"/", 200, "text/html", "home"},
      {"/?utm=1", 200, "text/html", "home"},
      {"/index.html", 200, "text/html", "home"},
      {"/old.html", 301, nullptr, "/new/"},
      {"/old.html?x=1", 301, nullptr, "/new/"},
      {"/new", 301, nullptr, "/new/"},
      {"/new?a=b", 301, nullptr, "/new/?a=b"},
      {"/new/", 200, "text/html", "new"},
      {"/people", 200, "text/html", "people"},
      {"/shop.php?id=7", 200, "text/html", "people"},
      {"/shop.php?id=8", 404, nullptr, nullptr},
      {"/gone", 410, nullptr, nullptr},
      {"/sorry", 503, "text/html", "people"},
      {"/lost", 404, nullptr, nullptr},
      {"/typed", 200, "text/plain", "people"},
      {"/empty/", 404, nullptr, nullptr},
      {"/empty/x.txt", 200, "text/plain; charset=utf-8", "x"},
      {"/gr%C3%BC%20n.pdf", 200, "application/pdf", "pdf"},
      {"/feed.xml", 200, "application/xml", "feed"},
      {"/nothing", 404, nullptr, nullptr},
      {"/site.toml", 404, nullptr, nullptr},
      {"/.hidden", 404, nullptr, nullptr},
      {"/../secret.txt", 404, nullptr, nullptr},
      {"/%2e%2e/secret.txt", 404, nullptr, nullptr},
      {"/x/..%2f../secret.txt", 404, nullptr, nullptr},
      {"/%00", 404, nullptr, nullptr},
      {"/%", 404, nullptr, nullptr},
      {"", 404, nullptr, nullptr},
      {"secret.txt", 404, nullptr, nullptr},
  };
  const Site site = MustOpen("a.example");
  for (const AnswerCase& c : cases) {
    const SiteAnswer answer = site.Answer({.target = c.target});
    EXPECT_EQ(answer.status, c.status) << c.target;
    if (c.type != nullptr) {
      EXPECT_EQ(answer.content_type, c.type) << c.target;
    }
    if (c.body_or_location == nullptr) continue;
    EXPECT_EQ(c.status == 301 ? HeaderOf(answer, "Location") : answer.body,
              c.body_or_location)
        << c.target;
  }
  EXPECT_EQ(site.Answer({.target = "/index.html"}).delay, milliseconds(1500));
  EXPECT_EQ(HeaderOf(site.Answer({.target = "/people"}), "X-Robots-Tag"),
            "noindex");
}

// RFC 9110, 13.1.
TEST_F(SiteServerTest, ConditionalRequests) {
  Write("a.example/index.html", "home");
  const Site site = MustOpen("a.example");
  const SiteAnswer first = site.Answer({.target = "/"});
  const std::string tag = HeaderOf(first, "ETag");
  const std::string date = HeaderOf(first, "Last-Modified");
  ASSERT_TRUE(ParseHttpDate(date)) << date;
  const auto status = [&](SiteRequest request) {
    request.target = "/";
    return site.Answer(request).status;
  };
  EXPECT_EQ(status({.if_none_match = tag}), 304);
  EXPECT_EQ(status({.if_none_match = "\"x\", W/" + tag}), 304);
  EXPECT_EQ(status({.if_none_match = "*"}), 304);
  EXPECT_EQ(status({.if_none_match = "\"x\""}), 200);
  EXPECT_EQ(status({.if_modified_since = date}), 304);
  EXPECT_EQ(status({.if_modified_since = "Sun, 06 Nov 1994 08:49:37 GMT"}),
            200);
  EXPECT_EQ(status({.if_modified_since = "then"}), 200);
  EXPECT_EQ(status({.if_none_match = "\"x\"", .if_modified_since = date}), 200);
  EXPECT_EQ(site.Answer({.target = "/", .if_none_match = tag}).body, "");
  Write("a.example/index.html", "new home");
  EXPECT_EQ(status({.if_none_match = tag}), 200);
}

TEST_F(SiteServerTest, WrongConfigurationIsNamed) {
  const struct {
    const char* text;
    const char* message;
  } cases[] = {
      {"donw = true\n", "s.toml:1: unknown key 'donw'"},
      {"\ndown = 1\n", "s.toml:2: 'down' is of the wrong type"},
      {"[[route]]\npath = \"/x\"\nstatus = 20\n",
       "s.toml:3: 'status' is out of range"},
      {"[[route]]\npath = \"x\"\n", "s.toml:1: a route needs a path"},
      {"[[route]]\nfile = \"x\"\n", "s.toml:1: a route needs a path"},
      {"[route]\npath = \"/x\"\n", "s.toml:1: routes are written [[route]]"},
      {"[[route]]\npath = \"/x\"\ndelay = 3\n",
       "s.toml:3: unknown key 'delay'"},
      {"[[route]]\npath = \"/x\"\nheaders = [\"X\"]\n",
       "s.toml:3: a header is written"},
      {"down = \n", "s.toml:1: "},
  };
  for (const auto& c : cases) {
    const auto config = ParseSiteConfig(c.text, "s.toml");
    ASSERT_FALSE(config) << c.text;
    EXPECT_EQ(config.error().kind, ErrorKind::kInvalid);
    EXPECT_THAT(config.error().message, HasSubstr(c.message));
  }
  Write("a.example/site.toml", "x = 1\n");
  const auto server =
      SiteServer::Start({.sites = directory_ / "sites"}, clock_);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error().message, HasSubstr("a.example/site.toml:1"));
}

TEST_F(SiteServerTest, HostsAndAddresses) {
  for (const char* host : {"a", "b", "c", "d"}) {
    Write(std::string(host) + ".example/index.html", host);
  }
  Write("down.example/site.toml", "down = true\n");
  const auto server = MustStart();
  const std::string port = ":" + std::to_string(server->port());
  const std::map<std::string, std::string> expected = {
      {"a.example", "127.77.0.10" + port},
      {"b.example", "127.77.0.11" + port},
      {"c.example", "127.77.0.12" + port},
      {"d.example", "127.77.0.12" + port},
      {"down.example", "127.77.0.14" + port}};
  EXPECT_EQ(server->ConnectTo(), expected);
  const auto fetcher = MustConnect(*server);
  for (const char* host : {"a", "b", "c", "d"}) {
    EXPECT_EQ(Fetch(*fetcher, std::string("http://") + host + ".example/").body,
              host);
  }
  EXPECT_EQ(Fetch(*fetcher, "http://down.example/").outcome,
            FetchOutcome::kConnectError);
  EXPECT_EQ(Fetch(*fetcher, "http://" + expected.at("a.example") + "/").status,
            421);
  const auto seen = server->Requests();
  ASSERT_EQ(seen.size(), 5u);
  EXPECT_EQ(seen[3].host, "d.example");
  EXPECT_EQ(seen[3].target, "/");
  EXPECT_EQ(seen[3].user_agent, "ritmon/test");
  EXPECT_EQ(seen[3].status, 200);
  EXPECT_LE(seen[2].answered, seen[3].arrived);
  const fs::path file = directory_ / "connect.toml";
  ASSERT_TRUE(server->WriteConnectToFile(file));
  EXPECT_THAT(*ReadFile(file), HasSubstr("[connect_to]\n\"a.example\" = "
                                         "\"127.77.0.10" +
                                         port + "\"\n"));
}

TEST_F(SiteServerTest, ErrorsAtTheStart) {
  auto server = SiteServer::Start({.sites = directory_ / "none"}, clock_);
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().kind, ErrorKind::kNotFound);
  fs::create_directory(directory_ / "sites");
  server = SiteServer::Start({.sites = directory_ / "sites"}, clock_);
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().kind, ErrorKind::kNotFound);
  Write("a.example/index.html", "a");
  const auto first = MustStart();
  server = SiteServer::Start(
      {.sites = directory_ / "sites", .port = first->port()}, clock_);
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().kind, ErrorKind::kBusy);
  EXPECT_THAT(server.error().message,
              HasSubstr("127.77.0.10:" + std::to_string(first->port())));
}

TEST_F(SiteServerTest, StopDoesNotWaitForSlowPages) {
  Write("a.example/site.toml", "[[route]]\npath = \"/\"\ndelay_ms = 600000\n");
  Write("a.example/index.html", "a");
  const auto start = clock_.Steady();
  {
    const auto server = MustStart();
    const auto fetcher = MustConnect(*server);
    fetcher->Start({.url = MakeUrl("http://a.example/")});
    fetcher->Wait(milliseconds(1));
  }
  EXPECT_LT(clock_.Steady() - start, seconds(300));
}

// Real sockets, real time (some milliseconds of it), and everything at once:
// robots.txt, sitemap, redirect, a host that is down, two at one address.
TEST_F(SiteServerTest, IsCrawled) {
  Write("a.example/robots.txt",
        "User-agent: *\nDisallow: /intern\nSitemap: /sitemap.xml\n");
  Write("a.example/sitemap.xml",
        "<urlset><url><loc>http://a.example/hidden.html</loc></url></urlset>");
  Write("a.example/index.html", "/old /intern/x.html");
  Write("a.example/site.toml",
        "[[route]]\npath = \"/old\"\nstatus = 302\nlocation = \"/new/\"\n");
  Write("a.example/new/index.html", "/image.png");
  Write("a.example/hidden.html", "");
  Write("a.example/intern/x.html", "");
  Write("b.example/site.toml", "down = true\n");
  for (const char* host : {"c.example", "d.example"}) {
    Write(std::string(host) + "/index.html", "/1.html /2.html");
    Write(std::string(host) + "/1.html", "");
    Write(std::string(host) + "/2.html", "");
  }
  const auto server = MustStart();
  const auto fetcher = MustConnect(*server);
  auto database = Database::Open(directory_ / "state.db");
  ASSERT_TRUE(database);
  const Scope scope({});
  auto frontier = Frontier::Open(*database, scope);
  auto robots = RobotsCache::Open(*database, "ritmon");
  auto reservations = Reservations::Open(*database);
  ASSERT_TRUE(frontier && robots && reservations);
  for (const char* host : {"a", "b", "c", "d"}) {
    ASSERT_TRUE(frontier->AddSeed(
        MakeUrl(std::string("http://") + host + ".example/"), clock_.Now()));
  }
  CrawlOptions options;
  options.politeness.delay = milliseconds(10);
  FakeSink sink;
  CrawlLoop loop(options, *frontier, *robots, *reservations, *fetcher, sink,
                 clock_);
  const Status status = loop.Run({});
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_THAT(sink.pages,
              testing::UnorderedElementsAre(
                  "http://a.example/", "http://a.example/hidden.html",
                  "http://a.example/new/", "http://c.example/",
                  "http://c.example/1.html", "http://c.example/2.html",
                  "http://d.example/", "http://d.example/1.html",
                  "http://d.example/2.html"));
  EXPECT_EQ((*frontier->Find(MakeUrl("http://b.example/")))->state, "due");
  std::vector<SeenRequest> shared;
  for (const SeenRequest& seen : server->Requests()) {
    EXPECT_THAT(seen.target, testing::Not(HasSubstr("intern")));
    if (seen.host != "a.example") shared.push_back(seen);
  }
  ASSERT_EQ(shared.size(), 10u);
  for (size_t i = 1; i < shared.size(); ++i) {
    EXPECT_GE(shared[i].arrived - shared[i - 1].answered, milliseconds(10));
  }
}

}  // namespace
}  // namespace ritmon
