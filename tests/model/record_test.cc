// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/record.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

Company FoundedOn(const char* date, const char* precision) {
  Company company;
  company.founded = ParseDate(date);
  company.founded_precision = precision;
  return company;
}

TEST(RecordTest, CountsAgeInFullYears) {
  const Date as_of = *ParseDate("2023-10-31");
  const struct {
    const char* founded;
    const char* precision;
    int age;  // -1: unknown
    const char* age_class;
    const char* startup;
  } cases[] = {
      {"2023-10-31", "day", 0, "0-4", "yes"},
      {"2018-11-01", "day", 4, "0-4", "yes"},
      {"2018-10-31", "day", 5, "5-9", "yes"},
      {"2017-11-01", "day", 5, "5-9", "yes"},
      {"2017-10-31", "day", 6, "5-9", "no"},
      {"1998-04-01", "day", 25, "25-49", "no"},
      {"2020-02-29", "day", 3, "0-4", "yes"},
      // Of a year alone, 1 July.
      {"2018-01-01", "year", 5, "5-9", "yes"},
      {"2023-01-01", "year", 0, "0-4", "yes"},
      // Later in the year that is asked about; in a later year.
      {"2023-12-24", "day", 0, "0-4", "yes"},
      {"2024-01-01", "day", -1, "unknown", "unknown"},
      // A mistake.
      {"1499-12-31", "day", -1, "unknown", "unknown"},
      {"1500-01-01", "day", 523, "50+", "no"},
      {"", "", -1, "unknown", "unknown"},
  };
  for (const auto& each : cases) {
    const Company company = FoundedOn(each.founded, each.precision);
    EXPECT_EQ(AgeInYears(company, as_of).value_or(-1), each.age)
        << each.founded;
    EXPECT_EQ(AgeClass(company, as_of), each.age_class) << each.founded;
    EXPECT_EQ(StartupClass(company, as_of), each.startup) << each.founded;
  }
}

// Before 1 July a company of that year is a year younger.
TEST(RecordTest, TakesTheFirstOfJulyForAYearAlone) {
  const Company company = FoundedOn("2018-01-01", "year");
  EXPECT_EQ(FoundingDay(company), ParseDate("2018-07-01"));
  EXPECT_EQ(AgeInYears(company, *ParseDate("2023-06-30")), 4);
  EXPECT_EQ(AgeInYears(company, *ParseDate("2023-07-01")), 5);
}

TEST(RecordTest, ClassesOfSizeNeedBothBounds) {
  const struct {
    const char* employees;
    const char* study;
    const char* eu;
    const char* fine;
  } cases[] = {
      {"", "unknown", "unknown", "unknown"},
      {"0", "0-99", "micro", "1-9"},
      {"9", "0-99", "micro", "1-9"},
      {"10", "0-99", "small", "10-49"},
      {"49", "0-99", "small", "10-49"},
      {"50", "0-99", "medium", "50-99"},
      {"99", "0-99", "medium", "50-99"},
      {"100", "100-1000", "medium", "100-249"},
      {"249", "100-1000", "medium", "100-249"},
      {"250", "100-1000", "large", "250-999"},
      {"1000", "100-1000", "large", "1000+"},
      {"1001", "1001+", "large", "1000+"},
      // Bounds.
      {"1-9", "0-99", "micro", "1-9"},
      {"1-49", "0-99", "unknown", "unknown"},
      {"20-99", "0-99", "unknown", "unknown"},
      {"50-249", "unknown", "medium", "unknown"},
      {"50-100", "unknown", "medium", "unknown"},
      {"250-499", "100-1000", "large", "250-999"},
      {"500-1000", "100-1000", "large", "unknown"},
      {"250+", "unknown", "large", "unknown"},
      {"100+", "unknown", "unknown", "unknown"},
      {"1001+", "1001+", "large", "1000+"},
  };
  for (const auto& each : cases) {
    Company company;
    company.employees = ParseHeadcount(each.employees);
    EXPECT_EQ(company.employees.has_value(), *each.employees != '\0');
    EXPECT_EQ(StudySizeClass(company), each.study) << each.employees;
    EXPECT_EQ(EuSizeClass(company), each.eu) << each.employees;
    EXPECT_EQ(SizeClass(company), each.fine) << each.employees;
  }
}

}  // namespace
}  // namespace ritmon
