// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_title.h"

#include <gtest/gtest.h>

#include <random>

#include "base/charset.h"

namespace ritmon {
namespace {

struct Case {
  const char* title;
  const char* main;
  const char* part;
  const char* acronym;
};

TEST(GrantTitleTest, KeepsTheSubject) {
  const Case cases[] = {
      {"Verbundprojekt: Gradierte Implantate (GraTi) - Teilvorhaben: "
       "Fräsprozess",
       "Gradierte Implantate (GraTi)", "Fräsprozess", "GraTi"},
      {"Verbundvorhaben: Leise Rotoren (LeiRo); Teilvorhaben: Blattspitzen",
       "Leise Rotoren (LeiRo)", "Blattspitzen", "LeiRo"},
      {"KMU-innovativ: Off-the-shelf-Vakzine (KRASP)",
       "Off-the-shelf-Vakzine (KRASP)", "", "KRASP"},
      {"KMU-innovativ - Verbundprojekt: Neue Stoffe: Harze",
       "Neue Stoffe: Harze", "", ""},
      {"KMU-innovativ Verbundvorhaben Klimaschutz: Abwärme; TP2: Speicher",
       "Abwärme", "Speicher", ""},
      {"WIR! - Bündnis SmartRail - Verbundprojekt: Weichen; TP 3: Sensorik",
       "Weichen", "Sensorik", ""},
      {"WIR! ? Bündnis SmartRail - Weichen", "Weichen", "", ""},
      {"EXIST-Gründerstipendium: Tonscherbe", "Tonscherbe", "", ""},
      {"EXIST-Forschungstransfer: Nanolot (H2-Lot)", "Nanolot (H2-Lot)", "",
       "H2-Lot"},
      {"NKI: Sanierung der Beleuchtung", "Sanierung der Beleuchtung", "", ""},
      {"Reallabor: Reallabor_GWP - Großwärmepumpen; Teilvorhaben: Werk (FuE)",
       "Reallabor_GWP - Großwärmepumpen", "Werk (FuE)", ""},
      {"CLIENT II - Verbundprojekt: Wasser", "Wasser", "", ""},
      {"DATIpilot: Wärmestube", "Wärmestube", "", ""},
      {"Verbundprojekt RASCH (RASCH-RNA) - Teilprojekt A: Auswahl",
       "Verbundprojekt RASCH (RASCH-RNA)", "Auswahl", "RASCH-RNA"},
      {"Hen?s Egg Test", "Hen's Egg Test", "", ""},
      {"Wohin? Eine Studie", "Wohin? Eine Studie", "", ""},
      // What looks like a prefix and is none.
      {"Projektion von Wolken", "Projektion von Wolken", "", ""},
      {"Wir bauen Brücken", "Wir bauen Brücken", "", ""},
      {"Existenz - ein Spiel", "Existenz - ein Spiel", "", ""},
      {"Antennen für TP-Netze", "Antennen für TP-Netze", "", ""},
      {"Speicher (Pumpe)", "Speicher (Pumpe)", "", ""},
      {"Speicher (siehe auch unter Netze und Anlagen) (SpeiNe)",
       "Speicher (siehe auch unter Netze und Anlagen) (SpeiNe)", "", "SpeiNe"},
      {"Verbundprojekt:", "Verbundprojekt", "", ""},
      {"", "", "", ""},
  };
  const GrantTitles titles;
  size_t ran = 0;
  for (const Case& c : cases) {
    const GrantTitle title = titles.Parse(c.title);
    EXPECT_EQ(title.main, c.main) << c.title;
    EXPECT_EQ(title.part, c.part) << c.title;
    EXPECT_EQ(title.acronym, c.acronym) << c.title;
    ++ran;
  }
  EXPECT_EQ(ran, 24u);
  const GrantTitle title = titles.Parse(
      "KMU-innovativ - Verbundprojekt: A B; "
      "Teilvorhaben: C");
  EXPECT_EQ(title.text, "A B - C");
  EXPECT_FALSE(title.prefixes.empty());
}

TEST(GrantTitleTest, GroupsTheParts) {
  const GrantTitles titles;
  Grant a;
  a.fkz = "03EI5225A";
  a.title = "Verbundvorhaben: Leise Rotoren (LeiRo); Teilvorhaben: Spitzen";
  Grant b = a;
  b.fkz = "03EI5225B";
  b.title = "Verbundvorhaben: Leise Rotoren (LeiRo); Teilvorhaben: Naben";
  EXPECT_EQ(titles.ProjectKey(a), titles.ProjectKey(b));
  // The column wins over everything.
  a.joint_project = b.joint_project = "Verbundvorhaben: Leise Rotoren (LeiRo)";
  b.fkz = "16XY0001";
  b.title = "Ganz anders";
  EXPECT_EQ(titles.ProjectKey(a), titles.ProjectKey(b));
  // A letter alone is no joint project.
  Grant c;
  c.fkz = "VB2105B";
  c.title = "Mobilität im Amt";
  Grant d = c;
  d.fkz = "VB2105C";
  EXPECT_NE(titles.ProjectKey(c), titles.ProjectKey(d));
  EXPECT_EQ(titles.ProjectKey(c), titles.ProjectKey(c));
}

TEST(GrantTitleTest, AnyTextIsAccepted) {
  const GrantTitles titles;
  std::mt19937 random(20261123);
  const std::string pieces[] = {"Verbundprojekt",
                                ": ",
                                "TP2",
                                " - ",
                                "(",
                                ")",
                                "KMU-innovativ",
                                "?",
                                "ü",
                                "–",
                                "\xFF",
                                "A",
                                "; ",
                                "Teilvorhaben",
                                "WIR!",
                                " ",
                                "H2"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t n = random() % 14; n > 0; --n) {
      text += pieces[random() % std::size(pieces)];
    }
    text = ScrubUtf8(text);
    const GrantTitle title = titles.Parse(text);
    EXPECT_TRUE(IsValidUtf8(title.text)) << text;
    EXPECT_TRUE(IsValidUtf8(title.main)) << text;
    EXPECT_TRUE(IsValidUtf8(title.part)) << text;
    EXPECT_LE(title.main.size() + title.part.size(), text.size()) << text;
    // A title that says anything leaves something to match.
    if (text.find("A") != std::string::npos) {
      EXPECT_FALSE(title.text.empty()) << text;
    }
  }
}

}  // namespace
}  // namespace ritmon
