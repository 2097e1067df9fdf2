// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/robots_directives.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

// "i", "f", "a" for noindex, nofollow, noai.
std::string Letters(const RobotsDirectives& found) {
  std::string letters;
  if (found.noindex) letters += 'i';
  if (found.nofollow) letters += 'f';
  if (found.noai) letters += 'a';
  return letters;
}

TEST(RobotsDirectivesTest, Meta) {
  const struct {
    const char* content;
    const char* asked;
  } cases[] = {
      {"", ""},
      {"noindex", "i"},
      {"NoIndex , NOFOLLOW", "if"},
      {"noindex nofollow", "if"},
      {"noindex;noai", "ia"},
      {"noindex,nofollow,noai,noimageai", "ifa"},
      {"none", "if"},
      {"NONE, noai", "ifa"},
      {"noimageai", ""},
      {"noai", "a"},
      {"\xC2\xA0noai\xC2\xA0", "a"},
      {"index, follow, max-snippet:-1, max-image-preview:large", ""},
      {"all", ""},
      {"noindexed, nonofollow, noaix", ""},
      {"non-noai", ""},
      {"max-snippet:-1,noai", "a"},
      {",,, noindex ,,", "i"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Letters(ParseMetaRobots(c.content)), c.asked) << c.content;
  }
  EXPECT_EQ(std::size(cases), 17u);
}

TEST(RobotsDirectivesTest, Header) {
  const struct {
    const char* value;
    const char* asked;
  } cases[] = {
      {"", ""},
      {"noindex", "i"},
      {"noai, noimageai", "a"},
      {"noimageai", ""},
      {"ritmon: noai", "a"},
      {"RITMON : NoAI", "a"},
      {"ritmon/2.0: noai", "a"},
      {"*: noindex", "i"},
      {"robots: noindex", "i"},
      // Meant for others, up to the next name.
      {"googlebot: noindex", ""},
      {"Googlebot-News: noindex, nofollow", ""},
      {"GPTBot/1.1: noai", ""},
      {"ia_archiver: none", ""},
      {"ritmonitor: noindex", ""},
      {"noindex, googlebot: nofollow", "i"},
      {"googlebot: nofollow, ritmon: noindex, noai", "ia"},
      {"ritmon: noindex, googlebot: nofollow, noai", "i"},
      {"googlebot: nofollow, *: noai", "a"},
      // A colon that follows no name.
      {"unavailable_after: 25 Jun 2010 15:00:00 PST", ""},
      {"unavailable_after: 25 Jun 2010 15:00:00 PST, noindex", "i"},
      {"unavailable_after: Friday, 25-Jun-10 15:00:00 UTC, noai", "a"},
      {"unavailable_after: 2010-06-25T15:00:00+02:00, nofollow", "f"},
      {"max-snippet:-1, noindex", "i"},
      {"max-image-preview: large, noai", "a"},
      {"googlebot: unavailable_after: 25 Jun 2010 15:00:00 PST", ""},
      {"googlebot: max-snippet: 5, noindex", ""},
      {"noai: 1", "a"},
      {"noindex: ritmon", "i"},
      {": noindex", "i"},
      {"noindex:", "i"},
      // In doubt it binds.
      {"noindex googlebot: nofollow", "if"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Letters(ParseRobotsTag(c.value, "ritmon")), c.asked) << c.value;
  }
  EXPECT_EQ(std::size(cases), 31u);
}

TEST(RobotsDirectivesTest, AllHeadersCount) {
  const HeaderList headers = {{"X-Robots-Tag", "googlebot: nofollow"},
                              {"x-robots-tag", "noindex"},
                              {"Robots", "nofollow"},
                              {"X-ROBOTS-TAG", "ritmon: noai"}};
  EXPECT_EQ(Letters(RobotsTagsOf(headers, "ritmon")), "ia");
  EXPECT_EQ(Letters(RobotsTagsOf(headers, "googlebot")), "if");
  EXPECT_EQ(Letters(RobotsTagsOf({}, "ritmon")), "");
}

}  // namespace
}  // namespace ritmon
