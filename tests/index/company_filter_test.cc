// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/company_filter.h"

#include <gtest/gtest.h>

#include <iterator>
#include <random>

#include "tests/index/stored_companies.h"

namespace ritmon {
namespace {

class CompanyFilterTest : public StoredCompaniesTest {};

// A query of words and filters, up to `depth` levels deep.
std::string RandomQuery(std::mt19937& random, int depth) {
  static const char* const kParts[] = {"field:hydrogen-efuels",
                                       "field:smart-factory,electromobility",
                                       "future:life-science",
                                       "topic:fuel-cell",
                                       "confidence:high",
                                       "confidence:low,medium",
                                       "region:hamburg",
                                       "region:unknown",
                                       "district:02000,unknown",
                                       "municipality:01056015",
                                       "cluster:blue",
                                       "cluster:none,green",
                                       "kreis:Pinneberg",
                                       "age:<5",
                                       "age:10-24,unknown",
                                       "startup:no",
                                       "size:<100",
                                       "size:unknown",
                                       "size:10-49",
                                       "size-class:unknown",
                                       "size-eu:micro,large",
                                       "size-study:0-99",
                                       "founded:1990-2010",
                                       "founded:unknown",
                                       "legal-form:ag",
                                       "legal-form:unknown",
                                       "status:active",
                                       "kind:enterprise,shell",
                                       "source:news",
                                       "source:web,post",
                                       "lang:en",
                                       "since:2025-06",
                                       "until:2024",
                                       "7",
                                       "firma",
                                       "\"firma 7\"",
                                       "fir*"};
  if (depth == 0 || random() % 3 == 0) {
    return kParts[random() % std::size(kParts)];
  }
  std::string text = RandomQuery(random, depth - 1);
  const auto parts = random() % 3;
  for (unsigned i = 0; i < parts; ++i) {
    const char* between[] = {" ", " OR ", " NOT "};
    text += between[random() % 3];
    text += "(" + RandomQuery(random, depth - 1) + ")";
  }
  return random() % 8 == 0 ? "NOT (" + text + ")" : text;
}

// What columns tell and what Xapian finds is the same.
TEST_F(CompanyFilterTest, MatchesOfColumnsAreThoseOfTheIndex) {
  Write(RandomCompanies(14));
  auto reader = Reader();
  std::mt19937 random(15);
  int found_some = 0;
  for (int i = 0; i < 600; ++i) {
    const std::string text = RandomQuery(random, 3);
    const auto query =
        ParseQuery(text, {QueryTarget::kCompanies, &vocabulary_, kToday});
    ASSERT_TRUE(query.has_value()) << text << ": " << query.error().message;
    const auto hits = reader.Find(*query, 0, 0);
    ASSERT_TRUE(hits.has_value()) << text;
    const auto table =
        reader.Count(*query, {Dimension::kKind},
                     {.counted_only = false, .as_of = kToday}, vocabulary_);
    ASSERT_TRUE(table.has_value()) << text;
    EXPECT_EQ(table->matched, hits->total) << text;
    EXPECT_EQ(table->total, hits->total) << text;
    found_some += hits->total > 0 && hits->total < 1000 ? 1 : 0;
  }
  EXPECT_GT(found_some, 300);
}

}  // namespace
}  // namespace ritmon
