// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/block_language.h"

#include <gtest/gtest.h>

#include <string>

#include "classifier/page_parser.h"
#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

constexpr char kGerman[] =
    "Die Gesellschaft baut Elektrolyseure für Stadtwerke und liefert sie an "
    "die "
    "ganze Küste; wir suchen Verstärkung für unser Team in Lübeck.";
constexpr char kEnglish[] =
    "The company builds electrolysers for public utilities and ships them to "
    "the whole coast; we are looking for people who would like to join us.";

Page Read(const std::string& body, const std::string& lang = "de") {
  return ParsePage(MakeUrl("http://firma.example/x"),
                   "<!DOCTYPE html><html lang=" + lang +
                       "><meta charset=utf-8><body>" + body,
                   "text/html");
}

std::string P(const std::string& text) { return "<p>" + text + "</p>"; }

// The language of the block that begins with `text`; "?" if there is none.
std::string LanguageOfBlock(const Page& page, const std::string& text) {
  for (const Block& block : page.blocks) {
    if (block.text.starts_with(text)) return block.lang;
  }
  return "?";
}

TEST(BlockLanguageTest, ABlockInAnotherLanguageThanThePage) {
  const Page page =
      Read(P(kGerman) + P(kGerman) + P(kGerman) + P(kEnglish) + P("Read more"));
  EXPECT_EQ(page.lang, "de");
  EXPECT_EQ(LanguageOfBlock(page, "Die Gesellschaft"), "");
  EXPECT_EQ(LanguageOfBlock(page, "The company"), "en");
  EXPECT_EQ(LanguageOfBlock(page, "Read more"), "");  // too little to say
}

TEST(BlockLanguageTest, APageInOneLanguageHasNoneOfItsBlocks) {
  for (const char* text : {kGerman, kEnglish}) {
    for (const Block& block : Read(P(text) + P(text)).blocks) {
      EXPECT_EQ(block.lang, "") << block.text;
    }
  }
}

TEST(BlockLanguageTest, AnAttributeHintsAndDoesNotDecide) {
  const Page page =
      Read(P(kGerman) + P(kGerman) + "<div lang=en-GB>" + P(kEnglish) +
           "</div><section lang=fr>" + P(kGerman) + "</section>");
  EXPECT_EQ(LanguageOfBlock(page, "The company"), "en");
  for (const Block& block : page.blocks) {
    if (block.text == kGerman) {
      EXPECT_EQ(block.lang, "");
    }
  }
}

TEST(BlockLanguageTest, BehindTheSampleTheSmallWordsTell) {
  std::string body;
  while (body.size() < 20'000) body += P(kGerman);
  const Page page = Read(body + P(kEnglish));
  EXPECT_EQ(page.lang, "de");
  EXPECT_EQ(LanguageOfBlock(page, "The company"), "en");
  EXPECT_EQ(LanguageOfBlock(page, "Die Gesellschaft"), "");
}

TEST(BlockLanguageTest, MenusAndFootersHaveNone) {
  const Page page =
      Read(P(kGerman) + P(kGerman) + "<footer>" + P(kEnglish) + "</footer>");
  EXPECT_EQ(LanguageOfBlock(page, "The company"), "");
}

TEST(PageNotesTest, WhatWasRepairedIsNoted) {
  const struct {
    const char* what;
    std::string body;
    const char* type;
    const char* notes;
    const char* text;
  } cases[] = {
      {"sound", "<p>Größe für Lübeck", "text/html; charset=utf-8", "",
       "Größe für Lübeck"},
      {"declared wrongly",
       "<p>Gr\xF6\xDF"
       "e f\xFCr L\xFC"
       "beck",
       "text/html; charset=utf-8", "charset-repaired", "Größe für Lübeck"},
      {"encoded twice", "<p>GrÃ¶ÃŸe fÃ¼r LÃ¼beck", "text/html; charset=utf-8",
       "mojibake", "Größe für Lübeck"},
      {"as entities", "<p>Gr&Atilde;&para;&Atilde;&#376;e f&Atilde;&frac14;r",
       "text/html; charset=utf-8", "mojibake", "Größe für"},
      {"given up",
       "<p>Gr\uFFFD\uFFFD"
       "e f\uFFFDr L\uFFFD"
       "beck",
       "text/html; charset=utf-8", "mojibake",
       "Gr\uFFFD\uFFFD"
       "e f\uFFFDr L\uFFFD"
       "beck"},
  };
  for (const auto& c : cases) {
    const Page page =
        ParsePage(MakeUrl("http://firma.example/x"), c.body, c.type);
    EXPECT_EQ(ToString(page.notes), c.notes) << c.what;
    ASSERT_EQ(page.blocks.size(), 1u) << c.what;
    EXPECT_EQ(page.blocks[0].text, c.text) << c.what;
  }
}

}  // namespace
}  // namespace ritmon
