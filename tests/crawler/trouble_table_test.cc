// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of trouble: what a server may do to us, and what must come of
// it. Real curl, real sockets, loopback only. Prints what it expected and got:
//
//   crawler_tests --gtest_filter='TroubleTable*'
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>
#include <fstream>
#include <vector>

#include "base/compress.h"
#include "crawler/curl_fetcher.h"
#include "crawler/stream_decoder.h"
#include "tests/testing/make_url.h"
#include "tests/testing/temp_directory.h"
#include "tests/testing/trouble_server.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Then = Trouble::Then;

constexpr size_t kMaxBody = 100'000;
constexpr size_t kMaxHeaders = 64 << 10;

struct Expected {
  FetchOutcome outcome = FetchOutcome::kProtocolError;
  int status = 0;
  bool truncated = false;
  const char* message = "";  // a part of it
};

struct Row {
  const char* name;
  Trouble trouble;
  Expected expected;
};

bool IsAnswer(FetchOutcome outcome) {
  return outcome == FetchOutcome::kOk || outcome == FetchOutcome::kRedirect ||
         outcome == FetchOutcome::kClientError ||
         outcome == FetchOutcome::kServerError;
}

class TroubleTable : public testing::Test {
 protected:
  TroubleTable() {
    options_.user_agent = "ritmon/0.1 (+http://contact.example)";
    options_.max_body_bytes = kMaxBody;
    options_.max_header_bytes = kMaxHeaders;
    options_.allow_private_addresses = true;
    std::printf("%-34s | %-30s | %s\n", "trouble", "expected", "got");
  }

  FetchResult Fetch(const std::string& url) {
    auto fetcher = CurlFetcher::Create(options_, clock_);
    EXPECT_TRUE(fetcher) << fetcher.error().message;
    (*fetcher)->Start({.url = MakeUrl(url)});
    std::vector<FetchResult> results;
    // Ends by the transfer's own time limit, whatever the server does.
    while (results.empty() && (*fetcher)->in_flight() > 0) {
      results = (*fetcher)->Wait(seconds(1));
    }
    EXPECT_EQ(results.size(), 1u);
    return std::move(results.at(0));
  }

  void Check(const char* name, const FetchResult& got, const Expected& e) {
    const auto brief = [](FetchOutcome outcome, int status, bool truncated) {
      return std::string(ToString(outcome)) + " " + std::to_string(status) +
             (truncated ? " truncated" : "");
    };
    std::printf("%-34s | %-30s | %s%s%s\n", name,
                brief(e.outcome, e.status, e.truncated).c_str(),
                brief(got.outcome, got.status, got.truncated).c_str(),
                got.message.empty() ? "" : ": ", got.message.c_str());
    EXPECT_EQ(got.outcome, e.outcome) << name;
    EXPECT_EQ(got.status, e.status) << name;
    EXPECT_EQ(got.truncated, e.truncated) << name;
    EXPECT_LE(got.body.size(), kMaxBody) << name;
    // The limits hold for memory, not just for what is handed on.
    EXPECT_LE(got.body.capacity(), 2 * kMaxBody) << name;
    EXPECT_NE(got.message.find(e.message), std::string::npos)
        << name << ": " << got.message;
    // Who has no answer is told why.
    EXPECT_EQ(got.message.empty(), IsAnswer(got.outcome)) << name;
    ++rows_;
  }

  void CheckAll(const std::vector<Row>& rows) {
    TroubleServer server;
    for (const Row& row : rows) {
      server.Route("/x", row.trouble);
      Check(row.name, Fetch(server.Url("/x")), row.expected);
    }
  }

  const SystemClock clock_;
  CurlFetcherOptions options_;
  size_t rows_ = 0;
};

std::string Ok(const std::string& headers, const std::string& body = "") {
  return "HTTP/1.1 200 OK\r\n" + headers + "\r\n" + body;
}

Expected Protocol(int status, const char* message) {
  return {FetchOutcome::kProtocolError, status, false, message};
}

// Only here are the limits short: elsewhere a busy machine must not decide.
TEST_F(TroubleTable, Time) {
  options_.first_byte_timeout = milliseconds(300);
  const Expected no_head = {FetchOutcome::kTimeout, 0, false,
                            "no complete answer header within 300 ms"};
  const Expected late_head = {FetchOutcome::kTimeout, 200, false,
                              "no complete answer header within 300 ms"};
  const Expected no_end = {FetchOutcome::kTimeout, 200, false, "timed out"};
  CheckAll({
      {"silence", {.then = Then::kHold}, no_head},
      {"half a status line",
       {.bytes = "HTTP/1.1 2", .then = Then::kHold},
       no_head},
      {"slow-loris headers",
       {.bytes = "HTTP/1.1 200 OK\r\n",
        .repeat = "X: y\r\n",
        .interval = milliseconds(5)},
       late_head},
      {"slow-loris header, byte by byte",
       {.bytes = "HTTP/1.1 200 OK\r\nX: ",
        .repeat = "x",
        .interval = milliseconds(5)},
       late_head},
      {"slow interim answers",
       {.repeat = "HTTP/1.1 103 Early\r\n\r\n", .interval = milliseconds(5)},
       {FetchOutcome::kTimeout, 103, false, "no complete answer header"}},
  });
  options_.first_byte_timeout = seconds(20);
  options_.timeout = milliseconds(300);
  CheckAll({
      {"slow-loris body",
       {.bytes = Ok("Content-Length: 9999\r\n"),
        .repeat = "x",
        .interval = milliseconds(5)},
       no_end},
      {"slow-loris chunks",
       {.bytes = Ok("Transfer-Encoding: chunked\r\n"),
        .repeat = "1\r\nx\r\n",
        .interval = milliseconds(5)},
       no_end},
      {"a body that stops",
       {.bytes = Ok("Content-Length: 10\r\n", "hel"), .then = Then::kHold},
       no_end},
  });
  EXPECT_EQ(rows_, 8u);
}

TEST_F(TroubleTable, Size) {
  const Expected cut = {FetchOutcome::kOk, 200, true, ""};
  CheckAll({
      {"endless body", {.bytes = Ok(""), .repeat = "spam "}, cut},
      {"endless chunks",
       {.bytes = Ok("Transfer-Encoding: chunked\r\n"),
        .repeat = "5\r\nspam \r\n"},
       cut},
      {"longer than allowed by one byte",
       {.bytes = Ok("Content-Length: 100001\r\n", std::string(100001, 'x'))},
       cut},
      {"as long as allowed",
       {.bytes = Ok("Content-Length: 100000\r\n", std::string(100000, 'x'))},
       {FetchOutcome::kOk, 200, false, ""}},
      {"a promise of 9 exabytes",
       {.bytes = Ok("Content-Length: 9000000000000000000\r\n"), .repeat = "x"},
       cut},
      {"10 MB of headers",
       {.bytes = "HTTP/1.1 200 OK\r\n" + std::string(10 << 20, 'x')},
       Protocol(200, "header line is too long")},
      {"endless headers",
       {.bytes = "HTTP/1.1 200 OK\r\n", .repeat = "X-More: of this\r\n"},
       Protocol(200, "more than 65536 bytes of headers")},
      {"a header line of 60 kB",
       {.bytes = Ok("X: " + std::string(60'000, 'x') +
                    "\r\n"
                    "Content-Length: 0\r\n")},
       {FetchOutcome::kOk, 200, false, ""}},
      {"a header line of 70 kB",
       {.bytes = Ok("X: " + std::string(70'000, 'x') + "\r\n")},
       Protocol(200, "more than 65536 bytes of headers")},
      {"flood of interim answers",
       {.repeat = "HTTP/1.1 100 Continue\r\n\r\n"},
       Protocol(100, "more than 65536 bytes of headers")},
  });
  EXPECT_EQ(rows_, 10u);
}

TEST_F(TroubleTable, Framing) {
  CheckAll({
      {"bad chunk size",
       {.bytes = Ok("Transfer-Encoding: chunked\r\n", "ZZ\r\nhello\r\n")},
       Protocol(200, "chunk")},
      {"chunk size of 20 digits",
       {.bytes = Ok("Transfer-Encoding: chunked\r\n",
                    "ffffffffffffffffffff\r\nhello\r\n")},
       Protocol(200, "chunk")},
      {"chunk cut",
       {.bytes = Ok("Transfer-Encoding: chunked\r\n", "ff\r\nhello")},
       Protocol(200, "transfer closed")},
      {"Content-Length too long",
       {.bytes = Ok("Content-Length: 100\r\n", "hello")},
       Protocol(200, "transfer closed with 95 bytes remaining")},
      {"Content-Length too short",
       {.bytes = Ok("Content-Length: 2\r\n", "hello")},
       {FetchOutcome::kOk, 200, false, ""}},
      {"Content-Length negative",
       {.bytes = Ok("Content-Length: -5\r\n", "hello")},
       Protocol(200, "Content-Length")},
      {"Content-Length not a number",
       {.bytes = Ok("Content-Length: many\r\n", "hello")},
       Protocol(200, "Content-Length")},
      {"two different Content-Length",
       {.bytes = Ok("Content-Length: 5\r\nContent-Length: 3\r\n", "hello")},
       Protocol(200, "two different Content-Length")},
      {"the same Content-Length twice",
       {.bytes = Ok("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")},
       {FetchOutcome::kOk, 200, false, ""}},
      {"reset in the body",
       {.bytes = Ok("Content-Length: 100\r\n", "hello"), .then = Then::kReset},
       Protocol(200, "")},
  });
  EXPECT_EQ(rows_, 10u);
}

TEST_F(TroubleTable, NotHttp) {
  using std::string_literals::operator""s;
  CheckAll({
      {"closed without a word", {}, Protocol(0, "Empty reply")},
      {"reset without a word", {.then = Then::kReset}, Protocol(0, "reset")},
      {"no status line",
       {.bytes = "Content-Type: text/html\r\n\r\nhello"},
       Protocol(0, "HTTP/0.9")},
      {"HTTP/0.9", {.bytes = "<html>hello</html>"}, Protocol(0, "HTTP/0.9")},
      {"another protocol",
       {.bytes = "SSH-2.0-OpenSSH_9.2\r\n\r\n"},
       Protocol(0, "HTTP/0.9")},
      {"a status that is no number",
       {.bytes = "HTTP/1.1 OK\r\n\r\nhello"},
       Protocol(0, "")},
      {"status 999",
       {.bytes = "HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"},
       {FetchOutcome::kServerError, 999, false, ""}},
      {"only an interim answer",
       {.bytes = "HTTP/1.1 103 Early Hints\r\n\r\n"},
       Protocol(103, "")},
      {"switches protocols unasked",
       {.bytes = "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nhello"},
       Protocol(101, "ended before the answer's headers")},
      {"NUL in a header",
       {.bytes = Ok("X: a\0b\r\nContent-Length: 0\r\n"s)},
       Protocol(200, "Nul byte in header")},
      {"header without a colon",
       {.bytes = Ok("nonsense\r\nContent-Length: 0\r\n")},
       Protocol(200, "without colon")},
      {"headers cut",
       {.bytes = "HTTP/1.1 200 OK\r\nX: y\r\n"},
       Protocol(200, "ended before the answer's headers")},
  });
  EXPECT_EQ(rows_, 12u);
}

// What every redirect is: an answer of its own. Whether to follow, how often
// and where to is decided elsewhere.
TEST_F(TroubleTable, Redirects) {
  const Expected redirect = {FetchOutcome::kRedirect, 302, false, ""};
  const auto to = [](const std::string& where) {
    return Trouble{.bytes = "HTTP/1.1 302 Found\r\nLocation: " + where +
                            "\r\nContent-Length: 0\r\n\r\n"};
  };
  CheckAll({
      {"redirect loop", to("/x"), redirect},
      {"redirect to the metadata service", to("http://169.254.169.254/latest"),
       redirect},
      {"redirect to a file", to("file:///etc/passwd"), redirect},
      {"redirect to gopher", to("gopher://127.0.0.1:70/_x"), redirect},
      {"redirect to nowhere",
       to(""),
       {FetchOutcome::kClientError, 302, false, ""}},
  });
  EXPECT_FALSE(Url::Parse("file:///etc/passwd"));
  EXPECT_FALSE(Url::Parse("gopher://127.0.0.1:70/_x"));
  options_.allow_private_addresses = false;
  options_.contact_given = true;
  const Expected refused = {FetchOutcome::kAddressRefused, 0, false,
                            "not public"};
  Check("... and asked", Fetch("http://169.254.169.254/latest"), refused);
  // All the ways to write 169.254.169.254 and 127.0.0.1.
  for (const char* url :
       {"http://2852039166/", "http://0xa9fea9fe/",
        "http://0251.0376.0251.0376/", "http://169.254.43518/",
        "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::a9fe:a9fe]/",
        "http://[2002:a9fe:a9fe::1]/", "http://[fd00:ec2::254]/",
        "http://2130706433/", "http://127.1/", "http://0/", "http://localhost/",
        "http://\xef\xbc\x91\xef\xbc\x92\xef"
        "\xbc\x97.0.0.1/"}) {
    Check(url, Fetch(url), refused);
  }
  EXPECT_EQ(rows_, 19u);
}

// A block of deflate that is complete in itself: a megabyte of zeros.
std::string DeflateBlock() {
  z_stream stream{};
  EXPECT_EQ(deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string zeros(1 << 20, '\0');
  std::string out(1 << 16, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(zeros.data());
  stream.avail_in = static_cast<uInt>(zeros.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(deflate(&stream, Z_FULL_FLUSH), Z_OK);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

// The begin of 100 MB of zeros in brotli: 24 bytes for the first megabytes.
std::string BrotliBomb() {
  constexpr unsigned char kBytes[] = {
      0xcb, 0xff, 0xff, 0x3f, 0xf8, 0x27, 0x00, 0xe2, 0xb1, 0x40, 0x20, 0xf7,
      0xfe, 0x8f, 0xff, 0xff, 0x7f, 0xf0, 0x4f, 0x00, 0xc4, 0x61, 0x11, 0x80};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

TEST_F(TroubleTable, Encodings) {
  using std::string_literals::operator""s;
  const Expected cut = {FetchOutcome::kOk, 200, true, ""};
  const std::string gzip = GzipMember("hello hello hello", 6);
  const std::string twice = GzipMember(gzip, 6);
  std::string damaged = GzipMember(std::string(500, 'x') + "yz", 6);
  damaged.replace(15, 3, "\xff\xff\xff");
  std::string six = gzip;
  for (int i = 1; i < 6; ++i) six = GzipMember(six, 6);
  const auto as = [](const char* encoding, const std::string& body) {
    return Trouble{.bytes =
                       Ok("Content-Encoding: "s + encoding + "\r\n", body)};
  };
  CheckAll({
      {"gzip bomb without end",
       {.bytes =
            Ok("Content-Encoding: gzip\r\n", "\x1f\x8b\x08\0\0\0\0\0\0\x03"s),
        .repeat = DeflateBlock()},
       cut},
      {"gzip bomb in gzip",
       as("gzip, gzip",
          GzipMember(GzipMember(std::string(20 << 20, '\0'), 6), 6)),
       cut},
      {"gzip twice",
       as("gzip, gzip", twice),
       {FetchOutcome::kOk, 200, false, ""}},
      {"gzip six times", as("gzip, gzip, gzip, gzip, gzip, gzip", six),
       Protocol(200, "content encoding")},
      {"broken gzip", as("gzip", "hello"), Protocol(200, "")},
      {"damaged gzip", as("gzip", damaged), Protocol(200, "")},
      {"gzip cut, with a length",
       {.bytes = Ok("Content-Encoding: gzip\r\nContent-Length: 999\r\n",
                    gzip.substr(0, gzip.size() - 9))},
       Protocol(200, "bytes remaining")},
      // curl does not tell: without a length this is what came.
      {"gzip cut, without a length",
       as("gzip", gzip.substr(0, gzip.size() - 9)),
       {FetchOutcome::kOk, 200, false, ""}},
      {"gzip that is said to be br", as("br", gzip), Protocol(200, "")},
      {"an encoding that nobody knows", as("snappy", "hello"),
       Protocol(200, "content encoding")},
      {"no encoding",
       as("identity", "hello"),
       {FetchOutcome::kOk, 200, false, ""}},
  });
  EXPECT_EQ(rows_, 11u);
}

// curl may be built without these.
TEST_F(TroubleTable, NewerEncodings) {
  TroubleServer server;
  server.RoutePage("/x", "", "");
  Fetch(server.Url("/x"));
  const std::string asked = server.Requests().at(0);
  const Expected cut = {FetchOutcome::kOk, 200, true, ""};
  const bool has_br = asked.find(" br") != std::string::npos;
  const bool has_zstd = asked.find(" zstd") != std::string::npos;
  if (has_br) {
    CheckAll({{"br bomb",
               {.bytes = Ok("Content-Encoding: br\r\n", BrotliBomb())},
               cut}});
  }
  if (has_zstd) {
    CheckAll({{"zstd bomb",
               {.bytes = Ok("Content-Encoding: zstd\r\n",
                            Compress(std::string(50 << 20, '\0')))},
               cut}});
  }
  if (!has_br || !has_zstd) GTEST_SKIP() << "this curl asks for " << asked;
}

TEST_F(TroubleTable, Tls) {
  const TempDirectory directory;
  const TestAuthority authority;
  const std::string file = directory / "authority.pem";
  std::ofstream(file) << authority.certificate();
  options_.ca_file = file;
  const struct {
    const char* name;
    TlsIdentity identity;
    Expected expected;
  } rows[] = {
      {"TLS, all is well",
       authority.Issue("right.example"),
       {FetchOutcome::kOk, 200, false, ""}},
      {"TLS with a wrong name",
       authority.Issue("wrong.example"),
       {FetchOutcome::kTlsError, 0, false,
        "no alternative certificate subject name"}},
      {"TLS with the name's parent",
       authority.Issue("example"),
       {FetchOutcome::kTlsError, 0, false,
        "no alternative certificate subject name"}},
      {"TLS, self-signed",
       SelfSigned("right.example"),
       {FetchOutcome::kTlsError, 0, false, "certificate problem"}},
      {"TLS, expired",
       authority.Issue("right.example", Validity::kOver),
       {FetchOutcome::kTlsError, 0, false, "expired"}},
      {"TLS by another authority",
       TestAuthority().Issue("right.example"),
       {FetchOutcome::kTlsError, 0, false, "certificate problem"}},
  };
  for (const auto& row : rows) {
    TroubleServer server(row.identity);
    server.RoutePage("/x", "", "hello");
    options_.connect_to = {{"right.example", server.address()}};
    Check(row.name, Fetch("https://right.example/x"), row.expected);
    const size_t asked = row.expected.status == 200 ? 1 : 0;
    EXPECT_EQ(server.Requests().size(), asked) << row.name;
  }
  TroubleServer tls(authority.Issue("right.example"));
  options_.connect_to = {{"right.example", tls.address()}};
  Check("plain HTTP to a TLS port", Fetch("http://right.example/x"),
        Protocol(0, ""));
  TroubleServer plain;
  plain.RoutePage("/x", "", "not TLS");
  options_.connect_to = {{"right.example", plain.address()}};
  Check("TLS to a plain port", Fetch("https://right.example/x"),
        {FetchOutcome::kTlsError, 0, false, ""});
  // Without the file nobody knows the authority.
  options_.ca_file.clear();
  options_.connect_to = {{"right.example", tls.address()}};
  Check("TLS by an unknown authority", Fetch("https://right.example/x"),
        {FetchOutcome::kTlsError, 0, false, "certificate problem"});
  EXPECT_EQ(rows_, 9u);
}

}  // namespace
}  // namespace ritmon
