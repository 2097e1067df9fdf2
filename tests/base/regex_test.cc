// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/regex.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace ritmon {
namespace {

TEST(RegexTest, FindsAllFromLeftToRight) {
  struct Case {
    std::string pattern;
    std::string text;
    std::vector<RegexSpan> spans;
  };
  const Case cases[] = {
      {"a+", "aa b a", {{0, 2}, {5, 6}}},
      {"a*", "baac", {{1, 3}}},  // empty matches are left out
      {"x", "", {}},
      {"", "abc", {}},
      {"^a", "aa", {{0, 1}}},  // the beginning is that of the text
      {"aa", "aaaaa", {{0, 2}, {2, 4}}},
      {"ü", "grün", {{2, 4}}},
      {"b$", "ab b", {{3, 4}}},
  };
  for (const Case& c : cases) {
    const auto regex = Regex::Compile(c.pattern);
    ASSERT_TRUE(regex.has_value()) << regex.error().message;
    std::vector<RegexSpan> spans;
    for (const RegexMatch& match : regex->FindAll(c.text)) {
      spans.push_back(*match.front());
    }
    EXPECT_EQ(spans, c.spans) << c.pattern << " in " << c.text;
    EXPECT_TRUE(spans.empty() || regex->Occurs(c.text));
  }
}

TEST(RegexTest, Groups) {
  const auto regex = Regex::Compile("(a)|(b)(c)?");
  ASSERT_TRUE(regex.has_value());
  EXPECT_EQ(regex->groups(), 3);
  const auto match = regex->Find("xbc");
  ASSERT_TRUE(match.has_value());
  EXPECT_EQ((*match)[0], (RegexSpan{1, 3}));
  EXPECT_FALSE((*match)[1].has_value());
  EXPECT_EQ((*match)[2], (RegexSpan{1, 2}));
  EXPECT_EQ((*match)[3], (RegexSpan{2, 3}));
  EXPECT_EQ((*regex->Find("aba", 1))[0], (RegexSpan{1, 2}));
  EXPECT_FALSE(regex->Find("a", 1).has_value());
  EXPECT_FALSE(regex->Find("a", 2).has_value());
}

TEST(RegexTest, RefusesWithTheReason) {
  for (const char* pattern : {"(", "a**", "[", "(?=a)", "\\1", "a{2,1}",
                              "((a{1000}){1000}){1000}", "\xFF"}) {
    const auto regex = Regex::Compile(pattern);
    ASSERT_FALSE(regex.has_value()) << pattern;
    EXPECT_EQ(regex.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(regex.error().message.find("regular expression"),
              std::string::npos);
  }
}

// What the filter is for: a pattern that matches is always among those that
// the literals seen in the text suggest.
TEST(RegexFilterTest, NeverHidesAMatch) {
  const std::vector<std::string> patterns = {"wasserstoff(tank|zug)",
                                             "co2.{0,20}abscheid",
                                             "h1, h2|h2, h3",
                                             "m/w/d|w/m/d",
                                             "^hotel am",
                                             "batterie\\w* (recycl|aufbereit)"};
  const std::vector<std::string> texts = {
      "der wasserstoffzug",
      "co2 wird hier abgescheidet",
      "h2, h3",
      "(m/w/d)",
      "hotel am see",
      "batteriezellen recycling",
      "hotel",
      "batterie",
      "",
      "das hotel am see",
      "co2 abscheidung und wasserstofftank w/m/d"};
  int matches = 0;
  int spared = 0;
  for (const std::string& pattern : patterns) {
    const auto filter = RegexFilter::Compile(pattern);
    ASSERT_TRUE(filter.has_value()) << filter.error().message;
    for (const std::string& text : texts) {
      std::vector<int> seen;
      for (size_t i = 0; i < filter->atoms().size(); ++i) {
        EXPECT_GE(filter->atoms()[i].size(), 3u);
        if (text.find(filter->atoms()[i]) != std::string::npos) {
          seen.push_back(static_cast<int>(i));
        }
      }
      if (Regex::Compile(pattern)->Occurs(text)) {
        EXPECT_TRUE(filter->MayMatch(seen)) << pattern << " in " << text;
        ++matches;
      } else {
        spared += filter->MayMatch(seen) ? 0 : 1;
      }
    }
  }
  EXPECT_EQ(matches, 8);
  EXPECT_GT(spared, 50);
}

TEST(RegexFilterTest, LooksForTheLongestLiterals) {
  const std::pair<const char*, std::vector<std::string>> cases[] = {
      {"(und|mit) .*windkraftanlagen", {"windkraftanlagen"}},
      {"elektrolyse \\d+ mw", {"elektrolyse "}},
      {"h2, h3", {"h2, h3"}},
      {"abc.*def|xyz", {"abc", "def", "xyz"}},
  };
  for (const auto& [pattern, atoms] : cases) {
    const auto filter = RegexFilter::Compile(pattern);
    ASSERT_TRUE(filter.has_value()) << filter.error().message;
    EXPECT_THAT(filter->atoms(), testing::UnorderedElementsAreArray(atoms))
        << pattern;
  }
}

TEST(RegexFilterTest, RefusesWhatWouldBeTriedOnEveryText) {
  for (const char* pattern :
       {"a", "\\d+", "h2", "wasserstoff|\\d", ".*", "("}) {
    const auto filter = RegexFilter::Compile(pattern);
    ASSERT_FALSE(filter.has_value()) << pattern;
    EXPECT_NE(filter.error().message.find("'" + std::string(pattern) + "'"),
              std::string::npos)
        << filter.error().message;
  }
}

}  // namespace
}  // namespace ritmon
