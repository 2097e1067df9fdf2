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

std::vector<WeighedPart> WeighedParts(const std::vector<size_t>& sizes,
                                      const std::vector<TemplateText>& marks) {
  std::vector<WeighedPart> parts;
  parts.reserve(sizes.size() + marks.size());
  auto mark = marks.begin();
  for (size_t i = 0; i < sizes.size(); ++i) {
    size_t done = 0;
    // A part ends before the blank that the line feed takes the place of.
    const auto add = [&](bool is_template, size_t end) {
      if (end <= done) return;
      parts.push_back({i, done, end, is_template});
      done = end + 1;
    };
    for (; mark != marks.end() && mark->block == i; ++mark) {
      if (mark->end > sizes[i]) continue;
      if (mark->begin > 0) add(false, mark->begin - 1);
      add(true, mark->end);
    }
    if (sizes[i] == 0) parts.push_back({i, 0, 0, false});
    add(false, sizes[i]);
  }
  return parts;
}

std::vector<Block> TextAsWeighed(const PageRecord& record) {
  std::vector<size_t> sizes;
  for (const Block& block : record.blocks) sizes.push_back(block.text.size());
  std::vector<Block> weighed;
  for (const WeighedPart& part : WeighedParts(sizes, record.template_texts)) {
    const Block& block = record.blocks[part.block];
    Block copy{part.is_template ? Zone::kTemplate : block.zone,
               block.text.substr(part.begin, part.end - part.begin)};
    copy.lang = block.lang;
    weighed.push_back(std::move(copy));
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
  if (!company.employees || !company.employees->is_figure()) return "unknown";
  const int64_t n = company.employees->min;
  if (n < 10) return "1-9";
  if (n < 50) return "10-49";
  if (n < 100) return "50-99";
  if (n < 250) return "100-249";
  if (n < 1000) return "250-999";
  return "1000+";
}

}  // namespace ritmon
