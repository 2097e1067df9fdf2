// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/language.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

TEST(LanguageTest, PrimaryLanguageOfATag) {
  const struct {
    const char* tag;
    const char* language;
  } cases[] = {
      {"de", "de"},   {"de-DE", "de"},  {"DE_at", "de"},  {"en-Latn-US", "en"},
      {"gsw", "gsw"}, {"de, en", "de"}, {"", ""},         {"deutsch", ""},
      {"d", ""},      {"12", ""},       {"{{lang}}", ""}, {"-", ""}};
  for (const auto& c : cases) {
    EXPECT_EQ(PrimaryLanguage(c.tag), c.language) << c.tag;
  }
}

TEST(LanguageTest, TheDeclarationTipsTheScalesAndDoesNotOverrule) {
  const char* const german =
      "Die Gesellschaft baut Elektrolyseure für Stadtwerke und liefert sie an "
      "die ganze Küste. Wir suchen Verstärkung.";
  EXPECT_EQ(DetectLanguage(german).lang, "de");
  EXPECT_GT(DetectLanguage(german).confidence, 0.9);
  EXPECT_EQ(DetectLanguage(german, "en-US").lang, "de");
  EXPECT_EQ(DetectLanguage("", "de").lang, "de");
  EXPECT_LT(DetectLanguage("", "de").confidence, 0.5);
  EXPECT_EQ(DetectLanguage("").lang, "");
  EXPECT_EQ(DetectLanguage("").confidence, 0);
  EXPECT_EQ(DetectLanguage("12345 67890 !!!").lang, "");
}

TEST(LanguageTest, AnyBytesAreAccepted) {
  for (const std::string& text :
       {std::string("\xFF\xFE\xC3"), std::string(10'000, '\xE2'),
        std::string(9'000, '\0'), std::string(20'000, 'a'),
        std::string("Gr\xF6\xDF"
                    "e")}) {
    const LanguageGuess guess = DetectLanguage(text, "\xFF");
    EXPECT_GE(guess.confidence, 0);
    EXPECT_LE(guess.confidence, 1);
  }
  // The sample ends between two bytes of a character.
  std::string umlauts = "x";
  while (umlauts.size() < 20'000) umlauts += "ü";
  DetectLanguage(umlauts);
}

// lang-lingua: the share of lines whose language is named, in percent. The
// bounds are what was measured, less half a point.
TEST(LanguageTest, RealSentencesAndWords) {
  RITMON_REQUIRE_FIXTURE("lang-lingua");
  const struct {
    const char* file;
    const char* lang;
    double least;
  } cases[] = {
      {"sentences-de.txt", "de", 98.9},   {"sentences-en.txt", "en", 99.5},
      {"sentences-nl.txt", "nl", 92.9},   {"sentences-da.txt", "da", 90.2},
      {"sentences-fr.txt", "fr", 97.4},   {"sentences-pl.txt", "pl", 99.2},
      {"word-pairs-de.txt", "de", 86.3},  {"word-pairs-en.txt", "en", 95.2},
      {"single-words-de.txt", "de", 62.7}};
  for (const auto& c : cases) {
    std::istringstream lines(
        MustRead(Fixture(std::string("lang-lingua/") + c.file)));
    size_t all = 0, right = 0;
    for (std::string line; std::getline(lines, line); ++all)
      right += DetectLanguage(line).lang == c.lang;
    EXPECT_EQ(all, 1000u) << c.file;
    EXPECT_GE(right * 100.0 / static_cast<double>(all), c.least) << c.file;
  }
}

}  // namespace
}  // namespace ritmon
