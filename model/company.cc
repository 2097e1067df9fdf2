// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/company.h"

#include <array>
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

}  // namespace

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
