// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/cdxj.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/crawler/archive_samples.h"

namespace ritmon {
namespace {

TEST(CdxjTest, Surt) {
  struct Case {
    const char* url;
    const char* surt;
  };
  const Case cases[] = {
      {"http://example.com/", "com,example)/"},
      {"https://example.com", "com,example)/"},
      {"http://www.example.com/", "com,example)/"},
      {"http://www2.example.com/a", "com,example)/a"},
      {"http://wwwx.example.com/a", "com,example,wwwx)/a"},
      {"http://www12345/", "www12345)/"},
      {"https://an.wikipedia.org/wiki/Escopete",
       "org,wikipedia,an)/wiki/escopete"},
      {"HTTP://EXAMPLE.COM:80/A/../B", "com,example)/b"},
      {"http://example.com:8080/", "com,example:8080)/"},
      {"https://example.com:80/", "com,example:80)/"},
      {"https://example.com:443/", "com,example)/"},
      {"http://example.com/?b=2&a=1&a=0", "com,example)/?a=0&a=1&b=2"},
      {"http://example.com/?", "com,example)/"},
      {"http://example.com/a?x", "com,example)/a?x"},
      {"http://example.com/a#b", "com,example)/a"},
      {"http://user:pass@example.com/", "com,example)/"},
      {"http://xn--mnchen-3ya.example/%C3%BC",
       "example,xn--mnchen-3ya)/%c3%bc"},
      {"http://192.0.2.7/x", "192.0.2.7)/x"},
      {"http://[2001:DB8::1]:81/", "[2001:db8::1]:81)/"},
      {"dns:example.com", "dns:example.com"},
      {"urn:a b\tc", "urn:a%20b%20c"},
      {"", ""},
  };
  size_t count = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Surt(c.url), c.surt) << c.url;
    ++count;
  }
  EXPECT_EQ(count, 22u);
}

TEST(CdxjTest, ListsCapturesOnly) {
  const std::string http =
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/html ; charset=x\r\n\r\nx";
  struct Case {
    const char* type;
    std::string block;
    bool listed;
    const char* mime;
    const char* status;
  };
  const Case cases[] = {
      {"response", http, true, "text/html", "404"},
      {"response", "no HTTP", true, "", ""},
      {"response", "HTTP/1.0 200\r\n\r\n", true, "", "200"},
      {"revisit", http, true, "warc/revisit", "404"},
      {"revisit", "", true, "warc/revisit", ""},
      {"resource", "text", true, "application/http", ""},
      {"request", "GET / HTTP/1.1\r\n\r\n", false, "", ""},
      {"warcinfo", "", false, "", ""},
      {"metadata", "", false, "", ""},
      {"conversion", http, true, "application/http", ""},
      {"nonsense", http, false, "", ""},
  };
  for (const Case& c : cases) {
    WarcRecord record = SampleRecord(c.type, "http://a.example/", c.block);
    record.length = 10;
    const auto entry = CdxjEntryOf(record, "f.warc");
    ASSERT_EQ(entry.has_value(), c.listed) << c.type;
    if (!entry) continue;
    EXPECT_EQ(entry->mime, c.mime) << c.type;
    EXPECT_EQ(entry->status, c.status) << c.type;
    record.length = 0;  // nobody can fetch it from its offset
    EXPECT_FALSE(CdxjEntryOf(record, "f.warc").has_value());
  }
}

TEST(CdxjTest, TheLineAsOthersWriteIt) {
  WarcRecord record =
      SampleRecord("response", "<http://example.com/?q=\"ü\">",
                   "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n");
  record.headers.emplace_back("WARC-Payload-Digest",
                              "sha1:G7HRM7BGOKSKMSXZAHMUQTTV53QOFSMK");
  record.offset = 784;
  record.length = 1228;
  const auto entry = CdxjEntryOf(record, "example.warc.gz");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(CdxjLine(*entry),
            "com,example)/?q=%22%c3%bc%22 20261123175446 "
            "{\"url\":\"http://example.com/?q=\\\"ü\\\"\",\"mime\":\"text/"
            "html\",\"status\":\"200\",\"digest\":"
            "\"G7HRM7BGOKSKMSXZAHMUQTTV53QOFSMK\",\"length\":\"1228\","
            "\"offset\":\"784\",\"filename\":\"example.warc.gz\"}");
  const auto read = ParseCdxjLine(CdxjLine(*entry));
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(CdxjLine(*read), CdxjLine(*entry));
  EXPECT_EQ(read->offset, 784u);
  EXPECT_EQ(DateOf(*read), *ParseTimestamp("2026-11-23T17:54:46Z"));
  EXPECT_EQ(DateOf(CdxjEntry{}), Timestamp{});
}

TEST(CdxjTest, ForeignLinesAreReadOrRefused) {
  for (const char* line :
       {"", "a", "a b", "a b c", "a b []", "a b {", "a b {\"url\":}"}) {
    EXPECT_FALSE(ParseCdxjLine(line).has_value()) << line;
  }
  const auto entry = ParseCdxjLine("k 2026 {\"url\": \"u\", \"offset\": 7}");
  ASSERT_TRUE(entry.has_value());
  EXPECT_EQ(entry->url, "u");
  EXPECT_EQ(entry->offset, 0u);  // a number is not what the format has
}

// Bytes from the web do not break the line.
TEST(CdxjTest, AnyUrlGivesOneLine) {
  WarcRecord record = SampleRecord("response", "http://a.example/\xFF\n\"\\",
                                   "HTTP/1.1 200\r\n"
                                   "Content-Type: \xC3(\"\r\n\r\n");
  record.length = 1;
  const auto entry = CdxjEntryOf(record, "f");
  ASSERT_TRUE(entry.has_value());
  const std::string line = CdxjLine(*entry);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(ParseCdxjLine(line).has_value()) << line;
}

}  // namespace
}  // namespace ritmon
