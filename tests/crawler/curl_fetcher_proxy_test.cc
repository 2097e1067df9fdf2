// SPDX-License-Identifier: GPL-3.0-or-later
// The fetcher behind a proxy, which is a trouble server that shows what it was
// asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "crawler/curl_fetcher.h"
#include "tests/testing/make_url.h"
#include "tests/testing/trouble_server.h"

namespace ritmon {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr char kPage[] = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\ny";

class CurlFetcherProxyTest : public testing::Test {
 protected:
  CurlFetcherProxyTest() {
    options_.user_agent = "ritmon/0.1 (+http://contact.example)";
    options_.contact_given = true;
    options_.proxy = "http://user:s%65cret@" + server_.address();
  }

  FetchResult Fetch(const std::string& url) {
    auto fetcher = CurlFetcher::Create(options_, clock_);
    EXPECT_TRUE(fetcher) << fetcher.error().message;
    (*fetcher)->Start({.url = MakeUrl(url)});
    EXPECT_EQ((*fetcher)->in_flight(), 1u);
    std::vector<FetchResult> results;
    while (results.empty() && (*fetcher)->in_flight() > 0) {
      results = (*fetcher)->Wait(seconds(1));
    }
    EXPECT_EQ(results.size(), 1u);
    return std::move(results.at(0));
  }

  const SystemClock clock_;
  CurlFetcherOptions options_;
  TroubleServer server_;
};

// It is at a private address, as it was configured.
TEST_F(CurlFetcherProxyTest, IsAskedForPages) {
  server_.Route("http://www.firma.example/x", {.bytes = kPage});
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kOk);
  EXPECT_EQ(result.body, "y");
  const std::string sent = server_.Requests().at(0);
  EXPECT_THAT(sent, HasSubstr("\r\nProxy-Authorization: Basic "
                              "dXNlcjpzZWNyZXQ=\r\n"));
  EXPECT_THAT(result.request_head,
              StartsWith("GET http://www.firma.example/x HTTP/1.1\r\n"
                         "Host: www.firma.example\r\n"));
  EXPECT_THAT(result.request_head, testing::EndsWith("\r\n\r\n"));
  EXPECT_THAT(result.request_head, Not(HasSubstr("Proxy-")));
}

TEST_F(CurlFetcherProxyTest, IsAskedForTunnels) {
  server_.Route("www.firma.example:443",
                {.bytes = "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n"});
  const FetchResult result = Fetch("https://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kConnectError);
  EXPECT_EQ(result.status, 0);
  EXPECT_TRUE(result.headers.empty());
  EXPECT_NE(result.message, "");
  EXPECT_EQ(result.request_head, "");
  EXPECT_THAT(server_.Requests().at(0),
              StartsWith("CONNECT www.firma.example:443 HTTP/1.1\r\n"));
}

// Its own complaint is no page of the host.
TEST_F(CurlFetcherProxyTest, WantsOtherCredentials) {
  server_.Route("http://www.firma.example/x",
                {.bytes = "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic "
                          "realm=\"x\"\r\nContent-Length: 0\r\n\r\n"});
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kConnectError);
  EXPECT_THAT(result.message, HasSubstr("credentials"));
}

TEST_F(CurlFetcherProxyTest, Socks) {
  options_.proxy = "socks5h://" + server_.address();
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kConnectError);
  EXPECT_THAT(server_.Requests().at(0), StartsWith("\x05"));
}

TEST_F(CurlFetcherProxyTest, IsNotThere) {
  options_.proxy =
      "http://user:secret@127.0.0.1:" + std::to_string(ClosedPort());
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kConnectError);
  EXPECT_THAT(result.message, Not(HasSubstr("secret")));
}

TEST_F(CurlFetcherProxyTest, PrivateNamesNeverReachIt) {
  for (const char* url :
       {"http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/",
        "http://169.254.169.254/", "http://[::1]/", "http://10.0.0.1/",
        "http://localhost/", "http://intranet/", "http://printer.local/",
        "https://metadata.any.internal/", "https://[fd00:ec2::254]/"}) {
    const FetchResult result = Fetch(url);
    EXPECT_EQ(result.outcome, FetchOutcome::kAddressRefused) << url;
    EXPECT_EQ(result.message, "the address is not public") << url;
  }
  EXPECT_TRUE(server_.Requests().empty());
  options_.allow_private_addresses = true;
  server_.Route("http://intranet/", {.bytes = kPage});
  EXPECT_EQ(Fetch("http://intranet/").body, "y");
}

TEST_F(CurlFetcherProxyTest, PublicNamesNeedAContact) {
  options_.contact_given = false;
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.outcome, FetchOutcome::kAddressRefused);
  EXPECT_THAT(result.message, HasSubstr("crawl.contact is empty"));
  EXPECT_TRUE(server_.Requests().empty());
}

TEST_F(CurlFetcherProxyTest, WrongOnesAreErrorsThatKeepTheSecret) {
  for (const char* proxy :
       {"user:secret@host:1", "ftp://user:secret@host", "http://",
        "http://user:secret@host/path", "socks4://user:secret@host",
        "http://user:secret@host:99999", "secret"}) {
    options_.proxy = proxy;
    const auto fetcher = CurlFetcher::Create(options_, clock_);
    ASSERT_FALSE(fetcher) << proxy;
    EXPECT_EQ(fetcher.error().kind, ErrorKind::kInvalid) << proxy;
    EXPECT_THAT(fetcher.error().message, Not(HasSubstr("secret"))) << proxy;
  }
  options_.proxy = "http://host:1";
  options_.allow_private_addresses = true;
  options_.connect_to = {{"a.example", "127.0.0.1:1"}};
  EXPECT_FALSE(CurlFetcher::Create(options_, clock_));
}

TEST_F(CurlFetcherProxyTest, CertificatesThatCannotBeRead) {
  options_.ca_file = "/nowhere/authority.pem";
  const auto fetcher = CurlFetcher::Create(options_, clock_);
  ASSERT_FALSE(fetcher);
  EXPECT_EQ(fetcher.error().kind, ErrorKind::kNotFound);
  EXPECT_THAT(fetcher.error().message, HasSubstr("/nowhere/authority.pem"));
}

}  // namespace
}  // namespace ritmon
