// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/record.h"

#include <algorithm>
#include <span>
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

constexpr std::string_view kUnknownClass = "unknown";

// A class of headcounts, up to where the next one begins.
struct SizeStep {
  int64_t least;
  std::string_view name;
};

constexpr SizeStep kStudySizes[] = {
    {0, "0-99"}, {100, "100-1000"}, {1001, "1001+"}};
constexpr SizeStep kEuSizes[] = {
    {0, "micro"}, {10, "small"}, {50, "medium"}, {250, "large"}};
constexpr SizeStep kSizes[] = {{0, "1-9"},       {10, "10-49"},
                               {50, "50-99"},    {100, "100-249"},
                               {250, "250-999"}, {1000, "1000+"}};

// The class that holds both bounds; without an upper bound, the last one only.
std::string_view ClassOf(const std::optional<Headcount>& headcount,
                         std::span<const SizeStep> steps) {
  if (!headcount) return kUnknownClass;
  const auto step_of = [&](int64_t number) {
    size_t i = steps.size() - 1;
    while (i > 0 && number < steps[i].least) --i;
    return i;
  };
  const size_t lower = step_of(headcount->min);
  const size_t upper =
      headcount->max ? step_of(*headcount->max) : steps.size() - 1;
  return lower == upper ? steps[lower].name : kUnknownClass;
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

std::optional<Date> FoundingDay(const Company& company) {
  if (!company.founded) return std::nullopt;
  const Date founded = *company.founded;
  if (static_cast<int>(founded.year()) < kEarliestFounding) return std::nullopt;
  if (company.founded_precision != "year") return founded;
  return Date{founded.year(), std::chrono::July, std::chrono::day{1}};
}

std::optional<int> AgeInYears(std::optional<Date> founding_day, Date as_of) {
  if (!founding_day || founding_day->year() > as_of.year()) return std::nullopt;
  return std::max(0, FullYears(*founding_day, as_of));
}

std::optional<int> AgeInYears(const Company& company, Date as_of) {
  return AgeInYears(FoundingDay(company), as_of);
}

std::string_view AgeClass(std::optional<int> years) {
  if (!years) return kUnknownClass;
  if (*years < 5) return "0-4";
  if (*years < 10) return "5-9";
  if (*years < 25) return "10-24";
  if (*years < 50) return "25-49";
  return "50+";
}

std::string AgeClass(const Company& company, Date as_of) {
  return std::string(AgeClass(AgeInYears(company, as_of)));
}

std::string_view StartupClass(std::optional<int> years) {
  if (!years) return kUnknownClass;
  return *years <= kOldestStartup ? "yes" : "no";
}

std::string StartupClass(const Company& company, Date as_of) {
  return std::string(StartupClass(AgeInYears(company, as_of)));
}

std::string_view StudySizeClass(const std::optional<Headcount>& headcount) {
  return ClassOf(headcount, kStudySizes);
}

std::string StudySizeClass(const Company& company) {
  return std::string(StudySizeClass(company.employees));
}

std::string_view EuSizeClass(const std::optional<Headcount>& headcount) {
  return ClassOf(headcount, kEuSizes);
}

std::string EuSizeClass(const Company& company) {
  return std::string(EuSizeClass(company.employees));
}

std::string_view SizeClass(const std::optional<Headcount>& headcount) {
  return ClassOf(headcount, kSizes);
}

std::string SizeClass(const Company& company) {
  return std::string(SizeClass(company.employees));
}

}  // namespace ritmon
