// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/record.h"

#include <utility>

namespace ritmon {
namespace {

int FullYears(Date from, Date to) {
  int years = static_cast<int>(to.year()) - static_cast<int>(from.year());
  if (std::pair(to.month(), to.day()) < std::pair(from.month(), from.day())) {
    --years;
  }
  return years;
}

}  // namespace

std::string AgeClass(const Company& company, Date as_of) {
  if (!company.founded) return "unknown";
  Date founded = *company.founded;
  if (company.founded_precision == "year") {
    founded = Date{founded.year(), std::chrono::July, std::chrono::day{1}};
  }
  const int years = FullYears(founded, as_of);
  if (years < 5) return "0-4";
  if (years < 10) return "5-9";
  if (years < 25) return "10-24";
  if (years < 50) return "25-49";
  return "50+";
}

std::string SizeClass(const Company& company) {
  if (!company.employees || *company.employees < 0) return "unknown";
  const int64_t n = *company.employees;
  if (n < 10) return "1-9";
  if (n < 50) return "10-49";
  if (n < 100) return "50-99";
  if (n < 250) return "100-249";
  if (n < 1000) return "250-999";
  return "1000+";
}

}  // namespace ritmon
