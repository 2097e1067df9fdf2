// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/path_pattern.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace ritmon {
namespace {

// RFC 9309, 2.2.2 and 2.2.3.
TEST(PathPatternTest, Matches) {
  const struct {
    const char* pattern;
    const char* path;
    bool matches;
  } cases[] = {
      {"/", "/", true},
      {"/", "/a?b", true},
      {"/fish", "/fish", true},
      {"/fish", "/fishheads/yummy.html", true},
      {"/fish", "/Fish.asp", false},
      {"/fish", "/catfish", false},
      {"/fish*", "/fish.php?id=1", true},
      {"/fish/", "/fish", false},
      {"/*.php", "/folder/filename.php?x", true},
      {"/*.php", "/", false},
      {"/*.php$", "/folder/filename.php", true},
      {"/*.php$", "/filename.php?x", false},
      {"/fish*.php", "/fishheads/catfish.php?x", true},
      {"/fish*.php", "/Fish.PHP", false},
      {"/$", "/", true},
      {"/$", "/a", false},
      {"/this/path/exactly$", "/this/path/exactly", true},
      {"/this/*/then", "/this/and/that/then/more", true},
      {"*", "/anything", true},
      {"", "/", true},
      {"$", "/", false},
      {"/a*b*c$", "/abcbc", true},
      {"/a*b*c$", "/abcb", false},
      {"/a*a$", "/a", false},
      {"/a$b", "/a$bc", true},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(MatchesPathPattern(c.path, c.pattern), c.matches)
        << c.pattern << " " << c.path;
  }
  EXPECT_EQ(std::size(cases), 25u);
}

// Tries everything.
bool MatchesSlowly(std::string_view path, std::string_view pattern) {
  if (pattern.empty()) return true;
  if (pattern == "$") return path.empty();
  if (pattern.front() == '*') {
    for (size_t i = 0; i <= path.size(); ++i) {
      if (MatchesSlowly(path.substr(i), pattern.substr(1))) return true;
    }
    return false;
  }
  return !path.empty() && path.front() == pattern.front() &&
         MatchesSlowly(path.substr(1), pattern.substr(1));
}

TEST(PathPatternTest, RandomAgainstTryingEverything) {
  std::mt19937 random(20240510);
  const auto word = [&](std::string_view letters, size_t longest) {
    std::string text;
    for (size_t length = random() % (longest + 1); length > 0; --length) {
      text += letters[random() % letters.size()];
    }
    return text;
  };
  int matched = 0;
  for (int i = 0; i < 20000; ++i) {
    const std::string path = word("ab/", 8);
    std::string pattern = word("ab/*", 6);
    if (random() % 3 == 0) pattern += '$';
    const bool expected = MatchesSlowly(path, pattern);
    EXPECT_EQ(MatchesPathPattern(path, pattern), expected)
        << pattern << " " << path;
    matched += expected ? 1 : 0;
  }
  EXPECT_GT(matched, 1000);
  EXPECT_LT(matched, 19000);
}

TEST(PathPatternTest, Escapes) {
  EXPECT_EQ(EscapePath("/k\xC3\xBCste"), "/k%C3%BCste");
  EXPECT_EQ(EscapePath("/k%c3%bcste"), "/k%C3%BCste");
  EXPECT_EQ(EscapePath("/%7e%zz%4"), "/%7E%zz%4");
  EXPECT_TRUE(IsPercentEncoded("a%2f", 1));
  EXPECT_FALSE(IsPercentEncoded("a%2", 1));
  EXPECT_FALSE(IsPercentEncoded("a%2g", 1));
  EXPECT_FALSE(IsPercentEncoded("", 0));
}

}  // namespace
}  // namespace ritmon
