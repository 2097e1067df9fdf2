// SPDX-License-Identifier: GPL-3.0-or-later
// Public research money against the companies of a field: where much money
// meets few firms, as the study found for hydrogen. Pure functions.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "funding/funding_table.h"

namespace ritmon {

struct FieldMass {
  std::string field;
  uint64_t companies = 0;  // counted in the field
};

enum class MoneyAndMass {
  kNoData,  // neither money nor companies, or no total to compare with
  kBalanced,
  kMoneyWithoutFirms,  // share of the money far above share of the companies
  kFirmsWithoutMoney,  // far below
};
// "no-data", "balanced", "much-money-few-firms", "many-firms-little-money"
std::string_view ToString(MoneyAndMass verdict);

// A share is far above another from this factor on.
inline constexpr double kFarAbove = 2;

struct MoneyAndMassRow {
  std::string field;
  FundingCell funding;
  uint64_t companies = 0;
  // Of all fields' sums: with several fields a company or grant counts in each.
  std::optional<double> money_share;
  std::optional<double> company_share;
  // money_share / company_share; nothing without companies or money.
  std::optional<double> quotient;
  std::optional<int64_t> cents_per_company;
  MoneyAndMass verdict = MoneyAndMass::kNoData;
};

// One row for each of `mass`, in its order.
std::vector<MoneyAndMassRow> SetAgainst(
    const std::map<std::string, FundingCell, std::less<>>& funding,
    const std::vector<FieldMass>& mass);

}  // namespace ritmon
