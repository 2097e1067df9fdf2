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
  EXPECT_EQ(courts.FindCode("Z0000"), nullptr);
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
