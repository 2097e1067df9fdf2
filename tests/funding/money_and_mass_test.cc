// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/money_and_mass.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

FundingCell Euros(int64_t euros) {
  FundingCell cell;
  cell.cents = euros * 100;
  cell.projects = 1;
  return cell;
}

TEST(MoneyAndMassTest, SharesQuotientAndVerdict) {
  const auto rows = SetAgainst(
      {{"gas", Euros(600)}, {"sun", Euros(300)}, {"soil", Euros(100)}},
      {{"gas", 1}, {"sun", 3}, {"soil", 6}, {"none", 0}});
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_DOUBLE_EQ(*rows[0].money_share, 0.6);
  EXPECT_DOUBLE_EQ(*rows[0].company_share, 0.1);
  EXPECT_NEAR(*rows[0].quotient, 6, 1e-9);
  EXPECT_EQ(rows[0].cents_per_company, 60000);
  EXPECT_EQ(rows[0].verdict, MoneyAndMass::kMoneyWithoutFirms);
  EXPECT_EQ(rows[1].verdict, MoneyAndMass::kBalanced);
  EXPECT_EQ(rows[2].verdict, MoneyAndMass::kFirmsWithoutMoney);
  EXPECT_EQ(rows[3].verdict, MoneyAndMass::kNoData);
  EXPECT_FALSE(rows[3].quotient.has_value());
}

TEST(MoneyAndMassTest, NothingIsNeverANumber) {
  for (const auto& row : SetAgainst({}, {{"gas", 3}})) {
    EXPECT_FALSE(row.money_share.has_value());
    EXPECT_FALSE(row.quotient.has_value());
    EXPECT_EQ(row.verdict, MoneyAndMass::kNoData);
  }
  for (const auto& row : SetAgainst({{"gas", Euros(5)}}, {{"gas", 0}})) {
    EXPECT_FALSE(row.company_share.has_value());
    EXPECT_FALSE(row.cents_per_company.has_value());
    EXPECT_EQ(row.verdict, MoneyAndMass::kNoData);
  }
  const auto firmless = SetAgainst({{"gas", Euros(5)}}, {{"gas", 0}, {"b", 1}});
  EXPECT_EQ(firmless[0].verdict, MoneyAndMass::kMoneyWithoutFirms);
  EXPECT_FALSE(firmless[0].quotient.has_value());
}

}  // namespace
}  // namespace ritmon
