// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count_suppression.h"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

namespace ritmon {
namespace {

struct Case {
  const char* what;
  std::vector<Dimension> dimensions;
  std::vector<uint64_t> companies;
  std::vector<uint64_t> shells;
  uint64_t total;
  std::string suppressed;  // 'x' where a row is
  bool total_suppressed;
};

// Least is three.
TEST(CountSuppressionTest, SmallNumbersAndWhatWouldTellThem) {
  const auto kAge = Dimension::kAge;
  const Case cases[] = {
      {"nothing small", {kAge}, {3, 0, 7}, {}, 10, "...", false},
      {"two small ones hide each other",
       {kAge},
       {1, 9, 2},
       {},
       12,
       "x.x",
       false},
      {"the total would tell it", {kAge}, {2, 9, 5}, {}, 16, "x.x", false},
      {"the total says that both are one",
       {kAge},
       {1, 9, 1},
       {},
       11,
       "xxx",
       false},
      {"the total says that both are two",
       {kAge},
       {2, 2, 5},
       {},
       9,
       "xxx",
       false},
      {"nothing else to hide", {kAge}, {2, 0, 0}, {}, 2, "x..", true},
      {"a company in several fields: rows do not add up",
       {Dimension::kField},
       {2, 9, 5},
       {},
       10,
       "x..",
       false},
      {"shells left out are few",
       {kAge},
       {9, 8, 7},
       {1, 2, 0},
       24,
       "xx.",
       false},
      {"no rows", {kAge}, {}, {}, 0, "", false},
  };
  for (const Case& c : cases) {
    CountTable table{.dimensions = c.dimensions,
                     .rows = {},
                     .total = c.total,
                     .coverage = {}};
    for (size_t i = 0; i < c.companies.size(); ++i) {
      CountRow row{.key = {std::to_string(i)},
                   .companies = c.companies[i],
                   .coverage = {}};
      if (i < c.shells.size()) row.shells = c.shells[i];
      table.rows.push_back(std::move(row));
    }
    Suppress(3, table);
    std::string suppressed;
    for (const CountRow& row : table.rows) {
      suppressed += row.suppressed ? 'x' : '.';
    }
    EXPECT_EQ(suppressed, c.suppressed) << c.what;
    EXPECT_EQ(table.total_suppressed, c.total_suppressed) << c.what;
  }
}

// As it is published: "3 x 0 x of 7".
std::string Published(const std::vector<uint64_t>& companies) {
  CountTable table{.dimensions = {Dimension::kAge}, .rows = {}, .coverage = {}};
  for (const uint64_t count : companies) {
    table.rows.push_back({.key = {""}, .companies = count, .coverage = {}});
    table.total += count;
  }
  Suppress(3, table);
  std::string text;
  for (const CountRow& row : table.rows) {
    text += (row.suppressed ? "x" : std::to_string(row.companies)) + " ";
  }
  return text + "of " +
         (table.total_suppressed ? "x" : std::to_string(table.total));
}

// Against somebody who tries all tables: every row that is suppressed could
// hold different numbers.
TEST(CountSuppressionTest, NobodyCanWorkOutASuppressedRow) {
  constexpr uint64_t kMost = 9;
  std::map<std::string, std::vector<std::set<uint64_t>>> possible;
  for (uint64_t a = 0; a <= kMost; ++a) {
    for (uint64_t b = 0; a + b <= kMost; ++b) {
      for (uint64_t c = 0; a + b + c <= kMost; ++c) {
        const std::vector<uint64_t> companies = {a, b, c};
        auto& values = possible[Published(companies)];
        values.resize(companies.size());
        for (size_t i = 0; i < companies.size(); ++i) {
          values[i].insert(companies[i]);
        }
      }
    }
  }
  for (const auto& [published, values] : possible) {
    std::istringstream words(published);
    for (const std::set<uint64_t>& row : values) {
      std::string word;
      words >> word;
      if (word != "x") continue;
      EXPECT_GT(row.size(), 1u) << published;
    }
  }
}

TEST(CountSuppressionTest, CoverageGoesWithTheRowsThatItCovers) {
  CountTable table{.dimensions = {Dimension::kField, Dimension::kAge},
                   .rows = {},
                   .coverage = {}};
  for (const auto& [field, age, companies] :
       {std::tuple("a", "0-4", 2), std::tuple("a", "5-9", 9),
        std::tuple("b", "0-4", 4)}) {
    table.rows.push_back({.key = {field, age},
                          .companies = static_cast<uint64_t>(companies),
                          .coverage = {}});
  }
  Suppress(3, table);
  EXPECT_TRUE(table.rows[0].suppressed);
  EXPECT_FALSE(table.rows[1].suppressed);
  EXPECT_TRUE(table.rows[1].coverage_suppressed);
  EXPECT_FALSE(table.rows[2].coverage_suppressed);
}

}  // namespace
}  // namespace ritmon
