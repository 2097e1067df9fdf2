// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/term_pattern.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>

namespace ritmon {
namespace {

std::string Show(const TermPattern& pattern) {
  if (!pattern.regex.empty()) return "/" + pattern.regex + "/";
  static constexpr const char* kEndings[] = {"=", ".de", ".en", "~", "!", "*"};
  std::string shown = pattern.open_start ? "*" : "";
  for (const PatternWord& word : pattern.words) {
    if (!shown.empty() && shown != "*") shown += ' ';
    shown += word.text + kEndings[static_cast<size_t>(word.ending)];
  }
  if (!pattern.cased.empty()) shown += " (" + pattern.cased + ")";
  return shown;
}

std::string Show(const TermNotation& notation) {
  std::string shown;
  for (const TermPattern& pattern : notation.patterns) {
    shown += (shown.empty() ? "" : " | ") + Show(pattern);
  }
  if (notation.near_words > 0) {
    shown += " NEAR/" + std::to_string(notation.near_words);
    for (const TermPattern& pattern : notation.near)
      shown += " " + Show(pattern);
  }
  return shown;
}

TEST(ParseTermTest, Accepts) {
  struct Case {
    const char* term;
    const char* means;  // words with their endings
  };
  const Case cases[] = {
      {"Wasserstoff-Tankstelle", "wasserstoff= tankstelle.de"},
      {"  wasserstoff   tankstelle ", "wasserstoff= tankstelle.de"},
      {"grün~ wasserstoff", "gruen~ wasserstoff.de"},
      {"elektrolyseur*", "elektrolyseur*"},
      {"*batteriespeicher", "*batteriespeicher.de"},
      {"*batteriespeicher*", "*batteriespeicher*"},
      {"=strom", "strom="},
      {"=*strom", "*strom="},
      {"smart~ pflegebett*", "smart~ pflegebett*"},
      {"electroly(s|z)er", "electrolyser.de | electrolyzer.de"},
      {"(a|b)x(c|)", "axc.de | bxc.de | ax.de | bx.de"},
      {"(grün|blau)~ wasserstoff",
       "gruen~ wasserstoff.de | blau~ wasserstoff.de"},
      {"MaaS!", "maas! (MaaS)"},
      {"DE-ÖKO!", "de= oeko! (DEÖKO)"},
      {"H₂ Zug", "h2= zug.de"},
      {"power to *", "power= to= *"},
      {"f&e", "f&e.de"},
      {"batterie* NEAR/5 recycl*", "batterie* NEAR/5 recycl*"},
      {"(a|b)x NEAR/50 (c|d)y", "ax.de | bx.de NEAR/50 cy.de dy.de"},
      {"/abc.*d/ NEAR/1 x1", "/abc.*d/ NEAR/1 x1.de"},
      {"/m/w/d|w/m/d/", "/m/w/d|w/m/d/"},
      {"/(a|b)~!*/", "/(a|b)~!*/"},
      {"漢字", "漢字.de"},
  };
  int run = 0;
  for (const Case& c : cases) {
    const auto notation = ParseTerm(c.term, TermLanguage::kGerman);
    ASSERT_TRUE(notation.has_value()) << notation.error().message;
    EXPECT_EQ(Show(*notation), c.means) << c.term;
    ++run;
  }
  EXPECT_EQ(run, 23);
  EXPECT_EQ(Show(*ParseTerm("fuel cell", TermLanguage::kEnglish)),
            "fuel= cell.en");
}

TEST(ParseTermTest, Refuses) {
  struct Case {
    std::string term;
    const char* why;
  };
  const Case cases[] = {
      {"", "no letters"},
      {"   ", "no letters"},
      {"- -", "no letters"},
      {"*", "no letters"},
      {"a", "no word of two letters"},
      {"a b c", "no word of two letters"},
      {"&&", "no letters"},
      {"(a", "'(' without ')'"},
      {"a)", "')' without '('"},
      {"a|b", "'|' without '('"},
      {"(a(b|c))", "brackets inside brackets"},
      {"(|)", "no letters"},
      {"wasser*stoff", "a sign of the notation inside the word"},
      {"wasser *stoff", "a sign of the notation inside the word"},
      {"wasser=stoff", "a sign of the notation inside the word"},
      {"Ma!aS", "a sign of the notation inside the word"},
      {"und/oder", "a sign of the notation inside the word"},
      {"\\bwasser", "a sign of the notation inside the word"},
      {"gr~ün", "a sign of the notation inside the word"},
      {"MaaS*!", "'!' together with '~' or '*'"},
      {"grün~ MaaS!", "'!' together with '~' or '*'"},
      {"/abc", "between two '/'"},
      {"//", "between two '/'"},
      {"aa NEAR/5", "write NEAR/n"},
      {"aa NEAR/ bb", "write NEAR/n"},
      {"aa NEAR/0 bb", "write NEAR/n"},
      {"aa NEAR/51 bb", "write NEAR/n"},
      {"aa NEAR/-1 bb", "write NEAR/n"},
      {"aa NEAR/5bb", "write NEAR/n"},
      {"aa NEAR/99999999999 bb", "write NEAR/n"},
      {" NEAR/5 bb", "a sign of the notation inside the word"},
      {"aa NEAR/5 b", "no word of two letters"},
      {"aa NEAR/5 bb NEAR/5 cc", "a sign of the notation inside the word"},
      {"(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)x", "more than 64 alternatives"},
  };
  int run = 0;
  for (const Case& c : cases) {
    const auto notation = ParseTerm(c.term, TermLanguage::kGerman);
    ASSERT_FALSE(notation.has_value()) << c.term << " is " << Show(*notation);
    EXPECT_EQ(notation.error().kind, ErrorKind::kInvalid);
    EXPECT_EQ(notation.error().message.find("term \"" + c.term + "\": "), 0u)
        << notation.error().message;
    EXPECT_NE(notation.error().message.find(c.why), std::string::npos)
        << notation.error().message;
    ++run;
  }
  EXPECT_EQ(run, 34);
}

TEST(TermPatternTest, KeysTellPatternsApart) {
  const char* const different[] = {
      "strom",   "=strom",     "*strom",     "strom*", "strom~",
      "STROM!",  "Strom!",     "st rom",     "s trom", "/strom/",
      "=*strom", "strom netz", "stromnetz*",
  };
  std::set<std::string> keys;
  for (const char* term : different) {
    keys.insert(ParseTerm(term, TermLanguage::kGerman)->patterns[0].Key());
  }
  EXPECT_EQ(keys.size(), std::size(different));
  const auto key = [](const char* term) {
    return ParseTerm(term, TermLanguage::kGerman)->patterns[0].Key();
  };
  EXPECT_EQ(key("Grün-Strom"), key("gruen strom"));
}

TEST(ParseTermTest, AnyBytesAreTakenOrRefused) {
  std::mt19937 random(5);
  static constexpr std::string_view kSigns = "ab ~*!=()|/-\\NEAR/5\xC3\xBC\xFF";
  int taken = 0;
  for (int i = 0; i < 100000; ++i) {
    std::string term(random() % 12, ' ');
    for (char& c : term) c = kSigns[random() % kSigns.size()];
    const auto notation = ParseTerm(term, TermLanguage::kEnglish);
    if (!notation) continue;
    ++taken;
    ASSERT_FALSE(notation->patterns.empty());
    for (const TermPattern& pattern : notation->patterns) {
      ASSERT_NE(pattern.words.empty(), pattern.regex.empty()) << term;
      ASSERT_FALSE(pattern.Key().empty());
    }
  }
  EXPECT_GT(taken, 5000);
}

}  // namespace
}  // namespace ritmon
