// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/cell_query.h"

#include <gtest/gtest.h>

#include "tests/index/stored_companies.h"

namespace ritmon {
namespace {

class CellQueryTest : public StoredCompaniesTest {};

constexpr Dimension kAllDimensions[] = {
    Dimension::kField,      Dimension::kFutureField, Dimension::kTopic,
    Dimension::kRegion,     Dimension::kDistrict,    Dimension::kMunicipality,
    Dimension::kCluster,    Dimension::kFounded,     Dimension::kAge,
    Dimension::kStartup,    Dimension::kSize,        Dimension::kSizeEu,
    Dimension::kSizeClass,  Dimension::kLegalForm,   Dimension::kSource,
    Dimension::kConfidence, Dimension::kKind};

// Every number is a query that someone can run.
TEST_F(CellQueryTest, TheQueryOfACellFindsWhatItCounts) {
  Write(RandomCompanies(13));
  auto reader = Reader();
  std::vector<std::vector<Dimension>> lists;
  for (const Dimension a : kAllDimensions) {
    lists.push_back({a});
    for (const Dimension b : kAllDimensions) {
      if (a < b) lists.push_back({a, b});
    }
  }
  lists.push_back(
      {Dimension::kFutureField, Dimension::kField, Dimension::kConfidence});
  lists.push_back(
      {Dimension::kTopic, Dimension::kField, Dimension::kConfidence});
  int compared = 0;
  for (size_t i = 0; i < lists.size(); ++i) {
    CountOptions options{.as_of = kToday};
    options.counted_only = i % 5 != 4;
    options.with_candidates = i % 3 == 1;
    options.include_shells = i % 4 == 1;
    const std::string base = i % 2 == 0 ? "region:hamburg" : "";
    const CountTable table = Count(base, lists[i], options);
    const auto found = [&](const std::vector<std::string>& key) {
      const std::string query = base + " " + CellQuery(lists[i], key, options);
      auto hits = reader.Find(Parse(query), 0, 0);
      EXPECT_TRUE(hits.has_value()) << query;
      ++compared;
      return std::pair(hits ? hits->total : 0, query);
    };
    for (const CountRow& row : table.rows) {
      const auto [total, query] = found(row.key);
      EXPECT_EQ(total, row.companies) << query;
    }
    // Fields that no future field holds are in no row of one, nor topics
    // without a field beside it.
    if (lists[i].size() > 1) continue;
    if (lists[i][0] == Dimension::kTopic && options.counted_only) continue;
    if (!options.counted_only && lists[i][0] <= Dimension::kTopic) continue;
    if (!options.counted_only && lists[i][0] == Dimension::kConfidence)
      continue;
    const auto [total, query] = found({});
    EXPECT_EQ(total, table.total) << query;
  }
  EXPECT_GT(compared, 2000);
}

}  // namespace
}  // namespace ritmon
