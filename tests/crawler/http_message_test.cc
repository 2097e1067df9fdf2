// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/http_message.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "crawler/stream_decoder.h"

namespace ritmon {
namespace {

TEST(HttpMessageTest, ParsesStatusLines) {
  struct Case {
    const char* line;
    int status;  // 0: refused
    const char* version;
    const char* reason;
  };
  const Case cases[] = {
      {"HTTP/1.1 200 OK", 200, "1.1", "OK"},
      {"HTTP/1.1 404 Not Found", 404, "1.1", "Not Found"},
      {"HTTP/1.0 200", 200, "1.0", ""},
      {"HTTP/1.1 200 ", 200, "1.1", ""},
      {"HTTP/2 200", 200, "2", ""},
      {"http/1.1\t301  Moved", 301, "1.1", "Moved"},
      {"HTTP/1.1 200OK", 200, "1.1", "OK"},
      {"HTTP/1.1 2000", 0, "", ""},
      {"HTTP/1.1", 0, "", ""},
      {"HTTP/1.1 OK", 0, "", ""},
      {"HTTP/1.1 099 X", 0, "", ""},
      {"<html>", 0, "", ""},
      {"", 0, "", ""},
  };
  for (const Case& c : cases) {
    const auto response =
        ParseHttpResponse(std::string(c.line) + "\r\nA: b\r\n\r\nbody");
    ASSERT_EQ(response.has_value(), c.status != 0) << c.line;
    if (!response) continue;
    EXPECT_EQ(response->status, c.status) << c.line;
    EXPECT_EQ(response->version, c.version) << c.line;
    EXPECT_EQ(response->reason, c.reason) << c.line;
  }
}

TEST(HttpMessageTest, ParsesHeadersWithMistakes) {
  const std::string message =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\n"
      "A:1\r\nno colon\r\n: no name\r\nB :  two \r\n  folded\r\n\tmore\r\n"
      "C:\r\n\nbody\n\nmore";
  const auto response = ParseHttpResponse(message);
  ASSERT_TRUE(response.has_value());
  EXPECT_EQ(response->headers,
            (HeaderList{{"A", "1"}, {"B", "two folded more"}, {"C", ""}}));
  EXPECT_EQ(response->body, "body\n\nmore");
  const auto cut =
      ParseHttpResponse(std::string_view("HTTP/1.1 200 OK\r\nA: b"));
  ASSERT_TRUE(cut.has_value());
  EXPECT_EQ(cut->headers, (HeaderList{{"A", "b"}}));
  EXPECT_EQ(cut->body, "");
}

std::string Chunked(std::string_view body, size_t size) {
  std::string out;
  while (!body.empty()) {
    const auto piece = body.substr(0, size);
    char length[32];
    std::snprintf(length, sizeof length, "%zx", piece.size());
    out += std::string(length) + "\r\n" + std::string(piece) + "\r\n";
    body.remove_prefix(piece.size());
  }
  return out + "0\r\n\r\n";
}

ContentDecoding Decoded(const HeaderList& headers, const std::string& body,
                        size_t limit = 1 << 20) {
  HttpResponse response;
  response.headers = headers;
  response.body = body;
  return DecodeContent(response, limit);
}

TEST(HttpMessageTest, DecodesContent) {
  const std::string text(5000, 'x');
  const std::string gzip = GzipMember(text, 6);
  const HeaderList chunked = {{"transfer-encoding", "Chunked"}};
  const HeaderList gzipped = {{"Content-Encoding", "gzip"}};
  const HeaderList both = {{"Transfer-Encoding", "chunked"},
                           {"Content-Encoding", "x-gzip"}};
  struct Case {
    const char* what;
    HeaderList headers;
    std::string body;
    std::string expected;
    bool whole;
  };
  const Case cases[] = {
      {"plain", {}, text, text, true},
      {"chunked", chunked, Chunked(text, 700), text, true},
      {"extension, trailer", chunked, "3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n",
       "abc", true},
      {"LF only", chunked, "3\nabc\n0\n\n", "abc", true},
      {"already joined", chunked, "<html>", "<html>", true},
      {"last chunk missing", chunked, "3\r\nabc\r\n", "abc", false},
      {"cut chunk", chunked, "5\r\nabc", "abc", false},
      {"broken chunk", chunked, "3\r\nabc\r\nzz\r\n", "abczz\r\n", false},
      {"empty", chunked, "", "", false},
      {"gzip", gzipped, gzip, text, true},
      {"gzip of chunks", both, Chunked(gzip, 10), text, true},
      {"twice",
       {{"Content-Encoding", "gzip, gzip"}},
       GzipMember(gzip, 6),
       text,
       true},
      {"decoded already", gzipped, "<html>", "<html>", true},
      {"broken gzip", gzipped, "\x1F\x8B<html>", "", false},
      {"junk after it", gzipped, gzip + "junk", text, true},
      {"raw deflate",
       {{"Content-Encoding", "deflate"}},
       gzip.substr(10, gzip.size() - 18),
       text,
       true},
      {"identity", {{"Content-Encoding", "identity"}}, text, text, true},
      {"unknown", {{"Content-Encoding", "br"}}, "abc", "abc", false},
  };
  for (const Case& c : cases) {
    const auto content = Decoded(c.headers, c.body);
    EXPECT_EQ(content.body, c.expected) << c.what;
    EXPECT_EQ(content.problem.empty(), c.whole) << c.what << content.problem;
  }
  // A prefix is better than nothing.
  std::string random_text;
  std::mt19937 random(1);
  for (int i = 0; i < 5000; ++i) random_text += static_cast<char>(random());
  const std::string packed = GzipMember(random_text, 6);
  const auto cut = Decoded(gzipped, packed.substr(0, packed.size() / 2));
  EXPECT_FALSE(cut.problem.empty());
  EXPECT_GT(cut.body.size(), 1000u);
  EXPECT_TRUE(random_text.starts_with(cut.body));
}

TEST(HttpMessageTest, KeepsToTheLimit) {
  const auto bomb = Decoded({{"Content-Encoding", "gzip"}},
                            GzipMember(std::string(10'000'000, '\0'), 9), 1000);
  EXPECT_EQ(bomb.body.size(), 1000u);
  EXPECT_FALSE(bomb.problem.empty());
  const auto plain = Decoded({}, std::string(2000, 'x'), 1000);
  EXPECT_EQ(plain.body.size(), 1000u);
  EXPECT_FALSE(plain.problem.empty());
  const auto exact = Decoded({}, std::string(1000, 'x'), 1000);
  EXPECT_EQ(exact.problem, "");
}

TEST(HttpMessageTest, AnyBytesAreAccepted) {
  std::mt19937 random(2);
  const std::string seed =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip"
      "\r\n\r\n" +
      Chunked(GzipMember("some text", 6), 7);
  for (int i = 0; i < 5000; ++i) {
    std::string message = seed;
    for (size_t n = random() % 8; n > 0; --n) {
      message[random() % message.size()] = static_cast<char>(random());
    }
    message.resize(random() % (message.size() + 1));
    const auto response = ParseHttpResponse(message);
    if (!response) continue;
    const auto content = DecodeContent(*response, 100);
    ASSERT_LE(content.body.size(), 100u);
  }
}

}  // namespace
}  // namespace ritmon
