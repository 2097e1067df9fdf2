// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/count.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "tests/index/stored_companies.h"

namespace ritmon {
namespace {

class CountTest : public StoredCompaniesTest {};

using Cells = std::map<std::vector<std::string>, uint64_t>;

// The rows above 0, and the test that no row is there twice.
Cells CellsOf(const CountTable& table) {
  Cells cells;
  std::set<std::vector<std::string>> seen;
  for (const CountRow& row : table.rows) {
    EXPECT_TRUE(seen.insert(row.key).second);
    if (row.companies > 0) cells[row.key] = row.companies;
  }
  return cells;
}

TEST_F(CountTest, CountsByFieldLikeANaiveCount) {
  const auto companies = RandomCompanies(11);
  Write(companies);
  for (int options_bits = 0; options_bits < 8; ++options_bits) {
    CountOptions options;
    options.counted_only = (options_bits & 1) != 0;
    options.with_candidates = (options_bits & 2) != 0;
    options.include_shells = (options_bits & 4) != 0;
    Cells naive;
    uint64_t total = 0;
    for (const CompanyRecord& r : companies) {
      bool any = false;
      for (const CompanyField& tag : r.fields) {
        bool counts = IsCounted(r, tag);
        if (!options.counted_only) {
          counts =
              tag.confidence != Confidence::kLow || options.with_candidates;
        } else {
          CompanyRecord eased = r;
          CompanyField raised = tag;
          if (options.include_shells && r.company.kind == EntityKind::kShell) {
            eased.company.kind = EntityKind::kEnterprise;
          }
          if (options.with_candidates) raised.confidence = Confidence::kHigh;
          counts = IsCounted(eased, raised);
        }
        if (!counts) continue;
        ++naive[{tag.field}];
        any = true;
      }
      total += any ? 1 : 0;
    }
    const CountTable table = Count("", {Dimension::kField}, options);
    EXPECT_EQ(CellsOf(table), naive) << options_bits;
    EXPECT_EQ(table.total, total) << options_bits;
    EXPECT_EQ(table.matched, companies.size());
    ASSERT_EQ(table.rows.size(), vocabulary_.fields.size());
    EXPECT_EQ(table.rows[0].key[0], "hydrogen-efuels");
  }
}

TEST_F(CountTest, CountsByTwoDimensionsLikeANaiveCount) {
  const auto companies = RandomCompanies(12);
  Write(companies);
  Cells by_region_age;
  Cells by_future_confidence;
  Cells by_field_topic;
  uint64_t total = 0;
  for (const CompanyRecord& r : companies) {
    std::map<std::string, Confidence> futures;
    bool counted = false;
    for (const CompanyField& tag : r.fields) {
      if (!IsCounted(r, tag)) continue;
      counted = true;
      for (const auto& future : vocabulary_.future_fields) {
        for (const auto& member : future.members) {
          if (member != tag.field) continue;
          auto& best = futures[future.id];
          best = std::max(best, tag.confidence);
        }
      }
      for (const CompanyField& topic : r.topics) {
        if (IsCounted(r, topic)) ++by_field_topic[{tag.field, topic.field}];
      }
    }
    for (const auto& [future, confidence] : futures) {
      ++by_future_confidence[{future, std::string(ToString(confidence))}];
    }
    if (!counted) continue;
    ++total;
    const std::string age = AgeClass(r.company, kToday);
    if (r.regions.empty()) ++by_region_age[{"unknown", age}];
    for (const std::string& region : r.regions) ++by_region_age[{region, age}];
  }
  const CountTable region_age =
      Count("", {Dimension::kRegion, Dimension::kAge});
  EXPECT_EQ(CellsOf(region_age), by_region_age);
  EXPECT_EQ(region_age.total, total);
  const CountTable future =
      Count("", {Dimension::kFutureField, Dimension::kConfidence});
  EXPECT_EQ(CellsOf(future), by_future_confidence);
  EXPECT_EQ(future.total, total);
  EXPECT_EQ(future.rows.size(), 3u * 2u);
  EXPECT_EQ(CellsOf(Count("", {Dimension::kField, Dimension::kTopic})),
            by_field_topic);
}

TEST_F(CountTest, TellsOfHowManyAgeAndSizeAreKnown) {
  const auto companies = RandomCompanies(15);
  Write(companies);
  std::map<std::string, Coverage> by_field;
  Coverage all;
  uint64_t by_year = 0;
  for (const CompanyRecord& r : companies) {
    const bool age = AgeClass(r.company, kToday) != kUnknownValue;
    const bool known = age && EuSizeClass(r.company) != kUnknownValue;
    bool counted = false;
    for (const CompanyField& tag : r.fields) {
      if (!IsCounted(r, tag)) continue;
      counted = true;
      ++by_field[tag.field].of;
      by_field[tag.field].known += known ? 1 : 0;
    }
    all.of += counted ? 1 : 0;
    all.known += counted && known ? 1 : 0;
    by_year +=
        counted && known && r.company.founded_precision == "year" ? 1 : 0;
  }
  const CountTable table =
      Count("", {Dimension::kField, Dimension::kAge, Dimension::kSizeEu});
  EXPECT_EQ(table.coverage, all);
  EXPECT_EQ(table.by_year_only, by_year);
  EXPECT_GT(by_year, 0u);
  EXPECT_LT(all.known, all.of);
  ASSERT_EQ(table.rows.size(), 4u * 6u * 5u);
  for (const CountRow& row : table.rows) {
    EXPECT_EQ(row.coverage, by_field[row.key[0]]) << row.key[0];
  }
  // Where all is known, nothing is said.
  const CountTable fields = Count("", {Dimension::kField});
  EXPECT_EQ(fields.coverage, Coverage{});
  EXPECT_EQ(fields.rows[0].coverage, Coverage{});
}

TEST_F(CountTest, TellsHowManyShellsAreLeftOut) {
  const auto companies = RandomCompanies(16);
  Write(companies);
  const CountTable without = Count("", {Dimension::kField});
  CountOptions options;
  options.include_shells = true;
  const CountTable with = Count("", {Dimension::kField}, options);
  ASSERT_EQ(with.rows.size(), without.rows.size());
  EXPECT_GT(without.shells, 0u);
  EXPECT_EQ(without.total + without.shells, with.total);
  EXPECT_EQ(with.shells, 0u);
  for (size_t i = 0; i < with.rows.size(); ++i) {
    EXPECT_EQ(without.rows[i].companies + without.rows[i].shells,
              with.rows[i].companies);
    EXPECT_EQ(with.rows[i].shells, 0u);
  }
}

TEST_F(CountTest, EveryFieldHasARowWithNobodyInIt) {
  Write({SampleCompany("1", "Ohne Feld GmbH")});
  const CountTable table = Count("", {Dimension::kField});
  ASSERT_EQ(table.rows.size(), 4u);
  for (const CountRow& row : table.rows) EXPECT_EQ(row.companies, 0u);
  EXPECT_EQ(table.total, 0u);
  EXPECT_EQ(table.matched, 1u);
  CountOptions all;
  all.counted_only = false;
  const CountTable coverage = Count("", {Dimension::kDistrict}, all);
  EXPECT_EQ(CellsOf(coverage), (Cells{{{"02000"}, 1}}));
  EXPECT_EQ(coverage.total, 1u);
  const CountTable pairs =
      Count("", {Dimension::kFutureField, Dimension::kField});
  EXPECT_EQ(pairs.rows.size(),
            4u);  // no field under a future field not its own
}

TEST_F(CountTest, CountRefusesWhatMakesNoSense) {
  Write({});
  auto reader = Reader();
  const Query query = Parse("");
  for (const std::vector<Dimension>& dimensions :
       {std::vector<Dimension>{},
        {Dimension::kAge, Dimension::kAge},
        {Dimension::kAge, Dimension::kSize, Dimension::kField,
         Dimension::kKind}}) {
    const auto table = reader.Count(query, dimensions, {}, vocabulary_);
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().kind, ErrorKind::kInvalid);
  }
  for (const char* name :
       {"field", "Zukunftsfeld", "Größe", "legal_form", "startup", "size-eu",
        "size-class", "future-field", "future", "kreis"}) {
    EXPECT_TRUE(ParseDimension(name).has_value()) << name;
  }
  const auto wrong = ParseDimension("distrct");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_NE(wrong.error().message.find("'district'"), std::string::npos);
}

// Fields of another time, everything else of today.
TEST_F(CountTest, CountsWithOtherFieldsBesideThem) {
  CompanyRecord a = SampleCompany("1", "Anker");
  a.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh)};
  CompanyRecord b = SampleCompany("2", "Boje");
  b.company.status = CompanyStatus::kRemoved;
  CompanyRecord c = SampleCompany("3", "Celle");
  c.regions = {"elsewhere"};
  Write({a, b, c});
  std::string asked;
  const auto with_tags = [&](const std::string& id, CompanyRecord& record) {
    asked += id;
    record.fields = {CompanyTag("smart-factory", Confidence::kMedium),
                     CompanyTag("once-a-field", Confidence::kMedium)};
  };
  CountOptions options;
  options.as_of = kToday;
  const CountTable before =
      Reader()
          .Count(Parse("region:hamburg"), {Dimension::kField}, options,
                 vocabulary_, with_tags)
          .value();
  std::sort(asked.begin(), asked.end());
  EXPECT_EQ(asked, "12");
  const CountTable after = Count("region:hamburg", {Dimension::kField});
  const CountComparison comparison = Compare(before, after);
  EXPECT_EQ(comparison.total_before, 1u);
  EXPECT_EQ(comparison.total_after, 1u);
  EXPECT_EQ(comparison.matched, 2u);
  std::string text;
  for (const ComparedRow& row : comparison.rows) {
    text += row.key[0] + " " + std::to_string(row.before) + " " +
            std::to_string(row.after) + "\n";
  }
  // A field that is none any more comes last.
  EXPECT_EQ(text,
            "hydrogen-efuels 0 1\nelectromobility 0 0\n"
            "diagnostics-therapy 0 0\nsmart-factory 1 0\nonce-a-field 1 0\n");
}

}  // namespace
}  // namespace ritmon
