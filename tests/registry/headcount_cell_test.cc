// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/headcount_cell.h"

#include <gtest/gtest.h>

#include <random>

namespace ritmon {
namespace {

TEST(HeadcountCellTest, ReadsFiguresAndClasses) {
  struct Case {
    const char* cell;
    const char* headcount;  // as ToString has it; empty: nothing
    char decimal = 0;
  };
  const Case cases[] = {
      {"25", "25"},
      {"1.234", "1234"},
      {"1,234", "1234"},
      {"1 234", "1234"},
      {"1.234.567", "1234567"},
      {"25.0", "25"},
      {"25,00", "25"},
      {"1.234,0", "1234", ','},
      {"1,234.0", "1234", '.'},
      {"1.234", "1", '.'},
      {"17,5", "17", ','},
      {"ca. 40", "40"},
      {"rund 1.200", "1200"},
      {"45 Mitarbeiter", "45"},
      {"0", "0"},
      {"50-99", "50-99"},
      {"50 - 99", "50-99"},
      {"50 – 99", "50-99"},
      {"50 bis 99", "50-99"},
      {"von 50 bis 99 Beschäftigte", "50-99"},
      {"50 bis unter 100", "50-99"},
      {"zwischen 10 und 49", "10-49"},
      {"1.000 - 4.999", "1000-4999"},
      {"K50-99", "50-99"},
      {"10 to 49 employees", "10-49"},
      {"über 250", "251+"},
      {"> 250", "251+"},
      {"mehr als 1.000", "1001+"},
      {"ab 1000", "1000+"},
      {">= 1000", "1000+"},
      {"1000 und mehr", "1000+"},
      {"50+", "50+"},
      {"< 10", "0-9"},
      {"unter 10", "0-9"},
      {"weniger als 10", "0-9"},
      {"bis 9", "0-9"},
      {"bis zu 9", "0-9"},
      {"viele", ""},
      {"", ""},
      {"-5", ""},
      {"99-50", ""},
      {"99999999999999999999", ""},
      {"1.5", ""},
      {"A", ""},
  };
  for (const Case& c : cases) {
    const auto found = ReadHeadcountCell(c.cell, c.decimal);
    EXPECT_EQ(found ? ToString(*found) : "", c.headcount) << c.cell;
  }
}

TEST(HeadcountCellTest, TakesAYearInBrackets) {
  const auto found = ReadHeadcountCell("45 (2021)");
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(ToString(*found), "45");
  EXPECT_EQ(found->year, 2021);
}

TEST(HeadcountCellTest, AnyTextIsReadOrNot) {
  std::mt19937 random(5);
  const std::string signs = "0123456789.,-+<> abisunterK()";
  for (int round = 0; round < 20'000; ++round) {
    std::string cell;
    for (size_t n = random() % 12; n > 0; --n) {
      cell += signs[random() % signs.size()];
    }
    const auto found = ReadHeadcountCell(cell);
    if (!found) continue;
    EXPECT_GE(found->min, 0) << cell;
    EXPECT_GE(found->max.value_or(found->min), found->min) << cell;
  }
}

}  // namespace
}  // namespace ritmon
