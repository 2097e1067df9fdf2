// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/courts.h"

#include <gtest/gtest.h>

#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

Courts MustLoad() {
  auto courts = Courts::Load(SourceFile("config/register_courts.tsv"));
  EXPECT_TRUE(courts.has_value()) << courts.error().message;
  return std::move(*courts);
}

TEST(CourtsTest, FindsCourtsByTheirManyNames) {
  const Courts courts = MustLoad();
  EXPECT_GE(courts.all().size(), 303u);
  struct Case {
    const char* name;
    const char* code;  // empty: unknown
  };
  const Case cases[] = {
      {"Hamburg", "K1101R"},
      {"Amtsgericht Hamburg", "K1101R"},
      {"AG Hamburg", "K1101R"},
      {"AMTSGERICHT HAMBURG", "K1101R"},
      {"Registergericht: Amtsgericht Hamburg", "K1101R"},
      {"Handelsregister des Amtsgerichts Hamburg", "K1101R"},
      {"AG HH", "K1101R"},
      {"Charlottenburg (Berlin)", "F1103"},
      {"Berlin (Charlottenburg)", "F1103"},
      {"Amtsgericht Berlin-Charlottenburg", "F1103"},
      {"Berlin", "F1103"},
      {"Lübeck", "X1721"},
      {"Luebeck", "X1721"},
      {"Amtsgericht Reinbek", "X1721"},
      {"Stade", "P2613"},
      {"Itzehoe", "X1321"},
      {"Local Court of Hamburg", "K1101R"},
      {"Frankfurt am Main", "M1201"},
      {"München", "D2601V"},
      {"Mönchengladbach", "R1504"},
      {"Moenchengladbach", "R1504"},
      {"AG Frankfurt", "M1201"},
      {"Amtsgericht Frankfurt a. M.", "M1201"},
      {"AG Frankfurt/Main", "M1201"},
      {"Frankfurt am Main (Höchst)", "M1201"},
      {"Amtsgericht Frankfurt (Oder)", "G1207"},
      {"AG Frankfurt a. d. Oder", "G1207"},
      {"Frankfurt/Oder", "G1207"},
      {"AmtsG Hamburg", "K1101R"},
      {"Amtsgericht Hamburg, Registergericht", "K1101R"},
      {"Amtsgericht Hamburg - Registergericht -", "K1101R"},
      {"Amtsgericht Hamburg, Abt. 66", "K1101R"},
      {"Handelsregister beim Amtsgericht Hamburg", "K1101R"},
      {"eingetragen im Handelsregister Hamburg", "K1101R"},
      {"Hamburg Local Court", "K1101R"},
      {"Commercial Register of the District Court of Hamburg", "K1101R"},
      {"District Court Munich", "D2601V"},
      {"Local Court of Cologne", "R3306"},
      {"Registry Court Nuremberg", "D3310V"},
      {"Amtsgericht Hanover", "P2305"},
      {"AG Charlottenburg", "F1103"},
      {"Amtsgericht Charlottenburg", "F1103"},
      {"Amtsgericht Charlottenburg (Berlin)", "F1103"},
      {"AG Berlin Charlottenburg", "F1103"},
      {"Amtsgericht Tostedt", "P2613"},
      {"Amtsgericht Stade, jetzt Amtsgericht Tostedt", "P2613"},
      {"Amtsgericht Elmshorn (jetzt: Amtsgericht Pinneberg)", "X1321"},
      {"Amtsgericht Hamburg, nunmehr Lübeck", "X1721"},
      {"Winsen/Luhe", "P2507"},
      {"Amtsgericht Soltau", "P2507"},
      {"Amtsgericht Verden (Aller)", "P2716"},
      {"Nienburg/Weser", "P2716"},
      {"Norderstedt", "X1517"},
      {"Husum", "X1112"},
      {"Oldenburg", "P3210"},
      {"Oldenburg i.O.", "P3210"},
      {"Oldenburg in Holstein", "X1721"},
      {"Bremerhaven", "H1101"},
      {"Halle (Saale)", "W1215"},
      {"Limburg/Lahn", "M1706"},
      {"Limburg an der Lahn", "M1706"},
      {"Kempten", "D2304V"},
      {"Weiden in der Oberpfalz", "D3508V"},
      {"Ludwigshafen/Rhein", "T3104V"},
      {"Bad Homburg vor der Höhe", "M1202"},
      {"Freiburg im Breisgau", "B1204"},
      {"Offenbach", "M1114"},
      {"Königstein im Taunus", "M1203"},
      {"St. Ingbert", "V1111"},
      {"Sankt Wendel", "V1112"},
      {"Trier", "T2408V"},
      {"Bad", ""},
      {"jetzt", ""},
      {"Salzburg", ""},
      {"Amtsgericht", ""},
      {"", ""},
  };
  for (const Case& c : cases) {
    const Court* court = courts.Find(c.name);
    EXPECT_EQ(court == nullptr ? "" : court->code, c.code) << c.name;
  }
}

TEST(CourtsTest, FindsCodesInBothSpellings) {
  const Courts courts = MustLoad();
  ASSERT_NE(courts.FindCode("X1721R"), nullptr);
  EXPECT_EQ(courts.FindCode("X1721R")->code, "X1721");
  EXPECT_EQ(courts.FindCode("X1721")->name, "Lübeck");
  EXPECT_EQ(courts.FindCode("F1103R"), courts.FindCode("F1103"));
  EXPECT_EQ(courts.FindCode("DEK1101R")->name, "Hamburg");
  EXPECT_EQ(courts.FindCode("K1101")->name, "Hamburg");
  EXPECT_EQ(courts.FindCode("P2507R")->name, "Lüneburg");
  EXPECT_EQ(courts.FindCode("D2601R")->name, "München");
  for (const char* unknown : {"Z0000", "DE", "R", ""}) {
    EXPECT_EQ(courts.FindCode(unknown), nullptr) << unknown;
  }
}

TEST(CourtsTest, CleansNames) {
  EXPECT_EQ(Courts::CleanName("Amtsgericht Hamburg"), "Hamburg");
  EXPECT_EQ(Courts::CleanName("AG: Lübeck, "), "Lübeck");
  EXPECT_EQ(Courts::CleanName("Charlottenburg (Berlin)"),
            "Charlottenburg (Berlin)");
  EXPECT_EQ(Courts::CleanName("Frankfurt am Main"), "Frankfurt am Main");
  EXPECT_EQ(Courts::CleanName("Amtsgericht"), "");
}

TEST(CourtsTest, SaysAllBadLines) {
  const TempDirectory folder;
  const std::string head =
      "code\tname\tstate\tother_codes\tother_names\ttaken_over\n";
  ASSERT_TRUE(WriteFileAtomically(folder / "c.tsv",
                                  head + "A1\tAachen\tX\t\t\t\nA1\tB\tX\t\t\t\n"
                                         "too\tshort\n"));
  auto courts = Courts::Load(folder / "c.tsv");
  ASSERT_FALSE(courts.has_value());
  EXPECT_EQ(courts.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(courts.error().message.find("c.tsv:3"), std::string::npos);
  EXPECT_NE(courts.error().message.find("c.tsv:4"), std::string::npos);
  EXPECT_FALSE(Courts::Load(folder / "none.tsv").has_value());
}

// Every court of OffeneRegister's data is known under code and name.
TEST(CourtsTest, KnowsOffeneRegistersCourts) {
  RITMON_REQUIRE_FIXTURE("de-offeneregister");
  const Courts courts = MustLoad();
  const std::string json =
      MustRead(Fixture("de-offeneregister/courts-derived.json"));
  // [["B1204", "Freiburg", 74346], ...]
  size_t known = 0;
  size_t at = 0;
  while ((at = json.find("[\"", at)) != std::string::npos) {
    const size_t code_end = json.find('"', at + 2);
    const std::string code = json.substr(at + 2, code_end - at - 2);
    const size_t name_begin = json.find('"', code_end + 1) + 1;
    const size_t name_end = json.find('"', name_begin);
    const std::string name = json.substr(name_begin, name_end - name_begin);
    const Court* court = courts.FindCode(code);
    EXPECT_NE(court, nullptr) << code << " " << name;
    EXPECT_NE(courts.Find(name), nullptr) << name;
    if (court != nullptr) ++known;
    at = name_end;
  }
  EXPECT_EQ(known, 138u);
}

}  // namespace
}  // namespace ritmon
