// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/spreadsheet_damage.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(SpreadsheetDamageTest, DatesNumbersAndErrorsAreSeen) {
  for (const char* term :
       {"12", "2,5E+10", "45.000", "50%", "-3", "01.02.2021", "2021-02-01",
        "02. Feb", "Feb 21", "1-Mai", "Mrz 24", "März 24", "12. Okt. 2024",
        "#NAME?", "#WERT!", "#NV", "WAHR", "FALSE", "1/2"}) {
    EXPECT_TRUE(SpreadsheetDamage(term)) << term;
  }
  for (const char* term :
       {"h2", "3d druck", "LOHC!", "=strom", "/m/w/d|w/m/d/", "mai", "märz",
        "industrie 4.0", "5G!", "co2 arm", "wahr", "maiskolben 2", "(a|b) c*",
        "e-fuel", "decarbonis*", "e10"}) {
    EXPECT_FALSE(SpreadsheetDamage(term)) << term;
  }
}

TEST(SpreadsheetDamageTest, CellsAreCleaned) {
  EXPECT_EQ(Trimmed(" \t\xC2\xA0 a b \xC2\xA0"), "a b");
  EXPECT_EQ(Trimmed("\xC2\xA0"), "");
  EXPECT_EQ(Lower(" Strong "), "strong");
  EXPECT_EQ(WithoutGuard("'=strom"), "=strom");
  EXPECT_EQ(WithoutGuard("'strom"), "'strom");
  EXPECT_EQ(WithoutGuard("'"), "'");
}

TEST(SpreadsheetDamageTest, TheHeaderTellsTheSeparator) {
  EXPECT_EQ(HeaderDelimiter("a;b;c\r\n(x|y|z|w|v),,,,;1;2\r\n"), ';');
  EXPECT_EQ(HeaderDelimiter("a,b,c\n"), ',');
  EXPECT_EQ(HeaderDelimiter("a\tb\tc\n"), '\t');
  EXPECT_EQ(HeaderDelimiter(""), ';');
}

}  // namespace
}  // namespace ritmon
