// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/language.h"

#include <gtest/gtest.h>

#include <iostream>
#include <sstream>
#include <string>
#include <vector>

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

TEST(LanguageTest, SmallWordsTellNeighboursApart) {
  const struct {
    const char* text;
    const char* language;
  } cases[] = {
      {"Är det här en plats för oss och våra maskiner?", "sv"},
      {"Hvad kan du bruge af energi uden at blive træt af det?", "da"},
      {"Nå har vi en ny løsning, men hva koster den etter ett år?", "nb"},
      {"De release vond eerder plaats dan in de rest van de wereld.", "nl"},
      {"In april 2007 was er terug een korte tour van Theatre of Hate.", "nl"},
      {"Was braucht Problem-Haut?", "de"},
      {"Märkte in Asien, Osteuropa und Lateinamerika.", "de"},
      {"The Bauhaus and its Meister", "en"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(DetectLanguage(c.text).lang, c.language) << c.text;
  }
}

TEST(LanguageTest, AMixIsNamed) {
  const std::string german =
      "Die Gesellschaft baut Elektrolyseure für Stadtwerke und liefert sie an "
      "die ganze Küste. Wir suchen Verstärkung für unser Team in Lübeck und "
      "freuen uns über jede Bewerbung, die uns erreicht. ";
  const std::string english =
      "The company builds electrolysers for public utilities and ships them to "
      "the whole coast. We are looking for people who would like to join our "
      "team and are glad about every single application that reaches us. ";
  const LanguageMix mix = DetectLanguages(german + german + english);
  EXPECT_EQ(mix.main.lang, "de");
  EXPECT_EQ(mix.others, std::vector<std::string>{"en"});
  EXPECT_TRUE(DetectLanguages(german + german).others.empty());
}

// lang-lingua: the share of lines whose language is named, in percent. The
// bounds are what was measured, less half a point; sentences in German and
// English must be at 98 whatever happens.
TEST(LanguageTest, RealSentencesAndWords) {
  RITMON_REQUIRE_FIXTURE("lang-lingua");
  const struct {
    const char* file;
    const char* lang;
    double least;
  } cases[] = {
      {"sentences-de.txt", "de", 99.1},   {"sentences-en.txt", "en", 99.5},
      {"sentences-nl.txt", "nl", 98.3},   {"sentences-da.txt", "da", 92.0},
      {"sentences-nb.txt", "nb", 97.8},   {"sentences-sv.txt", "sv", 97.0},
      {"sentences-fr.txt", "fr", 97.4},   {"sentences-pl.txt", "pl", 99.2},
      {"word-pairs-de.txt", "de", 87.7},  {"word-pairs-en.txt", "en", 94.6},
      {"word-pairs-nl.txt", "nl", 69.9},  {"single-words-de.txt", "de", 64.6},
      {"single-words-en.txt", "en", 87.2}};
  for (const auto& c : cases) {
    std::istringstream lines(
        MustRead(Fixture(std::string("lang-lingua/") + c.file)));
    size_t all = 0, right = 0;
    for (std::string line; std::getline(lines, line); ++all)
      right += DetectLanguage(line).lang == c.lang;
    EXPECT_EQ(all, 1000u) << c.file;
    const double percent = right * 100.0 / static_cast<double>(all);
    EXPECT_GE(percent, c.least) << c.file;
    std::cout << "  " << c.file << " " << percent << " %\n";
  }
}

}  // namespace
}  // namespace ritmon
