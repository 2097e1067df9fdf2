// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/robots.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

std::string DecodeBase64(std::string_view text) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const size_t value = kAlphabet.find(c);
    if (value == std::string_view::npos) continue;
    bits = bits << 6 | static_cast<unsigned>(value);
    if ((count += 6) >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 255);
    }
  }
  return out;
}

// Google's own matcher, exported case by case.
TEST(RobotsTest, AgreesWithGoogle) {
  RITMON_REQUIRE_FIXTURE("robots-google/cases.jsonl");
  std::istringstream lines(MustRead(Fixture("robots-google/cases.jsonl")));
  int cases = 0;
  int allowed = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto c = nlohmann::json::parse(line);
    const std::string body =
        c.contains("robotstxt")
            ? c["robotstxt"].get<std::string>()
            : DecodeBase64(c["robotstxt_b64"].get<std::string>());
    const auto rules =
        RobotsRules::Parse(body, c["useragent"].get<std::string>());
    const bool result = rules.Allows(RobotsPath(c["url"].get<std::string>()));
    EXPECT_EQ(result, c["allowed"].get<bool>())
        << c["test"] << " " << c["useragent"] << " "
        << c["url"].get<std::string>().substr(0, 100) << "\n"
        << body.substr(0, 500);
    ++cases;
    allowed += result ? 1 : 0;
  }
  std::cout << cases << " cases, " << allowed << " allowed\n";
  EXPECT_EQ(cases, 145);
  EXPECT_EQ(allowed, 77);
}

struct Case {
  const char* body;
  const char* path;
  bool allowed;
};

void ExpectAll(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(RobotsRules::Parse(c.body, "ritmon").Allows(c.path), c.allowed)
        << c.body << "\n"
        << c.path;
  }
}

// RFC 9309, 2.2.1: the groups of one agent are one; "*" only without them.
TEST(RobotsTest, ChoosesTheGroup) {
  ExpectAll({
      {"User-agent: *\nDisallow: /", "/x", false},
      {"user-AGENT : RitMon/2.0 (x)\ndisallow:/", "/x", false},
      {"User-agent: *\nDisallow: /\n\nUser-agent: ritmon\nDisallow: /a", "/x",
       true},
      {"User-agent: ritmon\nDisallow: /a\nUser-agent: b\nDisallow: /c\n"
       "User-agent: ritmon\nDisallow: /d",
       "/d", false},
      {"User-agent: a\nUser-agent: ritmon\nUser-agent: c\nDisallow: /", "/x",
       false},
      // An empty line or an unknown record ends nothing (2.2.4).
      {"User-agent: ritmon\n\nSitemap: x\nFoo: bar\n\nDisallow: /", "/x",
       false},
      {"User-agent: ritmonitor\nDisallow: /", "/x", true},
      {"Disallow: /", "/x", true},  // belongs to nobody
      {"", "/x", true},
  });
}

// RFC 9309, 2.2.2 and 2.2.3.
TEST(RobotsTest, LongestMatchWins) {
  ExpectAll({
      {"User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/bc", true},
      {"User-agent: *\nAllow: /a\nDisallow: /a", "/a", true},  // a tie
      {"User-agent: *\nDisallow:", "/a", true},
      {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false},
      {"User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true},
      {"User-agent: *\nDisallow: /a$b", "/a$bc", false},
      {"User-agent: *\nDisallow: *", "/", false},
      {"User-agent: *\nDisallow: /a*b*c$", "/a-b-c-bc", false},
      {"User-agent: *\nDisallow: /a*b*c$", "/a-c-b", true},
      {"User-agent: *\nDisallow: /a*$", "/ab", false},
      {"User-agent: *\nDisallow: $", "/", true},
      {"User-agent: *\nDisallow: /\xC3\xBC", "/%c3%bc", false},
      {"User-agent: *\nDisallow: /%c3%BC", "/%C3%bc/", false},
      {"User-agent: *\nDisallow: /", "/robots.txt", true},
      {"User-agent: *\nDisallow: / # everything", "/x", false},
      {"\xEF\xBB\xBFUser-agent: *\rDisallow: /\r", "/x", false},
  });
}

// Not in the RFC.
TEST(RobotsTest, HouseCrawlDelay) {
  const std::pair<const char*, std::optional<milliseconds>> cases[] = {
      {"User-agent: *\nCrawl-delay: 10", milliseconds(10000)},
      {"User-agent: *\nCrawl-delay: 0.5", milliseconds(500)},
      {"User-agent: *\nCrawl-delay: 10s", milliseconds(10000)},
      {"User-agent: *\nCrawl-Delay:0", milliseconds(0)},
      {"User-agent: *\nCrawl-delay: 1e9", milliseconds(1000)},
      {"User-agent: *\nCrawl-delay: 99999999999", milliseconds(86400000)},
      {"User-agent: *\nCrawl-delay: -1", std::nullopt},
      {"User-agent: *\nCrawl-delay: nan", std::nullopt},
      {"User-agent: *\nCrawl-delay: inf", std::nullopt},
      {"User-agent: *\nCrawl-delay:", std::nullopt},
      {"Crawl-delay: 3", std::nullopt},
      {"User-agent: other\nCrawl-delay: 3\nDisallow: /", std::nullopt},
      {"User-agent: ritmon\nDisallow: /x\nUser-agent: *\nCrawl-delay: 3",
       std::nullopt},
      // The delay is no rule, so this is one group for both.
      {"User-agent: *\nCrawl-delay: 3\nUser-agent: ritmon\nDisallow:",
       milliseconds(3000)},
      {"User-agent: ritmon\nCrawl-delay: 3\nDisallow:\n"
       "User-agent: ritmon\nCrawl-delay: 2\nDisallow:",
       milliseconds(3000)},
  };
  for (const auto& [body, expected] : cases) {
    EXPECT_EQ(RobotsRules::Parse(body, "ritmon").crawl_delay(), expected)
        << body;
  }
}

TEST(RobotsTest, ListsSitemapsAndCountsTheRest) {
  const auto rules = RobotsRules::Parse(
      "<html>\nSitemap: https://a.example/s.xml # main\nHost: a.example\n"
      "User-agent: other\nDisallow: /\nsite-map: /b.xml\nnonsense\n\n# x\n",
      "ritmon");
  EXPECT_EQ(rules.sitemaps(),
            (std::vector<std::string>{"https://a.example/s.xml", "/b.xml"}));
  EXPECT_EQ(rules.skipped_lines(), 3);
}

TEST(RobotsTest, LimitsWhatIsRead) {
  std::string body = "User-agent: *\n" +
                     std::string(RobotsRules::kMaxBytes, '\n') + "Disallow: /";
  EXPECT_TRUE(RobotsRules::Parse(body, "ritmon").Allows("/x"));
  // A pattern made to be slow: many stars and a path that nearly fits.
  body = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 5000; ++i) body += "a*";
  body += "b$";
  EXPECT_TRUE(
      RobotsRules::Parse(body, "ritmon").Allows("/" + std::string(8000, 'a')));
}

TEST(RobotsTest, TakesThePathOutOfAUrl) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "/"},
      {"http://a.example", "/"},
      {"http://a.example/x?y#z", "/x?y"},
      {"http://a.example?y", "/?y"},
      {"//a.example/x", "/x"},
      {"a.example/x", "/x"},
      {"/x?u=http://b.example/", "/x?u=http://b.example/"},
  };
  for (const auto& [url, expected] : cases) {
    EXPECT_EQ(RobotsPath(url), expected) << url;
  }
}

// The clever thing against the stupid thing: recursion that tries everything.
bool NaiveMatch(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return true;
  if (pattern == "$") return path.empty();
  if (pattern[0] == '*') {
    return NaiveMatch(path, pattern.substr(1)) ||
           (!path.empty() && NaiveMatch(path.substr(1), pattern));
  }
  return !path.empty() && path[0] == pattern[0] &&
         NaiveMatch(path.substr(1), pattern.substr(1));
}

TEST(RobotsTest, MatchesAsTheNaiveMatcherDoes) {
  std::mt19937 random(3);
  int matched = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string pattern = "/";
    for (size_t n = random() % 7; n > 0; --n) pattern += "ab**$"[random() % 5];
    std::string path = "/";
    for (size_t n = random() % 8; n > 0; --n) path += "aab$"[random() % 4];
    const bool expected = NaiveMatch(path, pattern);
    const auto rules =
        RobotsRules::Parse("User-agent: *\nDisallow: " + pattern, "ritmon");
    ASSERT_EQ(rules.Allows(path), !expected) << pattern << " " << path;
    matched += expected ? 1 : 0;
  }
  EXPECT_GT(matched, 1000);
}

TEST(RobotsTest, AnyBytesAreAccepted) {
  std::mt19937 random(4);
  const std::string words[] = {"User-agent:",
                               "Disallow:",
                               "Allow",
                               ":",
                               "*",
                               "/",
                               "$",
                               "\n",
                               "\r",
                               "#",
                               " ",
                               "%",
                               "ritmon",
                               "\xEF\xBB",
                               "\xFF",
                               "Crawl-delay: ",
                               "1"};
  for (int i = 0; i < 5000; ++i) {
    std::string body;
    for (size_t n = random() % 30; n > 0; --n) {
      body += random() % 8 == 0 ? std::string(1, static_cast<char>(random()))
                                : words[random() % std::size(words)];
    }
    const auto rules = RobotsRules::Parse(body, "ritmon");
    // Rules only ever come from groups.
    if (body.find("gent") == std::string::npos) {
      EXPECT_TRUE(rules.Allows("/x"));
    }
    EXPECT_TRUE(rules.Allows("/robots.txt"));
  }
}

}  // namespace
}  // namespace ritmon
