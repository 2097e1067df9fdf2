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

std::vector<Block> TextAsWeighed(const PageRecord& record) {
  std::vector<Block> weighed;
  weighed.reserve(record.blocks.size() + record.template_texts.size());
  auto mark = record.template_texts.begin();
  for (size_t i = 0; i < record.blocks.size(); ++i) {
    const Block& block = record.blocks[i];
    size_t done = 0;
    // A part ends before the blank that the line feed takes the place of.
    const auto add = [&](Zone zone, size_t end) {
      if (end <= done) return;
      weighed.push_back(
          {zone, block.text.substr(done, end - done), block.lang});
      done = end + 1;
    };
    for (; mark != record.template_texts.end() && mark->block == i; ++mark) {
      if (mark->end > block.text.size()) continue;
      if (mark->begin > 0) add(block.zone, mark->begin - 1);
      add(Zone::kTemplate, mark->end);
    }
    if (done == 0 && block.text.empty()) weighed.push_back(block);
    add(block.zone, block.text.size());
  }
  return weighed;
}

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
