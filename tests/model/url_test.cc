// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/url.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "model/percent_encoding.h"
#include "model/url_host.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

std::string HrefOrError(std::string_view input, const Url* base = nullptr) {
  const auto url = Url::Parse(input, base);
  return url ? url->href() : "error";
}

std::string CanonicalOrError(std::string_view input) {
  const auto url = Url::Parse(input);
  return url ? url->Canonical() : "error";
}

// ---- Parse ----------------------------------------------------------------

// Every case of the web platform tests: those that resolve to http or https
// give that, without the fragment; all others (failures, other schemes) are
// refused. A base of another scheme is no base for us.
TEST(UrlTest, WebPlatformTests) {
  RITMON_REQUIRE_FIXTURE("url-wpt/urltestdata.json");
  const auto cases =
      nlohmann::json::parse(MustRead(Fixture("url-wpt/urltestdata.json")));
  int resolved = 0;
  int refused = 0;
  for (const auto& c : cases) {
    if (!c.is_object()) continue;
    const auto input = c["input"].get<std::string>();
    const auto base_text = c.contains("base") && c["base"].is_string()
                               ? c["base"].get<std::string>()
                               : std::string();
    const auto base = Url::Parse(base_text);
    const auto url = Url::Parse(input, base ? &*base : nullptr);
    const bool failure = c.value("failure", false);
    const std::string protocol = c.value("protocol", "");
    if (failure || (protocol != "http:" && protocol != "https:")) {
      EXPECT_FALSE(url.has_value()) << c;
      ++refused;
      continue;
    }
    ++resolved;
    if (!url) {
      ADD_FAILURE() << c << ": " << url.error().message;
      continue;
    }
    const auto href = c["href"].get<std::string>();
    EXPECT_EQ(url->href(), href.substr(0, href.find('#'))) << c;
    EXPECT_EQ(std::string(url->scheme()) + ":", protocol) << c;
    EXPECT_EQ(url->host(), c["hostname"].get<std::string>()) << c;
    EXPECT_EQ(url->path(), c["pathname"].get<std::string>()) << c;
    if (c.contains("origin")) {
      EXPECT_EQ(url->origin(), c["origin"].get<std::string>()) << c;
    }
    const auto search = c["search"].get<std::string>();
    EXPECT_EQ(url->query(), search.empty() ? "" : search.substr(1)) << c;
    // What was written parses to itself.
    EXPECT_EQ(HrefOrError(url->href()), url->href());
  }
  std::cout << resolved << " resolved, " << refused << " refused\n";
  EXPECT_EQ(resolved, 247);
  EXPECT_EQ(refused, 891 - 247);
}

TEST(UrlTest, GivesItsParts) {
  const auto url = Url::Parse(
      "HTTPS://user:pw@Www.B\xC3\xBC"
      "cher.DE:8443/a b/?q=\xC3\xA4#x");
  ASSERT_TRUE(url.has_value()) << url.error().message;
  EXPECT_EQ(url->href(),
            "https://user:pw@www.xn--bcher-kva.de:8443/a%20b/?q=%C3%A4");
  EXPECT_EQ(url->scheme(), "https");
  EXPECT_EQ(url->host(), "www.xn--bcher-kva.de");
  EXPECT_EQ(url->port(), 8443);
  EXPECT_EQ(url->path(), "/a%20b/");
  EXPECT_EQ(url->query(), "q=%C3%A4");
  EXPECT_EQ(url->path_and_query(), "/a%20b/?q=%C3%A4");
  EXPECT_EQ(url->origin(), "https://www.xn--bcher-kva.de:8443");
  EXPECT_EQ(Url::Parse("http://a.example")->port(), 80);
  EXPECT_EQ(Url::Parse("https://a.example")->port(), 443);
  EXPECT_EQ(Url::Parse("http://a.example")->path_and_query(), "/");
  EXPECT_EQ(Url::Parse("http://a.example/?")->path_and_query(), "/?");
  EXPECT_EQ(Url::Parse("http://a.example/?")->query(), "");
}

TEST(UrlTest, ResolvesLinksOfAPage) {
  const auto base = Url::Parse("http://u:p@a.example:81/dir/page.html?x=1");
  ASSERT_TRUE(base.has_value());
  const std::pair<const char*, const char*> cases[] = {
      {"", "http://u:p@a.example:81/dir/page.html?x=1"},
      {"#top", "http://u:p@a.example:81/dir/page.html?x=1"},
      {"?y=2", "http://u:p@a.example:81/dir/page.html?y=2"},
      {"?", "http://u:p@a.example:81/dir/page.html?"},
      {"other", "http://u:p@a.example:81/dir/other"},
      {"./", "http://u:p@a.example:81/dir/"},
      {"../../..", "http://u:p@a.example:81/"},
      {"/top", "http://u:p@a.example:81/top"},
      {"\\top", "http://u:p@a.example:81/top"},
      {"//b.example/x", "http://b.example/x"},
      {"https:/x", "https://x/"},
      {"http:x", "http://u:p@a.example:81/dir/x"},
      {" \n li\tnk \r", "http://u:p@a.example:81/dir/link"},
      {"mailto:info@a.example", "error"},
      {"javascript:void(0)", "error"},
      {"tel:+49405550123", "error"},
      {"data:text/html,x", "error"},
      {"//", "error"},
  };
  for (const auto& [link, expected] : cases) {
    EXPECT_EQ(HrefOrError(link, &*base), expected) << link;
  }
}

// Bytes that are no UTF-8 reach the server as the author wrote them; in a host
// they are an error.
TEST(UrlTest, HouseKeepsBytesThatAreNotUtf8) {
  EXPECT_EQ(HrefOrError("http://a.example/Stra\xDF"
                        "e?\xE4"),
            "http://a.example/Stra%DFe?%E4");
  EXPECT_EQ(HrefOrError("http://stra\xDF"
                        "e.example/"),
            "error");
}

TEST(UrlTest, LimitsTheLength) {
  const std::string prefix = "http://a.example/";
  const std::string longest(Url::kMaxLength - prefix.size(), 'x');
  EXPECT_TRUE(Url::Parse(prefix + longest).has_value());
  EXPECT_FALSE(Url::Parse(prefix + longest + "x").has_value());
  // Short as written, long when encoded.
  EXPECT_FALSE(
      Url::Parse(prefix + std::string(Url::kMaxLength / 2, ' ') + "x"));
}

TEST(UrlTest, ErrorsNameTheUrl) {
  const auto url = Url::Parse("ftp://a.example/\n");
  ASSERT_FALSE(url.has_value());
  EXPECT_EQ(url.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(url.error().message, "URL 'ftp://a.example/ ': not http or https");
}

TEST(UrlHostTest, Hosts) {
  const std::pair<const char*, const char*> cases[] = {
      {"EXAMPLE", "example"},
      {"fa\xC3\x9F.example", "xn--fa-hia.example"},  // nontransitional
      {"a_b.example", "a_b.example"},
      {"%65xample", "example"},
      {"0x7f.1", "127.0.0.1"},
      {"127.0.0.1.", "127.0.0.1"},
      {"4294967295", "255.255.255.255"},
      {"4294967296", nullptr},
      {"1.2.3.4.5", nullptr},
      {"1.2.3.08", nullptr},
      {"foo.0x", nullptr},
      {"[::]", "[::]"},
      {"[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"},
      {"[1:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"},
      {"[::ffff:192.0.2.1]", "[::ffff:c000:201]"},
      {"[::192.0.2.01]", nullptr},
      {"[1:2:3]", nullptr},
      {"[1::2::3]", nullptr},
      {"[", nullptr},
      {"[]", nullptr},
      {"", nullptr},
      {"a b", nullptr},
      {"a%00b", nullptr},
      {"XN--", "xn--"},
      {"xn--\xC3\xBC", nullptr},
      {"\xEF\xBC\xA5xample", "example"},  // full-width E
  };
  for (const auto& [host, expected] : cases) {
    EXPECT_EQ(ParseHost(host), expected == nullptr
                                   ? std::nullopt
                                   : std::optional<std::string>(expected))
        << host;
  }
}

// ---- Canonical --------------------------------------------------------------

TEST(UrlTest, HouseCanonicalForm) {
  const std::pair<const char*, const char*> cases[] = {
      {"http://a.example/?", "http://a.example/"},
      {"http://a.example/?b=2&a=1&a=0", "http://a.example/?a=1&a=0&b=2"},
      {"http://a.example/?utm_source=x&id=7&UTM_Medium=y",
       "http://a.example/?id=7"},
      {"http://a.example/?gclid=x&fbclid=y&mc_eid=z&_ga=1",
       "http://a.example/"},
      {"http://a.example/?msclkid=1&mc_cid=2&_ga_X1=3&gad=1&fbclid",
       "http://a.example/"},
      // Names that only begin alike.
      {"http://a.example/?gadget=1&sidebar=2&cfids=3&utm=4",
       "http://a.example/?cfids=3&gadget=1&sidebar=2&utm=4"},
      {"http://a.example/?PHPSESSID=1&p=2", "http://a.example/?p=2"},
      {"http://a.example/a.cfm?CFID=77&CFTOKEN=88&p=2",
       "http://a.example/a.cfm?p=2"},
      {"http://a.example/?osCsid=1f&XTCsid=2f&zenid=3f&cPath=9",
       "http://a.example/?cPath=9"},
      {"http://a.example/?ASPSESSIONIDQQ=ABC&p=2", "http://a.example/?p=2"},
      // TYPO3 serves nothing without cHash and id.
      {"http://a.example/index.php?id=12&L=1&cHash=0f",
       "http://a.example/index.php?L=1&cHash=0f&id=12"},
      {"http://a.example/?s=solar", "http://a.example/?s=solar"},
      {"http://a.example/?sid=7", "http://a.example/?sid=7"},
      {"http://a.example/?sid=0123456789abcdef0123456789abcdef&t=1",
       "http://a.example/?t=1"},
      {"http://a.example/a;jsessionid=1A?x=1", "http://a.example/a?x=1"},
      {"http://a.example/a;v=1;JSESSIONID=1A;w=2/b",
       "http://a.example/a;v=1;w=2/b"},
      {"http://a.example/a;PHPSESSID=1A/b;cfid=7", "http://a.example/a/b"},
      {"http://a.example/a;jsessionid", "http://a.example/a;jsessionid"},
      {"http://a.example/(S(lit3py55t21z5v55vlm25s55))/x.aspx",
       "http://a.example/x.aspx"},
      {"http://a.example/(S(kurz))/x.aspx",
       "http://a.example/(S(kurz))/x.aspx"},
      {"http://a.example/%7euser/%C3%a4/%2F",
       "http://a.example/~user/%C3%A4/%2F"},
      {"http://u:p@a.example./", "http://a.example/"},
      {"http://a.example:8080/", "http://a.example:8080/"},
      {"http://a.example//a///b//", "http://a.example/a/b/"},
      {"https://www.a.example/", "https://www.a.example/"},
  };
  for (const auto& [input, expected] : cases) {
    EXPECT_EQ(CanonicalOrError(input), expected) << input;
  }
}

TEST(UrlTest, HouseQueryOrderIsAnOption) {
  const std::pair<const char*, const char*> cases[] = {
      {"http://a.example/?b=2&a=1&b=1", "http://a.example/?b=2&a=1&b=1"},
      {"http://a.example/?b=2&utm_source=x&a=", "http://a.example/?b=2&a"},
      {"http://a.example/?", "http://a.example/"},
      {"http://a.example//x/?&&z", "http://a.example/x/?z"},
  };
  for (const auto& [input, expected] : cases) {
    const auto url = Url::Parse(input);
    ASSERT_TRUE(url.has_value()) << input;
    EXPECT_EQ(url->Canonical({.sort_query = false}), expected) << input;
    EXPECT_EQ(url->Canonical({.sort_query = true}), url->Canonical()) << input;
  }
}

// Lines of fields; fields may be quoted, "" is a quote. Blanks in front of a
// field are no part of it.
std::vector<std::vector<std::string>> ReadLines(const std::string& content) {
  std::vector<std::vector<std::string>> out;
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"' && quoted && i + 1 < line.size() &&
          line[i + 1] == '"') {
        fields.back() += line[++i];
      } else if (line[i] == '"') {
        quoted = !quoted;
      } else if (line[i] == ',' && !quoted) {
        fields.emplace_back();
      } else {
        fields.back() += line[i];
      }
    }
    for (size_t i = 1; i < fields.size(); ++i) {
      fields[i].erase(
          0, std::min(fields[i].find_first_not_of(' '), fields[i].size()));
    }
    out.push_back(std::move(fields));
  }
  return out;
}

// crawler-commons' BasicURLNormalizer and we agree but where stated.
TEST(UrlTest, UrlNormalize) {
  RITMON_REQUIRE_FIXTURE("url-normalize/weirdToNormalizedUrls.csv");
  const auto pairs =
      ReadLines(MustRead(Fixture("url-normalize/weirdToNormalizedUrls.csv")));
  // Decided otherwise: we read http and https only, and a URL has a scheme.
  const std::map<std::string, std::string> decided = {
      {"file:///foo/bar.txt", "error"},
      {"ftp:/", "error"},
      {"http:////", "error"},
      {"http:///////", "error"},
      {"foo.com/index.html", "error"},
      {"ftp://foo.com/index.html", "error"},
      {"file:/path/index.html", "error"},
      {"file:/var/www/html/////./bar/index.html", "error"},
      {"file:/var/www/html/foo/../bar/index.html", "error"},
  };
  int agreed = 0;
  int differed = 0;
  for (const auto& fields : pairs) {
    ASSERT_EQ(fields.size(), 2u) << fields[0];
    const std::string canonical = CanonicalOrError(fields[0]);
    if (const auto it = decided.find(fields[0]); it != decided.end()) {
      EXPECT_EQ(canonical, it->second) << fields[0];
      EXPECT_NE(canonical, fields[1]) << fields[0];
      ++differed;
      continue;
    }
    EXPECT_EQ(canonical, fields[1]) << fields[0];
    ++agreed;
  }
  std::cout << agreed << " agree, " << differed << " differ by decision\n";
  EXPECT_EQ(agreed + differed, static_cast<int>(pairs.size()));
  EXPECT_EQ(differed, static_cast<int>(decided.size()));
}

TEST(UrlTest, UrlNormalizeInvalid) {
  RITMON_REQUIRE_FIXTURE("url-normalize/invalidUrls.csv");
  int refused = 0;
  for (const auto& fields :
       ReadLines(MustRead(Fixture("url-normalize/invalidUrls.csv")))) {
    EXPECT_EQ(CanonicalOrError(fields[0]), "error") << fields[0];
    ++refused;
  }
  EXPECT_EQ(refused, 2);
}

TEST(UrlTest, UrlResolve) {
  RITMON_REQUIRE_FIXTURE("url-normalize/url-resolve.csv");
  // Decided otherwise: a file is none of ours.
  const std::map<std::string, std::string> decided = {
      {"//server/file", "error"}};
  int agreed = 0;
  int differed = 0;
  for (const auto& fields :
       ReadLines(MustRead(Fixture("url-normalize/url-resolve.csv")))) {
    ASSERT_EQ(fields.size(), 3u) << fields[0];
    const auto base = Url::Parse(fields[1]);
    const std::string href = HrefOrError(fields[0], base ? &*base : nullptr);
    if (const auto it = decided.find(fields[0]); it != decided.end()) {
      EXPECT_EQ(href, it->second) << fields[0];
      ++differed;
      continue;
    }
    // They keep the fragment.
    EXPECT_EQ(href, fields[2].substr(0, fields[2].find('#'))) << fields[0];
    ++agreed;
  }
  std::cout << agreed << " agree, " << differed << " differ by decision\n";
  EXPECT_EQ(agreed, 21);
  EXPECT_EQ(differed, 1);
}

// ---- Properties -------------------------------------------------------------

// URLs put together from pieces that have a meaning to the parser.
std::string RandomUrl(std::mt19937* random) {
  static const std::vector<std::string> pieces = {"http:",
                                                  "https:",
                                                  "//",
                                                  "/",
                                                  "\\",
                                                  "?",
                                                  "#",
                                                  "&",
                                                  "=",
                                                  "@",
                                                  ":",
                                                  ";",
                                                  ".",
                                                  "..",
                                                  "%2e",
                                                  "%2E%2e",
                                                  "%",
                                                  "%4",
                                                  "%41",
                                                  "%c3%a4",
                                                  "[",
                                                  "]",
                                                  "[::1]",
                                                  "a.example",
                                                  "127.1",
                                                  "0x",
                                                  "xn--",
                                                  "\xC3\xBC",
                                                  "\xFF",
                                                  " ",
                                                  "\t",
                                                  "'",
                                                  "\"",
                                                  "|",
                                                  "jsessionid=1",
                                                  ";jsessionid=",
                                                  "utm_x=1",
                                                  "sid=",
                                                  "(S(",
                                                  "))",
                                                  "0123456789abcdef0123456789",
                                                  "a",
                                                  "B",
                                                  "80",
                                                  "^",
                                                  "{",
                                                  "+",
                                                  "%2B",
                                                  "%3B",
                                                  "%26",
                                                  "%3D",
                                                  std::string(1, '\0')};
  std::string url =
      (*random)() % 4 == 0 ? "" : std::string("http://a.example/");
  for (size_t n = (*random)() % 12; n > 0; --n) {
    url += pieces[(*random)() % pieces.size()];
  }
  return url;
}

// Writing and parsing again changes nothing; neither does Canonical twice.
TEST(UrlTest, FormsAreStable) {
  std::mt19937 random(7);
  const auto base = Url::Parse("http://u@a.example:8080/x/y?z");
  ASSERT_TRUE(base.has_value());
  int parsed = 0;
  for (int i = 0; i < 30000; ++i) {
    const std::string input = RandomUrl(&random);
    const auto url = Url::Parse(input, i % 2 == 0 ? &*base : nullptr);
    if (!url) continue;
    ++parsed;
    ASSERT_EQ(HrefOrError(url->href()), url->href()) << input;
    ASSERT_EQ(HrefOrError(url->href(), &*base), url->href()) << input;
    const std::string canonical = url->Canonical();
    const auto again = Url::Parse(canonical);
    ASSERT_TRUE(again.has_value()) << input << " -> " << canonical;
    ASSERT_EQ(again->href(), canonical) << input;
    ASSERT_EQ(again->Canonical(), canonical) << input;
    // Only the order is left to the option.
    constexpr CanonicalOptions kAsWritten{.sort_query = false};
    const auto unsorted = Url::Parse(url->Canonical(kAsWritten));
    ASSERT_TRUE(unsorted.has_value()) << input;
    ASSERT_EQ(unsorted->Canonical(kAsWritten), unsorted->href()) << input;
    ASSERT_EQ(unsorted->Canonical(), canonical) << input;
    for (const char c : url->href()) {
      ASSERT_TRUE(c > 0x20 && c < 0x7F) << input << " -> " << url->href();
    }
  }
  EXPECT_GT(parsed, 10000);
}

TEST(UrlTest, AnyBytesAreAccepted) {
  std::mt19937 random(8);
  for (int i = 0; i < 20000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const auto url = Url::Parse((i % 2 == 0 ? "http://" : "") + bytes);
    if (url) {
      ASSERT_EQ(HrefOrError(url->href()), url->href());
    }
  }
}

TEST(PercentEncodingTest, NormalFormIsStable) {
  EXPECT_EQ(NormalizePercentEncoding("%7e%2f%zz%"), "~%2F%25zz%25");
  EXPECT_EQ(NormalizePercentEncoding("%%36%36"), "%2566");
  EXPECT_EQ(PercentDecode("%41%4"), "A%4");
  std::mt19937 random(9);
  for (int i = 0; i < 5000; ++i) {
    std::string text(random() % 12, '\0');
    for (char& c : text) c = "%%%0123456789aFx ~/\xFF"[random() % 21];
    const std::string once = NormalizePercentEncoding(text);
    ASSERT_EQ(NormalizePercentEncoding(once), once) << text;
  }
}

}  // namespace
}  // namespace ritmon
