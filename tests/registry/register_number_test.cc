// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/register_number.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace ritmon {
namespace {

// "HRB 12345 B; HRA 1": all numbers of a text.
std::string Show(const std::vector<FoundRegisterNumber>& numbers) {
  std::string text;
  for (const auto& n : numbers) {
    if (!text.empty()) text += "; ";
    text += (n.type.empty() ? "?" : n.type) + " " + n.number;
    if (!n.suffix.empty()) text += " " + n.suffix;
  }
  return text;
}

struct Case {
  const char* text;
  const char* numbers;
};

// Domain specification, 4.2.
TEST(RegisterNumberTest, FindsNumbersAsPeopleWriteThem) {
  const Case cases[] = {
      {"HRB 12345", "HRB 12345"},
      {"HRB12345", "HRB 12345"},
      {"hrb 12345", "HRB 12345"},
      {"HR B 12345", "HRB 12345"},
      {"HR-B 12345", "HRB 12345"},
      {"H.R.B. 12345", "HRB 12345"},
      {"HRB: 12345", "HRB 12345"},
      {"HRB-Nr.: 12 345 B", "HRB 12345 B"},
      {"HRB Nr. 12.345", "HRB 12345"},
      {"HRA 81 061", "HRA 81061"},
      {"HRB 76 40 05", "HRB 764005"},
      {"HRB 138434 B", "HRB 138434 B"},
      {"HRB138434B", "HRB 138434 B"},
      {"HRB 53 MÖ", "HRB 53 MÖ"},
      {"HRB 111 HU, Flensburg", "HRB 111 HU"},
      {"HRB 00123", "HRB 123"},
      {"HRB 12345 20099 Hamburg", "HRB 12345"},
      {"HRB 12345, USt-IdNr. DE123456789", "HRB 12345"},
      {"HRB 12345 USt", "HRB 12345"},
      {"HRB 12345 UST", "HRB 12345"},
      {"HRB 12345 AG Hamburg", "HRB 12345"},
      {"HRB 12345 Amtsgericht Hamburg", "HRB 12345"},
      {"HRB 12345 D-20095 Hamburg", "HRB 12345"},
      {"HRB Hamburg 12345", "HRB 12345"},
      {"HRB (Amtsgericht Hamburg) 12345", "HRB 12345"},
      {"Handelsregister B 12345", "HRB 12345"},
      {"Handelsregister Abteilung A Nr. 1234", "HRA 1234"},
      {"Handelsregister Hamburg Abt. B Nummer 1234", "HRB 1234"},
      {"Handelsregister des Amtsgerichts Hamburg unter HRB 1234", "HRB 1234"},
      {"Registernummer: 12345", "? 12345"},
      {"Registergericht:\nAmtsgericht Hamburg\nRegisternummer:\nHRB 99",
       "HRB 99"},
      {"Commercial Register No.: HRB 177001", "HRB 177001"},
      {"Company registration number: 4711", "? 4711"},
      {"Vereinsregister: 19876", "VR 19876"},
      {"VR 4711", "VR 4711"},
      {"GnR 200123", "GnR 200123"},
      {"Genossenschaftsregister Nr. 123", "GnR 123"},
      {"PR 345 HL", "PR 345 HL"},
      {"GsR 12", "GsR 12"},
      {"HRA 1 und HRB 2", "HRA 1; HRB 2"},
      {"AG Hamburg HRA 123, Komplementärin HRB 456 B", "HRA 123; HRB 456 B"},
      // Glued words, other blanks and dashes.
      {"HRBNr. 12345", "HRB 12345"},
      {"HRBNR12345", "HRB 12345"},
      {"HR: B 12345", "HRB 12345"},
      {"HRB\xE2\x80\x91"
       "12345",
       "HRB 12345"},
      {"HRB \xE2\x80\x93 12345", "HRB 12345"},
      {"HRB\xC2\xA0"
       "12345",
       "HRB 12345"},
      {"HRB 81\xE2\x80\xAF"
       "061",
       "HRB 81061"},
      {"Hamburg,\xC2\xA0HRB 5", "HRB 5"},
      {"HRB#12345", "HRB 12345"},
      {"HR-Nr. 12345", "? 12345"},
      {"HR Nr. B 12345", "HRB 12345"},
      {"HR 12345", "? 12345"},
      {"GenR 123", "GnR 123"},
      {"PartR 1234", "PR 1234"},
      {"EUID: DEK1101R.HRB116737", "HRB 116737"},
      {"EUID DEF1103R.HRB138434B", "HRB 138434 B"},
      // Suffixes of courts that were taken over.
      {"HRB 53 GE", "HRB 53 GE"},
      {"HRB 53 HL", "HRB 53 HL"},
      {"HRB 53 SB", "HRB 53 SB"},
      {"HRB 53-HL", "HRB 53 HL"},
      {"HRB 53/HL", "HRB 53 HL"},
      {"HRB 1234SE", "HRB 1234 SE"},
      {"HRB 1234 SE, Amtsgericht Kiel", "HRB 1234 SE"},
      {"HRB 1234 EU", "HRB 1234 EU"},
      {"HRB 1234 BHV", "HRB 1234 BHV"},
      {"HRB 1234 PI (früher HRB 99 EL)", "HRB 1234 PI; HRB 99 EL"},
      {"HRA 11 / HRB 22", "HRA 11; HRB 22"},
      // Words in capitals, labels and countries are none.
      {"HRB 12345 SE & Co. KG", "HRB 12345"},
      {"HRB 12345 EU VAT", "HRB 12345"},
      {"HRB 12345 T 040 1234", "HRB 12345"},
      {"HRB 12345 T: +49 40 1234", "HRB 12345"},
      {"HRB 12345 F (040) 1234", "HRB 12345"},
      {"HRB 12345 D 20095 Hamburg", "HRB 12345"},
      {"HRB 12345 E mail", "HRB 12345"},
      {"HRB 12345 PLZ", "HRB 12345"},
      // What is none.
      {"HR 2023", ""},
      {"HR Management 12345", ""},
      {"WEEE-Reg.-Nr. DE 12345678", ""},
      {"Lobbyregister: 123456", ""},
      {"Handwerksrolle Nr. 12345", ""},
      {"", ""},
      {"HRB", ""},
      {"HRB folgt", ""},
      {"HRB 12.05.2010", ""},
      {"CHRB 123", ""},
      {"VR-Brille 4", ""},
      {"die vr 2000", ""},
      {"Handelsregister, Tel. 040 123456", ""},
      {"Registergericht: Hamburg", ""},
      {"Steuernummer 22/123/45678", ""},
      {"USt-IdNr. DE123456789", ""},
      {"HRB 123456789012", ""},
  };
  int count = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Show(FindRegisterNumbers(c.text)), c.numbers) << c.text;
    ++count;
  }
  EXPECT_EQ(count, 93);
}

TEST(RegisterNumberTest, ReadsCellsWithATypeOfTheirOwn) {
  EXPECT_EQ(Show({*ParseRegisterCell("12345 B", "HRB")}), "HRB 12345 B");
  EXPECT_EQ(Show({*ParseRegisterCell(" 12 345", "HRA")}), "HRA 12345");
  EXPECT_EQ(Show({*ParseRegisterCell("HRB 9", "HRA")}), "HRB 9");
  EXPECT_EQ(Show({*ParseRegisterCell("Hamburg HRB 9")}), "HRB 9");
  EXPECT_FALSE(ParseRegisterCell("12345").has_value());
  EXPECT_FALSE(ParseRegisterCell("", "HRB").has_value());
  EXPECT_FALSE(ParseRegisterCell("keine", "HRB").has_value());
}

TEST(RegisterNumberTest, ReadsTypes) {
  EXPECT_EQ(ParseRegisterType("HR B"), "HRB");
  EXPECT_EQ(ParseRegisterType("hra"), "HRA");
  EXPECT_EQ(ParseRegisterType("GNR"), "GnR");
  EXPECT_EQ(ParseRegisterType("B"), "HRB");
  EXPECT_EQ(ParseRegisterType("Vereinsregister"), "VR");
  EXPECT_EQ(ParseRegisterType("xyz"), std::nullopt);
  EXPECT_EQ(ParseRegisterType(""), std::nullopt);
}

TEST(RegisterNumberTest, ReadsKeys) {
  const auto key = ParseRegisterKey("K1101R_HRB150148");
  ASSERT_TRUE(key.has_value());
  EXPECT_EQ(key->Key(), "K1101R_HRB150148");
  EXPECT_EQ(ParseRegisterKey("DEK1101R.HRB116737")->Key(), "K1101R_HRB116737");
  EXPECT_EQ(ParseRegisterKey("X1721_HRB53GE")->suffix, "GE");
  EXPECT_EQ(ParseRegisterKey("DEX1721R.HRB53GE")->Key(), "X1721R_HRB53GE");
  EXPECT_EQ(ParseRegisterKey(" dek1101r.HRB116737 ")->Key(),
            "K1101R_HRB116737");
  EXPECT_EQ(ParseRegisterKey("T2304V_GnR20359")->type, "GnR");
  for (const char* bad : {"", "_", "K1101R", "K1101R_HRB", "K1101R_XYZ12",
                          "_HRB12", "K1101R_HRB0"}) {
    EXPECT_FALSE(ParseRegisterKey(bad).has_value()) << bad;
  }
}

TEST(RegisterNumberTest, AnyBytesGiveNumbersInside) {
  std::mt19937 random(42);
  const std::string_view pieces[] = {
      "HRB",  "HR",       " ",        "B", "12", "345", ".",  "Handelsregister",
      "\xC3", "\xC3\x96", "\xC2\xA0", "/", "VR", "Nr",  "\n", "-"};
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t n = random() % 20; n > 0; --n) {
      text += pieces[random() % std::size(pieces)];
    }
    size_t last = 0;
    for (const auto& number : FindRegisterNumbers(text)) {
      EXPECT_GE(number.begin, last);
      EXPECT_LT(number.begin, number.end);
      EXPECT_LE(number.end, text.size());
      EXPECT_FALSE(number.number.empty());
      EXPECT_LE(number.number.size(), 7u);
      last = number.end;
    }
  }
}

}  // namespace
}  // namespace ritmon
