// SPDX-License-Identifier: GPL-3.0-or-later
// Real curl against a catalogue of trouble on the loopback network.
#include "crawler/curl_fetcher.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <map>
#include <random>
#include <thread>

#include "crawler/stream_decoder.h"
#include "tests/testing/make_url.h"
#include "tests/testing/trouble_server.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::Not;
using Then = Trouble::Then;

constexpr char kOk[] = "HTTP/1.1 200 OK\r\n";

std::string Gzip(std::string_view text) { return GzipMember(text, 6); }

class CurlFetcherTest : public testing::Test {
 protected:
  CurlFetcherTest() {
    options_.user_agent = "ritmon/0.1 (+http://contact.example)";
    options_.max_body_bytes = 1000;
    options_.max_document_bytes = 3000;
    options_.allow_private_addresses = true;
  }

  std::unique_ptr<CurlFetcher> MakeFetcher() {
    auto fetcher = CurlFetcher::Create(options_, clock_);
    EXPECT_TRUE(fetcher) << fetcher.error().message;
    return fetcher ? std::move(*fetcher) : nullptr;
  }

  static FetchResult FetchWith(CurlFetcher& fetcher, FetchRequest request) {
    fetcher.Start(std::move(request));
    std::vector<FetchResult> results;
    // Ends by the transfer's own time limit, whatever the server does.
    while (results.empty() && fetcher.in_flight() > 0) {
      results = fetcher.Wait(seconds(1));
    }
    EXPECT_EQ(results.size(), 1u);
    return std::move(results.at(0));
  }
  static FetchResult FetchWith(CurlFetcher& fetcher, const std::string& url) {
    return FetchWith(fetcher, FetchRequest{.url = MakeUrl(url)});
  }
  FetchResult Fetch(FetchRequest request) {
    return FetchWith(*MakeFetcher(), std::move(request));
  }
  FetchResult Fetch(const std::string& url, FetchKind kind = FetchKind::kPage) {
    return Fetch(FetchRequest{.url = MakeUrl(url), .kind = kind});
  }
  FetchResult FetchTrouble(Trouble trouble) {
    server_.Route("/x", std::move(trouble));
    return Fetch(server_.Url("/x"));
  }

  const SystemClock clock_;
  CurlFetcherOptions options_;
  TroubleServer server_;
};

TEST_F(CurlFetcherTest, APage) {
  server_.RoutePage("/x?a=1",
                    "Content-Type: text/html\r\nETag: \"1\"\r\n"
                    "Set-Cookie: a=1\r\nset-cookie: b=2\r\nX-Empty:\r\n",
                    "<p>hello");
  const FetchResult result = Fetch(server_.Url("/x?a=1"));
  EXPECT_EQ(result.outcome, FetchOutcome::kOk);
  EXPECT_EQ(result.status, 200);
  EXPECT_EQ(result.reason, "OK");
  EXPECT_EQ(result.http_version, "1.1");
  EXPECT_EQ(result.body, "<p>hello");
  EXPECT_EQ(result.ip, "127.0.0.1");
  EXPECT_EQ(result.message, "");
  EXPECT_FALSE(result.truncated);
  EXPECT_GT(result.fetched_at, Timestamp());
  const HeaderList expected = {{"Content-Type", "text/html"},
                               {"ETag", "\"1\""},
                               {"Set-Cookie", "a=1"},
                               {"set-cookie", "b=2"},
                               {"X-Empty", ""},
                               {"Content-Length", "8"}};
  EXPECT_EQ(result.headers, expected);
}

TEST_F(CurlFetcherTest, SaysWhoItIsAndWhatItKnows) {
  server_.RoutePage("/x", "", "");
  FetchRequest request{.url = MakeUrl(server_.Url("/x"))};
  Fetch(request);
  request.etag = "W/\"abc\"";
  request.last_modified = "Mon, 23 Nov 2026 07:00:00 GMT";
  Fetch(request);
  const auto requests = server_.Requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_THAT(requests[0], HasSubstr("GET /x HTTP/1.1\r\n"));
  EXPECT_THAT(requests[0], HasSubstr("\r\nUser-Agent: ritmon/0.1 "
                                     "(+http://contact.example)\r\n"));
  EXPECT_THAT(requests[0], HasSubstr("\r\nAccept: text/html,"));
  EXPECT_THAT(requests[0], HasSubstr("\r\nAccept-Encoding: "));
  EXPECT_THAT(requests[0], Not(HasSubstr("If-")));
  EXPECT_THAT(requests[1], HasSubstr("\r\nIf-None-Match: W/\"abc\"\r\n"));
  EXPECT_THAT(requests[1], HasSubstr("\r\nIf-Modified-Since: "
                                     "Mon, 23 Nov 2026 07:00:00 GMT\r\n"));
}

TEST_F(CurlFetcherTest, ConnectToKeepsTheTrueName) {
  options_.connect_to = {{"www.firma.example", server_.address()}};
  server_.RoutePage("/x", "", "y");
  EXPECT_EQ(MakeFetcher()->KnownAddress("www.firma.example"), "127.0.0.1");
  EXPECT_EQ(MakeFetcher()->KnownAddress("firma.example"), "");
  const FetchResult result = Fetch("http://www.firma.example/x");
  EXPECT_EQ(result.body, "y");
  EXPECT_EQ(result.ip, "127.0.0.1");
  EXPECT_THAT(server_.Requests().at(0),
              HasSubstr("\r\nHost: www.firma.example\r\n"));
}

// The environment must not lead requests past the address check.
TEST_F(CurlFetcherTest, NoProxy) {
  server_.RoutePage("/x", "", "y");
  ::setenv("http_proxy", "http://127.0.0.1:1", 1);
  EXPECT_EQ(Fetch(server_.Url("/x")).body, "y");
  ::unsetenv("http_proxy");
}

struct StatusCase {
  const char* head;
  FetchOutcome outcome;
  int status;
};

TEST_F(CurlFetcherTest, StatusDecides) {
  const StatusCase cases[] = {
      {"HTTP/1.1 204 No Content\r\n\r\n", FetchOutcome::kOk, 204},
      {"HTTP/1.1 301 Moved\r\nLocation: /y\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kRedirect, 301},
      {"HTTP/1.1 308 Moved\r\nlocation: y\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kRedirect, 308},
      // Without a Location there is nowhere to go.
      {"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kClientError, 302},
      {"HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n",
       FetchOutcome::kNotModified, 304},
      {"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kClientError, 404},
      {"HTTP/1.1 503\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kServerError, 503},
      // Interim answers are not the answer (RFC 9110, 15.2).
      {"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
       "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kOk, 200},
      {"HTTP/1.0 200 OK\r\n\r\n", FetchOutcome::kOk, 200},
      {"HTTP/1.1 999 Request denied\r\nContent-Length: 0\r\n\r\n",
       FetchOutcome::kServerError, 999},
  };
  for (const StatusCase& c : cases) {
    const FetchResult result = FetchTrouble({.bytes = c.head});
    EXPECT_EQ(result.outcome, c.outcome) << c.head;
    EXPECT_EQ(result.status, c.status) << c.head;
    EXPECT_EQ(FindHeader(result.headers, "Link"), "") << c.head;
  }
  EXPECT_EQ(server_.Requests().size(), std::size(cases));  // none followed
}

TEST_F(CurlFetcherTest, EncodingsAreUndone) {
  const std::string text =
      "<p>gr\xc3\xbc\xc3\x9f"
      "e";
  const struct {
    std::string headers;
    std::string body;
  } cases[] = {
      {"Content-Encoding: gzip\r\n", Gzip(text)},
      {"Transfer-Encoding: chunked\r\n",
       "4\r\n<p>g\r\n6;x=y\r\n" + text.substr(4) + "\r\n0\r\n\r\n"},
      {"", text},
  };
  for (const auto& c : cases) {
    const FetchResult result =
        FetchTrouble({.bytes = kOk + c.headers + "\r\n" + c.body});
    EXPECT_EQ(result.outcome, FetchOutcome::kOk) << c.headers;
    EXPECT_EQ(result.body, text) << c.headers;
  }
}

TEST_F(CurlFetcherTest, OldServersCloseAtTheEnd) {
  const FetchResult result = FetchTrouble(
      {.bytes = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nhello"});
  EXPECT_EQ(result.outcome, FetchOutcome::kOk);
  EXPECT_EQ(result.http_version, "1.0");
  EXPECT_EQ(result.body, "hello");
}

struct BrokenCase {
  const char* name;
  Trouble trouble;
};

TEST_F(CurlFetcherTest, WhatIsNotHttp) {
  const std::string gzip = Gzip(std::string(500, 'x') + "yz");
  const BrokenCase cases[] = {
      {"closed without a word", {}},
      {"reset", {.then = Then::kReset}},
      {"reset in the headers", {.bytes = kOk, .then = Then::kReset}},
      {"garbage", {.bytes = "\x16\x03\x01 SSH-2.0-OpenSSH_9.2\r\n\r\n"}},
      {"HTTP/0.9", {.bytes = "<html>hello</html>"}},
      {"no number", {.bytes = "HTTP/1.1 OK\r\n\r\nhello"}},
      {"length too large",
       {.bytes = std::string(kOk) + "Content-Length: 100\r\n\r\nhello"}},
      {"broken chunk",
       {.bytes = std::string(kOk) +
                 "Transfer-Encoding: chunked\r\n\r\nZZ\r\nhello\r\n"}},
      {"cut chunk",
       {.bytes = std::string(kOk) +
                 "Transfer-Encoding: chunked\r\n\r\nff\r\nhello"}},
      {"wrong gzip",
       {.bytes = std::string(kOk) + "Content-Encoding: gzip\r\n\r\nhello"}},
      {"damaged gzip",
       {.bytes = std::string(kOk) + "Content-Encoding: gzip\r\n\r\n" +
                 gzip.substr(0, 15) + "\xff\xff\xff" + gzip.substr(18)}},
      {"reset in the body",
       {.bytes = std::string(kOk) + "Content-Length: 100\r\n\r\nhello",
        .then = Then::kReset}},
      {"endless headers", {.bytes = kOk, .repeat = "X-More: of this\r\n"}},
      {"endless header", {.bytes = std::string(kOk) + "X: ", .repeat = "x"}},
      {"endless interim answers", {.repeat = "HTTP/1.1 100 Continue\r\n\r\n"}},
  };
  for (const BrokenCase& c : cases) {
    const FetchResult result = FetchTrouble(c.trouble);
    EXPECT_EQ(result.outcome, FetchOutcome::kProtocolError) << c.name;
    EXPECT_NE(result.message, "") << c.name;
  }
}

TEST_F(CurlFetcherTest, OversizedBodyIsCutAndMarked) {
  const std::string bomb(5000000, '\0');
  const Trouble troubles[] = {
      {.bytes = std::string(kOk) + "\r\n", .repeat = "spam "},
      {.bytes = std::string(kOk) + "Content-Length: 1001\r\n\r\n" +
                std::string(1001, 'x')},
      {.bytes =
           std::string(kOk) + "Content-Encoding: gzip\r\n\r\n" + Gzip(bomb)},
  };
  for (const Trouble& trouble : troubles) {
    const FetchResult result = FetchTrouble(trouble);
    EXPECT_EQ(result.outcome, FetchOutcome::kOk);
    EXPECT_TRUE(result.truncated);
    EXPECT_EQ(result.body.size(), 1000u);
    EXPECT_EQ(result.message, "");
  }
  server_.RoutePage("/x", "", std::string(1000, 'x'));
  const FetchResult just = Fetch(server_.Url("/x"));
  EXPECT_FALSE(just.truncated);
  EXPECT_EQ(just.body.size(), 1000u);
}

// By type, or by name where the type says nothing; it may be longer.
TEST_F(CurlFetcherTest, Documents) {
  const struct {
    const char* path;
    const char* type;
    size_t bytes;
  } cases[] = {
      {"/x", "application/pdf", 3000},
      {"/x", "Application/PDF;x=y", 3000},
      {"/x.pdf", "application/octet-stream", 3000},
      {"/Blatt.PDF", "application/force-download", 3000},
      {"/x.pdf", "application/x-pdf", 3000},
      {"/x.pdf", "text/html", 1000},
      {"/x.pdf.exe", "application/octet-stream", 0},
      {"/.pdf/x", "application/octet-stream", 0},
  };
  for (const auto& c : cases) {
    server_.Route(c.path, {.bytes = std::string(kOk) +
                                    "Content-Type: " + c.type + "\r\n\r\n",
                           .repeat = "data"});
    const FetchResult result = Fetch(server_.Url(c.path), FetchKind::kPage);
    EXPECT_EQ(result.body.size(), c.bytes) << c.path << " " << c.type;
    EXPECT_EQ(result.outcome,
              c.bytes > 0 ? FetchOutcome::kOk : FetchOutcome::kUnwantedType);
  }
}

struct TypeCase {
  const char* type;
  FetchKind kind;
  bool wanted;
};

TEST_F(CurlFetcherTest, UnwantedTypesAreNotDownloaded) {
  const TypeCase cases[] = {
      {"text/html; charset=utf-8", FetchKind::kPage, true},
      {"TEXT/HTML", FetchKind::kPage, true},
      {"text/plain", FetchKind::kPage, true},
      {"application/xhtml+xml", FetchKind::kPage, true},
      {"application/rss+xml", FetchKind::kPage, true},
      {"", FetchKind::kPage, true},
      {"image/jpeg", FetchKind::kPage, false},
      {"text/css", FetchKind::kPage, false},
      {"application/zip", FetchKind::kPage, false},
      {"video/mp4", FetchKind::kPage, false},
      {"application/octet-stream", FetchKind::kPage, false},
      {"application/octet-stream", FetchKind::kRobots, true},
      {"application/x-gzip", FetchKind::kSitemap, true},
  };
  for (const TypeCase& c : cases) {
    const std::string type =
        *c.type == '\0' ? "" : std::string("Content-Type: ") + c.type + "\r\n";
    server_.Route("/x", {.bytes = kOk + type + "\r\n", .repeat = "data"});
    const FetchResult result = Fetch(server_.Url("/x"), c.kind);
    EXPECT_EQ(result.outcome,
              c.wanted ? FetchOutcome::kOk : FetchOutcome::kUnwantedType)
        << c.type;
    EXPECT_EQ(result.status, 200);
    EXPECT_EQ(result.body.size(), c.wanted ? 1000u : 0u) << c.type;
  }
}

// What matters about these is their status.
TEST_F(CurlFetcherTest, RedirectsAndErrorsMayBeOfAnyType) {
  FetchResult result = FetchTrouble(
      {.bytes = "HTTP/1.1 302 Found\r\nLocation: /y\r\nContent-Type: "
                "application/octet-stream\r\nContent-Length: 3\r\n\r\nabc"});
  EXPECT_EQ(result.outcome, FetchOutcome::kRedirect);
  result = FetchTrouble({.bytes = "HTTP/1.1 404 Not Found\r\nContent-Type: "
                                  "image/png\r\nContent-Length: 3\r\n\r\nabc"});
  EXPECT_EQ(result.outcome, FetchOutcome::kClientError);
}

TEST_F(CurlFetcherTest, SilenceEnds) {
  options_.timeout = milliseconds(50);
  const Trouble troubles[] = {
      {.then = Then::kHold},
      {.bytes = "HTTP/1.1 200", .then = Then::kHold},
      {.bytes = std::string(kOk) + "Content-Length: 10\r\n\r\nhel",
       .then = Then::kHold},
  };
  for (const Trouble& trouble : troubles) {
    const FetchResult result = FetchTrouble(trouble);
    EXPECT_EQ(result.outcome, FetchOutcome::kTimeout);
    EXPECT_NE(result.message, "");
    EXPECT_GE(result.elapsed, milliseconds(50));
  }
}

// curl counts whole seconds here.
TEST_F(CurlFetcherTest, StallEndsLongBeforeTheTimeout) {
  options_.timeout = seconds(60);
  options_.stall_time = seconds(1);
  const FetchResult result =
      FetchTrouble({.bytes = std::string(kOk) + "Content-Length: 10\r\n\r\nhel",
                    .then = Then::kHold});
  EXPECT_EQ(result.outcome, FetchOutcome::kTimeout);
  EXPECT_LT(result.elapsed, seconds(30));
}

TEST_F(CurlFetcherTest, NobodyThere) {
  const FetchResult refused =
      Fetch("http://127.0.0.1:" + std::to_string(ClosedPort()) + "/");
  EXPECT_EQ(refused.outcome, FetchOutcome::kConnectError);
  EXPECT_EQ(refused.status, 0);
  EXPECT_NE(refused.message, "");
  // A label may have 63 bytes: no resolver is asked for this one.
  const FetchResult unknown =
      Fetch("http://" + std::string(64, 'a') + ".example/");
  EXPECT_EQ(unknown.outcome, FetchOutcome::kDnsError);
  server_.RoutePage("/x", "", "not TLS");
  const FetchResult plain = Fetch("https://" + server_.address() + "/x");
  EXPECT_EQ(plain.outcome, FetchOutcome::kTlsError);
}

TEST_F(CurlFetcherTest, PrivateAddressesNeedPermission) {
  options_.allow_private_addresses = false;
  server_.RoutePage("/x", "", "secret");
  const std::string port = std::to_string(server_.port());
  for (const std::string host :
       {"127.0.0.1", "localhost", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"}) {
    const FetchResult result = Fetch("http://" + host + ":" + port + "/x");
    EXPECT_EQ(result.outcome, FetchOutcome::kAddressRefused) << host;
    EXPECT_EQ(result.body, "") << host;
    EXPECT_NE(result.message, "") << host;
  }
  EXPECT_TRUE(server_.Requests().empty());
}

// A connection that one fetcher was allowed to open is of no use to another.
TEST_F(CurlFetcherTest, KeptConnectionsCarryNoPermission) {
  server_.Route("/x", {.bytes = std::string(kOk) + "Content-Length: 1\r\n\r\ny",
                       .then = Then::kNext});
  const std::string url =
      "http://localhost:" + std::to_string(server_.port()) + "/x";
  const auto permitted = MakeFetcher();
  const auto fetch = [&] { return FetchWith(*permitted, url); };
  EXPECT_EQ(fetch().outcome, FetchOutcome::kOk);
  options_.allow_private_addresses = false;
  EXPECT_EQ(Fetch(url).outcome, FetchOutcome::kAddressRefused);
  EXPECT_EQ(fetch().outcome, FetchOutcome::kOk);
  EXPECT_EQ(server_.Requests().size(), 2u);
  EXPECT_EQ(server_.connections(), 1);  // it was kept
}

// The redirect's target is a request of its own and is looked at as such.
TEST_F(CurlFetcherTest, RedirectToAPrivateNameIsRefused) {
  const std::string inside =
      "http://localhost:" + std::to_string(server_.port()) + "/secret";
  server_.RoutePage("/secret", "", "secret");
  const FetchResult redirect =
      FetchTrouble({.bytes = "HTTP/1.1 302 Found\r\nLocation: " + inside +
                             "\r\nContent-Length: 0\r\n\r\n"});
  ASSERT_EQ(redirect.outcome, FetchOutcome::kRedirect);
  options_.allow_private_addresses = false;
  options_.contact_given = true;
  const FetchResult target =
      Fetch(std::string(FindHeader(redirect.headers, "Location")));
  EXPECT_EQ(target.outcome, FetchOutcome::kAddressRefused);
  EXPECT_EQ(server_.Requests().size(), 1u);
}

// No packet leaves: the address is refused before the connection is opened.
TEST_F(CurlFetcherTest, PublicHostsNeedAContact) {
  for (const char* url : {"http://192.31.196.1/", "https://192.31.196.1/",
                          "http://[2620:4f:8000::1]/"}) {
    const FetchResult result = Fetch(url);
    EXPECT_EQ(result.outcome, FetchOutcome::kAddressRefused) << url;
    EXPECT_THAT(result.message, HasSubstr("crawl.contact is empty")) << url;
  }
  server_.RoutePage("/x", "", "y");
  EXPECT_EQ(Fetch(server_.Url("/x")).body, "y");
}

TEST_F(CurlFetcherTest, TheRequestIsKeptAsSent) {
  server_.RoutePage("/x?q=1", "", "y");
  FetchResult result = Fetch(server_.Url("/x?q=1"));
  EXPECT_EQ(result.request_head, server_.Requests().at(0));
  EXPECT_THAT(result.request_head, testing::EndsWith("\r\n\r\n"));
  options_.keep_request_head = false;
  result = Fetch(server_.Url("/x?q=1"));
  EXPECT_EQ(result.outcome, FetchOutcome::kOk);
  EXPECT_EQ(result.request_head, "");
  options_.keep_request_head = true;
  result = Fetch("http://127.0.0.1:" + std::to_string(ClosedPort()) + "/");
  EXPECT_EQ(result.request_head, "");
}

TEST_F(CurlFetcherTest, FirstByteIsTimed) {
  server_.Route("/x", {.repeat = std::string(kOk) + "Content-Length: 0\r\n\r\n",
                       .interval = milliseconds(30)});
  const FetchResult result = Fetch(server_.Url("/x"));
  EXPECT_EQ(result.outcome, FetchOutcome::kOk);
  EXPECT_GE(result.first_byte, milliseconds(25));
  EXPECT_LE(result.first_byte, result.elapsed);
}

// The time for headers does not run while the body comes.
TEST_F(CurlFetcherTest, ASlowBodyHasItsOwnLimit) {
  options_.first_byte_timeout = milliseconds(300);
  server_.Route("/x", {.bytes = std::string(kOk) + "Content-Length: 10\r\n\r\n",
                       .repeat = "12345",
                       .interval = milliseconds(200)});
  EXPECT_EQ(Fetch(server_.Url("/x")).body, "1234512345");
}

// One fetcher for all: the handles are used again.
TEST_F(CurlFetcherTest, NothingIsLeftFromTheRequestBefore) {
  server_.RoutePage("/cookie", "Set-Cookie: a=1; Path=/\r\nETag: \"1\"\r\n",
                    "first");
  server_.RoutePage("/plain", "", "second");
  server_.Route("/cut", {.bytes = kOk, .then = Then::kReset});
  const auto fetcher = MakeFetcher();
  FetchRequest conditional{.url = MakeUrl(server_.Url("/cookie")),
                           .etag = "\"1\""};
  EXPECT_EQ(FetchWith(*fetcher, conditional).body, "first");
  FetchResult result = FetchWith(*fetcher, server_.Url("/cut"));
  EXPECT_NE(result.message, "");
  result = FetchWith(*fetcher, server_.Url("/plain"));
  EXPECT_EQ(result.body, "second");
  EXPECT_EQ(result.message, "");
  EXPECT_EQ(FindHeader(result.headers, "ETag"), "");
  const auto requests = server_.Requests();
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_THAT(requests[0], HasSubstr("If-None-Match: \"1\""));
  EXPECT_THAT(requests[2], Not(HasSubstr("If-None-Match")));
  EXPECT_THAT(requests[2], Not(HasSubstr("Cookie")));
  EXPECT_EQ(result.request_head, requests[2]);
}

TEST_F(CurlFetcherTest, ConnectionsAreKept) {
  server_.Route("/x", {.bytes = std::string(kOk) + "Content-Length: 1\r\n\r\ny",
                       .then = Then::kNext});
  const auto fetcher = MakeFetcher();
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(FetchWith(*fetcher, server_.Url("/x")).body, "y");
  }
  EXPECT_EQ(server_.connections(), 1);
}

// What a link or an earlier answer says must not speak through our headers.
TEST_F(CurlFetcherTest, NothingIsSmuggledIn) {
  server_.RoutePage("/x", "", "y");
  FetchRequest request{
      .url = MakeUrl("http://user:secret@" + server_.address() + "/x"),
      .etag = "\"1\"\r\nX-Evil: 1",
      .last_modified = "now\nX-Evil: 2"};
  EXPECT_EQ(Fetch(request).body, "y");
  const std::string sent = server_.Requests().at(0);
  EXPECT_THAT(sent, Not(HasSubstr("Authorization")));
  EXPECT_THAT(sent, Not(HasSubstr("Evil")));
}

// They come after the body and describe the transfer (RFC 9110, 6.5).
TEST_F(CurlFetcherTest, TrailersAreNoHeaders) {
  const FetchResult result = FetchTrouble(
      {.bytes = std::string(kOk) + "Transfer-Encoding: chunked\r\n\r\n"
                                   "1\r\ny\r\n0\r\nLocation: /z\r\n\r\n"});
  EXPECT_EQ(result.body, "y");
  EXPECT_EQ(FindHeader(result.headers, "Location"), "");
}

TEST_F(CurlFetcherTest, WrongOptionsAreErrors) {
  options_.allow_private_addresses = false;
  options_.connect_to = {{"a.example", "127.0.0.1:80"}};
  auto fetcher = CurlFetcher::Create(options_, clock_);
  ASSERT_FALSE(fetcher);
  EXPECT_EQ(fetcher.error().kind, ErrorKind::kInvalid);
  EXPECT_THAT(fetcher.error().message, HasSubstr("connect_to"));
  options_.connect_to.clear();
  options_.user_agent.clear();
  fetcher = CurlFetcher::Create(options_, clock_);
  ASSERT_FALSE(fetcher);
  EXPECT_THAT(fetcher.error().message, HasSubstr("user agent"));
}

TEST_F(CurlFetcherTest, ManyAtOnceEachExactlyOnce) {
  const auto fetcher = MakeFetcher();
  constexpr int kCount = 30;
  for (int i = 0; i < kCount; ++i) {
    const std::string path = "/" + std::to_string(i);
    if (i % 3 != 0) server_.RoutePage(path, "", path);  // else hung up on
    fetcher->Start({.url = MakeUrl(server_.Url(path))});
  }
  EXPECT_EQ(fetcher->in_flight(), static_cast<size_t>(kCount));
  std::map<std::string, int> seen;
  while (fetcher->in_flight() > 0) {
    for (const FetchResult& result : fetcher->Wait(seconds(1))) {
      const std::string path(result.request.url.path());
      ++seen[path];
      if (result.outcome == FetchOutcome::kOk) {
        EXPECT_EQ(result.body, path);
      }
    }
  }
  EXPECT_EQ(seen.size(), static_cast<size_t>(kCount));
  for (const auto& [path, count] : seen) EXPECT_EQ(count, 1) << path;
}

// Nothing is in flight, so that nothing else can end the wait.
TEST_F(CurlFetcherTest, WakeEndsTheWait) {
  const auto fetcher = MakeFetcher();
  const auto start = clock_.Steady();
  fetcher->Wake();
  EXPECT_TRUE(fetcher->Wait(seconds(60)).empty());
  std::thread other([&] { fetcher->Wake(); });
  EXPECT_TRUE(fetcher->Wait(seconds(60)).empty());
  other.join();
  EXPECT_LT(clock_.Steady() - start, seconds(60));
}

TEST_F(CurlFetcherTest, MayBeDestroyedInTheMiddle) {
  const auto fetcher = MakeFetcher();
  server_.Route("/x", {.bytes = kOk, .then = Then::kHold});
  fetcher->Start({.url = MakeUrl(server_.Url("/x"))});
  fetcher->Wait(milliseconds(0));
  EXPECT_EQ(fetcher->in_flight(), 1u);
}

// Whatever bytes come: one result, within the limits.
TEST_F(CurlFetcherTest, MutatedAnswers) {
  const std::string good =
      std::string(kOk) +
      "Content-Type: text/html\r\nContent-Encoding: gzip\r\n"
      "Transfer-Encoding: chunked\r\n\r\n" +
      "14\r\n" + Gzip("x").substr(0, 20) + "\r\n0\r\n\r\n";
  options_.timeout = seconds(10);
  std::mt19937 random(20261123);
  std::map<FetchOutcome, int> outcomes;
  for (int round = 0; round < 300; ++round) {
    std::string bytes = good;
    for (unsigned i = 0; i < 1 + random() % 4; ++i) {
      const size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<char>(random() % 256);
          break;
        case 1:
          bytes.erase(at, 1 + random() % 9);
          break;
        default:
          bytes.insert(at, bytes.substr(random() % bytes.size(), 9));
      }
      if (bytes.empty()) bytes = "x";
    }
    const FetchResult result = FetchTrouble({.bytes = bytes});
    EXPECT_LE(result.body.size(), options_.max_body_bytes);
    ++outcomes[result.outcome];
  }
  EXPECT_EQ(outcomes.count(FetchOutcome::kTimeout), 0u);
  EXPECT_GT(outcomes.size(), 1u);
}

}  // namespace
}  // namespace ritmon
