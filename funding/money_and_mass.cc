// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/money_and_mass.h"

namespace ritmon {
namespace {

MoneyAndMass VerdictOf(const MoneyAndMassRow& row) {
  if (!row.money_share || !row.company_share) return MoneyAndMass::kNoData;
  if (row.funding.cents == 0 && row.companies == 0) {
    return MoneyAndMass::kNoData;
  }
  if (*row.money_share >= kFarAbove * *row.company_share) {
    return MoneyAndMass::kMoneyWithoutFirms;
  }
  if (*row.company_share >= kFarAbove * *row.money_share) {
    return MoneyAndMass::kFirmsWithoutMoney;
  }
  return MoneyAndMass::kBalanced;
}

}  // namespace

std::string_view ToString(MoneyAndMass verdict) {
  switch (verdict) {
    case MoneyAndMass::kNoData:
      return "no-data";
    case MoneyAndMass::kBalanced:
      return "balanced";
    case MoneyAndMass::kMoneyWithoutFirms:
      return "much-money-few-firms";
    case MoneyAndMass::kFirmsWithoutMoney:
      return "many-firms-little-money";
  }
  return "";
}

std::vector<MoneyAndMassRow> SetAgainst(
    const std::map<std::string, FundingCell, std::less<>>& funding,
    const std::vector<FieldMass>& mass) {
  std::vector<MoneyAndMassRow> rows;
  double all_cents = 0;
  double all_companies = 0;
  for (const FieldMass& field : mass) {
    MoneyAndMassRow& row = rows.emplace_back();
    row.field = field.field;
    row.companies = field.companies;
    const auto found = funding.find(field.field);
    if (found != funding.end()) row.funding = found->second;
    all_cents += static_cast<double>(row.funding.cents);
    all_companies += static_cast<double>(row.companies);
  }
  for (MoneyAndMassRow& row : rows) {
    const auto cents = static_cast<double>(row.funding.cents);
    const auto companies = static_cast<double>(row.companies);
    if (all_cents > 0) row.money_share = cents / all_cents;
    if (all_companies > 0) row.company_share = companies / all_companies;
    if (row.companies > 0 && row.funding.cents > 0) {
      row.quotient = *row.money_share / *row.company_share;
      row.cents_per_company =
          row.funding.cents / static_cast<int64_t>(row.companies);
    }
    row.verdict = VerdictOf(row);
  }
  return rows;
}

}  // namespace ritmon
