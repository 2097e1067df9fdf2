// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/character_reference.h"

#include <gtest/gtest.h>

#include <utility>

namespace ritmon {
namespace {

TEST(CharacterReferenceTest, Decodes) {
  const std::pair<const char*, const char*> cases[] = {
      {"a &amp; b &lt;p&gt; &quot;&apos;", "a & b <p> \"'"},
      {"&#65;&#x41;&#X41;&#0065;", "AAAA"},
      {"&uuml;&Uuml;&szlig;&nbsp;&yuml;", "üÜß\xC2\xA0ÿ"},
      {"&ndash;&hellip;&euro;&thetasym;&zwnj;", "–…€ϑ\xE2\x80\x8C"},
      // What is none stays.
      {"R&D & Co; &unknown; &amp &;", "R&D & Co; &unknown; &amp &;"},
      {"?a=1&b=2&copy=3", "?a=1&b=2&copy=3"},
      {"&#;&#x;&#xZ;&#1a;", "&#;&#x;&#xZ;&#1a;"},
      {"&AMP;", "&AMP;"},
      // Once only.
      {"&amp;lt;", "&lt;"},
      // Windows-1252 by number, and what is no character.
      {"&#150;&#x80;", "–€"},
      {"&#0;&#xD800;&#x110000;&#99999999;", "����"},
      {"", ""},
      {"&", "&"},
  };
  for (const auto& [text, expected] : cases) {
    EXPECT_EQ(DecodeCharacterReferences(text), expected) << text;
  }
}

TEST(CharacterReferenceTest, SaysHowLongItIs) {
  const auto found = FindCharacterReference("&uuml;ber");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->code_point, U'ü');
  EXPECT_EQ(found->size, 6U);
  EXPECT_FALSE(FindCharacterReference("x&uuml;"));
}

}  // namespace
}  // namespace ritmon
