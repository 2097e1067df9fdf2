// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/company.h"

#include <array>
#include <charconv>
#include <utility>

namespace ritmon {
namespace {

constexpr std::array<std::pair<EntityKind, std::string_view>, 5> kKinds = {{
    {EntityKind::kEnterprise, "enterprise"},
    {EntityKind::kShell, "shell"},
    {EntityKind::kAssociation, "association"},
    {EntityKind::kPublic, "public"},
    {EntityKind::kScience, "science"},
}};

// All of `text` as a number that is not negative.
std::optional<int64_t> ParseNumber(std::string_view text) {
  int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto parsed = std::from_chars(text.data(), end, number);
  if (parsed.ec != std::errc() || parsed.ptr != end || number < 0) return {};
  return number;
}

}  // namespace

std::string ToString(const Headcount& headcount) {
  std::string text = std::to_string(headcount.min);
  if (headcount.is_figure()) return text;
  if (!headcount.max) return text + "+";
  return text + "-" + std::to_string(*headcount.max);
}

std::optional<Headcount> ParseHeadcount(std::string_view text) {
  Headcount headcount;
  const bool open = text.ends_with('+');
  if (open) text.remove_suffix(1);
  const size_t dash = text.find('-');
  const auto min = ParseNumber(text.substr(0, dash));
  if (!min) return std::nullopt;
  headcount.min = *min;
  if (open) return headcount;
  headcount.max = *min;
  if (dash != std::string_view::npos) {
    headcount.max = ParseNumber(text.substr(dash + 1));
    if (!headcount.max || *headcount.max < *min) return std::nullopt;
  }
  return headcount;
}

std::string RegisterNumber::Key() const {
  return court + "_" + type + number + suffix;
}

std::string_view ToString(CompanyStatus status) {
  switch (status) {
    case CompanyStatus::kActive:
      return "active";
    case CompanyStatus::kLiquidation:
      return "liquidation";
    case CompanyStatus::kRemoved:
      return "removed";
  }
  return "active";
}

std::string_view ToString(EntityKind kind) {
  for (const auto& [value, name] : kKinds) {
    if (value == kind) return name;
  }
  return {};
}

std::optional<EntityKind> ParseEntityKind(std::string_view name) {
  for (const auto& [value, known] : kKinds) {
    if (known == name) return value;
  }
  return std::nullopt;
}

}  // namespace ritmon
