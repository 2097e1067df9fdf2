// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ascii.h"

#include <gtest/gtest.h>

#include "base/utf8_prefix.h"

namespace ritmon {
namespace {

TEST(AsciiTest, OnlyLettersOfAsciiChange) {
  EXPECT_EQ(AsciiLower("Content-TYPE[@Z`{"), "content-type[@z`{");
  EXPECT_EQ(AsciiLower("ÄÖÜ"), "ÄÖÜ");
  EXPECT_EQ(AsciiLower(std::string_view("A\0B", 3)),
            std::string_view("a\0b", 3));
}

TEST(AsciiTest, BeginningsWithoutCase) {
  EXPECT_TRUE(StartsWithNoCase("Text/HTML; charset=x", "text/html"));
  EXPECT_TRUE(StartsWithNoCase("text", ""));
  EXPECT_FALSE(StartsWithNoCase("text", "text/html"));
  EXPECT_FALSE(StartsWithNoCase("[", "{"));
}

TEST(Utf8PrefixTest, NoCharacterIsCutInTwo) {
  const std::string_view text = "aß€😀";  // 1, 2, 3 and 4 bytes
  const size_t expected[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 10};
  for (size_t limit = 0; limit < std::size(expected); ++limit) {
    EXPECT_EQ(Utf8Prefix(text, limit), text.substr(0, expected[limit]))
        << limit;
  }
  EXPECT_EQ(Utf8Prefix("\x80\x80\x80", 2), "") << "no beginning anywhere";
}

}  // namespace
}  // namespace ritmon
