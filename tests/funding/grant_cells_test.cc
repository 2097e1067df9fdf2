// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_cells.h"

#include <gtest/gtest.h>

#include <random>

#include "base/charset.h"

namespace ritmon {
namespace {

TEST(GrantCellsTest, ReadsAmounts) {
  struct Case {
    const char* text;
    NumberStyle style;
    int64_t cents;  // -1: none
  };
  using enum NumberStyle;
  const Case cases[] = {
      {"1.234.567,89", kGerman, 123456789},
      {"0,00", kGerman, 0},
      {"", kGerman, 0},
      {"12", kGerman, 1200},
      {"12,5", kGerman, 1250},
      {"999,99", kGerman, 99999},
      {"1.234", kGerman, 123400},
      {"1234567,89", kGerman, 123456789},
      {"412.770,50 EUR", kGerman, 41277050},
      {"412.770,50 €", kGerman, 41277050},
      {"007,00", kGerman, 700},
      {"9.999.999.999,99", kGerman, 999999999999},
      // Written again by another program: it can only be the other style.
      {"1234567.89", kGerman, 123456789},
      {"101261.0", kGerman, 10126100},
      {"101261.0", kPoint, 10126100},
      {"101261", kPoint, 10126100},
      {"2.381", kPoint, 238},
      {"2.385", kPoint, 239},
      {"0.1", kPoint, 10},
      {"1.234.567,89", kPoint, 123456789},
      {"12.34.567,89", kGerman, -1},
      {"1234.567", kGerman, -1},
      {"1,234,567.89", kGerman, -1},
      {"1.234,567", kGerman, -1},
      {"1.234.567.89", kGerman, -1},
      {".5", kGerman, -1},
      {"5,", kGerman, -1},
      {",", kGerman, -1},
      {".", kPoint, -1},
      {"-5,00", kGerman, -1},
      {"1e5", kPoint, -1},
      {"1.2e5", kPoint, -1},
      {"99.999.999.999,00", kGerman, -1},
      {"99999999999999999999999999", kGerman, -1},
      {"k.A.", kGerman, -1},
      {"EUR", kGerman, 0},
  };
  size_t ran = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(ParseCents(c.text, c.style).value_or(-1), c.cents) << c.text;
    ++ran;
  }
  EXPECT_EQ(ran, 36u);
}

TEST(GrantCellsTest, ReadsEveryAmountItCouldHaveWritten) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 2000; ++round) {
    const int64_t cents = static_cast<int64_t>(
        random() % (round % 2 == 0 ? 1000 : 1000000000000));
    const std::string euros = std::to_string(cents / 100);
    std::string grouped;
    for (size_t i = 0; i < euros.size(); ++i) {
      if (i > 0 && (euros.size() - i) % 3 == 0) grouped += '.';
      grouped += euros[i];
    }
    const std::string decimals = std::to_string(100 + cents % 100).substr(1);
    EXPECT_EQ(ParseCents(grouped + "," + decimals, NumberStyle::kGerman),
              cents);
    EXPECT_EQ(ParseCents(euros + "." + decimals, NumberStyle::kPoint), cents);
    EXPECT_EQ(ParseCents(euros + "." + decimals, NumberStyle::kGerman), cents);
  }
}

TEST(GrantCellsTest, ReadsDates) {
  const char* const cases[][2] = {
      {"01.07.2022", "2022-07-01"},
      {"2022-07-01", "2022-07-01"},
      {"2022-07-01 00:00:00", "2022-07-01"},
      {"2022-07-01T00:00:00", "2022-07-01"},
      {"29.02.2024", "2024-02-29"},
      {"29.02.2023", nullptr},
      {"00.00.0000", nullptr},
      {"2022", nullptr},
      {"1.7.2022", nullptr},
      {"44743", nullptr},
      {"01.07.1949", nullptr},
      {"01.07.2201", nullptr},
  };
  for (const auto& c : cases) {
    const auto date = ParseGrantDate(c[0]);
    ASSERT_EQ(date.has_value(), c[1] != nullptr) << c[0];
    if (date) {
      EXPECT_EQ(FormatDate(*date), c[1]) << c[0];
    }
  }
}

TEST(GrantCellsTest, ReadsMunicipalities) {
  const char* const cases[][2] = {
      {"02000000", "02000000"},
      {"2000000", "02000000"},
      {"1053032", "01053032"},
      {"09162000", "09162000"},
      {"2000000.0", "02000000"},
      {"0", "00000000"},
      {"00000000", "00000000"},
      {"99999999", "99999999"},
      {"", ""},
      {"02000", nullptr},
      {"2E+06", nullptr},
      {"020000000000", nullptr},
      {"Hamburg", nullptr},
  };
  for (const auto& c : cases) {
    const auto ags = ParseAgs(c[0]);
    ASSERT_EQ(ags.has_value(), c[1] != nullptr) << c[0];
    if (ags) {
      EXPECT_EQ(*ags, c[1]) << c[0];
    }
  }
}

TEST(GrantCellsTest, ReadsOddKeys) {
  for (const char* fkz : {"K332700 /7", "13ME0191/5", "281A304A18",
                          "SKANNAHMEG", "VB2105B", "01IS18072", "13E10"}) {
    EXPECT_EQ(ParseFkz(fkz), fkz);
  }
  EXPECT_EQ(ParseFkz("03ei5225d"), "03EI5225D");
  for (const char* none : {"", "-", "/ .", "1,3E+192",
                           "A23456789012345678901234567890123456789012"}) {
    EXPECT_FALSE(ParseFkz(none).has_value()) << none;
  }
  EXPECT_EQ(FkzStem("03EI5225D"), "03EI5225");
  EXPECT_EQ(FkzStem("281A304A18"), "281A304A18");
  EXPECT_EQ(FkzStem("SKANNAHMEG"), "SKANNAHMEG");
  EXPECT_EQ(FkzStem("A"), "A");
}

TEST(GrantCellsTest, CleansText) {
  const char* const cases[][2] = {
      {"  a  b ", "a b"},
      {"a\n\tb\r\n", "a b"},
      {"a\xC2\xA0 b\xC2\xA0", "a b"},
      {"=\"Ort\"", "Ort"},
      {"=\"X \"\"Y\"\" \"", "X \"Y\""},
      {"=\"\"", ""},
      {"=1+1", "=1+1"},
      {"A \xC2\x96 B", "A – B"},  // 0x96 read as ISO-8859-15
      {"\xC2\x84Wind\xC2\x93", "„Wind“"},
      {"a\x01\x7F"
       "b",
       "a b"},
      {"\xC2\x81", ""},
      {"Größe €", "Größe €"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(CleanCell(c[0]), c[1]) << c[0];
}

TEST(GrantCellsTest, CleaningGivesUtf8AndIsStable) {
  std::mt19937 random(20261123);
  const std::string_view alphabet = "a =\"\xC2\xA0\x96\xC3\xB6\xFF\n0.,";
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (size_t i = random() % 30; i > 0; --i) {
      text += alphabet[random() % alphabet.size()];
    }
    const std::string clean = CleanCell(ScrubUtf8(text));
    EXPECT_TRUE(IsValidUtf8(clean)) << round;
    EXPECT_EQ(clean.find("  "), std::string::npos) << round;
    ParseCents(text, NumberStyle::kGerman);
    ParseCents(text, NumberStyle::kPoint);
    ParseGrantDate(text);
    ParseAgs(text);
    ParseFkz(text);
  }
}

}  // namespace
}  // namespace ritmon
