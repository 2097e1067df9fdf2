// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/html_stand_in.h"

#include <gtest/gtest.h>

#include <string>

#include "base/charset.h"
#include "classifier/html_tree.h"

namespace ritmon {
namespace {

TEST(HtmlStandInTest, IndexAndBack) {
  for (size_t index = 0; index < kMaxStandIns; ++index) {
    std::string text;
    AppendStandIn(index, text);
    ASSERT_EQ(text.size(), kStandInBytes) << index;
    ASSERT_EQ(StandInIndex(text), index);
  }
}

TEST(HtmlStandInTest, OtherTextIsNone) {
  const std::string_view texts[] = {"",
                                    "a",
                                    "abcd",
                                    "äöü",
                                    "\xF0\x9F\x98\x80",
                                    "\xF3\xA0\x84\x80",
                                    "\xEE\x80\x80x",
                                    "\xF3\xBF\xBF\xBE",
                                    "\xF4\x8F\xBF\xBF",
                                    "\xF3\xB0\x80"};
  for (const std::string_view text : texts)
    EXPECT_FALSE(StandInIndex(text)) << text;
}

TEST(HtmlStandInTest, Unforged) {
  const struct {
    const char* text;
    const char* unforged;
  } cases[] = {
      {"", ""},
      {"a & b &amp; c&#65;&#x41;", "a & b &amp; c&#65;&#x41;"},
      {"&#xEFFFF;", "&#xEFFFF;"},
      {"&#xF0000;", "\uFFFD"},
      {"a&#xf0000b", "a\uFFFD"},
      {"&#x10FFFDg", "\uFFFDg"},
      {"&#X000000F0000;!", "\uFFFD!"},
      {"&#983040;", "\uFFFD"},
      {"&#983039;", "&#983039;"},
      // More than any integer holds.
      {"&#99999999999999999999999999;x", "\uFFFDx"},
      {"&#x1000000000000000F0000;x", "\uFFFDx"},
      {"&#", "&#"},
      {"&#x", "&#x"},
      {"a\xF3\xB0\x80\x80z", "a\uFFFDz"},
      {"\xF4\x8F\xBF\xBD", "\uFFFD"},
      {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"},
  };
  for (const auto& c : cases) {
    std::string out;
    AppendUnforged(c.text, out);
    EXPECT_EQ(out, c.unforged) << c.text;
  }
}

size_t Count(const std::string& text, const std::string& word) {
  size_t count = 0;
  for (size_t at = text.find(word); at != std::string::npos;
       at = text.find(word, at + 1))
    ++count;
  return count;
}

// A page that names the stand-in of its first text gets nothing for it.
TEST(HtmlStandInTest, PagesCannotForgeThem) {
  const char* const forgeries[] = {
      "&#xF0000;",         "&#983040;",           "&amp;\xF3\xB0\x80\x80",
      "&#x0F0000",         "\xF3\xB0\x80\x80",    "&#00983040;&",
      "&#x1F0000;&#x0;",   "&#4295950336;",       "&#x1000F0000;",
      "<b>&</b>&#xF0000;", "\x01\xF3\xB0\x80\x80"};
  for (const char* forgery : forgeries) {
    for (const char* around : {"<p>", "<title>", "<td>", "<table>", "<a>"}) {
      const HtmlTree tree =
          HtmlTree::Parse("<p>geheim</p>" + std::string(around) + forgery);
      EXPECT_EQ(Count(tree.TextOf(0), "geheim"), 1u) << around << forgery;
      EXPECT_TRUE(IsValidUtf8(tree.TextOf(0)));
    }
  }
}

TEST(HtmlStandInTest, MoreTextsThanStandIns) {
  std::string html;
  const size_t texts = kMaxStandIns + 500;
  for (size_t i = 0; i < texts; ++i) html += "<br>q";
  html += "<br>\xF3\xB0\x80\x80&#xF0000;<br>\xF4\x8F\xBF\xBD";
  const HtmlTree tree = HtmlTree::Parse(html);
  EXPECT_EQ(Count(tree.TextOf(0), "q"), texts);
  EXPECT_EQ(Count(tree.TextOf(0), "\uFFFD"), 3u);
}

}  // namespace
}  // namespace ritmon
