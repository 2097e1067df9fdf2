// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/critical_mass.h"

#include <gtest/gtest.h>

#include "index/index_writer.h"
#include "tests/index/sample_records.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(CriticalMassTest, Concentration) {
  const struct {
    const char* what;
    std::vector<std::pair<std::string, uint64_t>> companies;
    std::string largest;
    Share in_largest;
    uint64_t districts;
    std::optional<double> herfindahl;
  } cases[] = {
      {"nobody", {}, "", {0, 0}, 0, std::nullopt},
      {"nobody anywhere", {{"02000", 0}}, "", {0, 0}, 0, std::nullopt},
      {"only without a place", {{"unknown", 4}}, "", {0, 0}, 0, std::nullopt},
      {"all in one", {{"01056", 0}, {"02000", 7}}, "02000", {7, 7}, 1, 1.0},
      {"two halves", {{"01056", 3}, {"02000", 3}}, "01056", {3, 6}, 2, 0.5},
      {"uneven", {{"01056", 1}, {"02000", 3}}, "02000", {3, 4}, 2, 0.625},
      {"the unknown are left out",
       {{"01056", 1}, {"02000", 3}, {"unknown", 96}},
       "02000",
       {3, 4},
       2,
       0.625},
  };
  for (const auto& c : cases) {
    const Concentration found = ConcentrationOf(c.companies);
    EXPECT_EQ(found.largest, c.largest) << c.what;
    EXPECT_EQ(found.in_largest, c.in_largest) << c.what;
    EXPECT_EQ(found.districts, c.districts) << c.what;
    EXPECT_EQ(found.herfindahl, c.herfindahl) << c.what;
  }
}

class MassOfIndexTest : public testing::Test {
 protected:
  MassOfIndexTest() {
    auto writer = CompanyIndexWriter::Open(directory_ / "companies");
    EXPECT_TRUE(writer) << writer.error().message;
    for (const CompanyRecord& company : RandomCompanies(71)) {
      EXPECT_TRUE(writer->Replace(company));
    }
    EXPECT_TRUE(writer->Commit());
  }

  Mass Count(const MassQuestion& question,
             const MassThresholds& thresholds = {}) {
    auto reader = CompanyIndexReader::Open(directory_ / "companies");
    EXPECT_TRUE(reader) << reader.error().message;
    auto mass = CountMass(*reader, question, thresholds, vocabulary_);
    EXPECT_TRUE(mass) << mass.error().message;
    return mass.value_or(Mass());
  }

  // How many companies the query finds, as Xapian says it.
  uint64_t Found(const std::string& query) {
    auto reader = CompanyIndexReader::Open(directory_ / "companies");
    auto hits = reader->Find(
        MustParse(query, QueryTarget::kCompanies, vocabulary_), 0, 0);
    EXPECT_TRUE(hits) << query << ": " << hits.error().message;
    return hits ? hits->total : 0;
  }

  TempDirectory directory_;
  const Vocabulary vocabulary_ = SampleVocabulary();
};

TEST_F(MassOfIndexTest, EveryNumberIsWhatItsQueryFinds) {
  int compared = 0;
  for (const char* region :
       {"", "region:\"hamburg\"", "district:02000,01056"}) {
    for (const Dimension by : {Dimension::kField, Dimension::kFutureField}) {
      const Mass mass = Count({.by = by, .region = region, .as_of = kToday});
      EXPECT_EQ(Found(mass.counted_query), mass.counted) << region;
      EXPECT_EQ(Found(mass.known_query), mass.known_companies) << region;
      EXPECT_EQ(mass.register_companies.number, mass.known_companies);
      EXPECT_GT(mass.counted, 0u);
      EXPECT_LT(mass.counted, mass.known_companies);
      for (const MassRow& row : mass.rows) {
        EXPECT_EQ(Found(row.queries.companies), row.companies)
            << row.queries.companies;
        EXPECT_EQ(Found(row.queries.in_largest),
                  row.concentration.in_largest.part)
            << row.queries.in_largest;
        EXPECT_EQ(Found(row.queries.unplaced), row.unplaced)
            << row.queries.unplaced;
        EXPECT_GT(row.unplaced, 0u) << row.id;
        EXPECT_EQ(row.of_counted, (Share{row.companies, mass.counted}));
        EXPECT_EQ(row.of_register,
                  (Share{row.companies, mass.known_companies}));
        ++compared;
      }
    }
  }
  EXPECT_EQ(compared, 3 * (4 + 3));
}

TEST_F(MassOfIndexTest, WhatIsNotKnownIsAbsentAndNotZero) {
  const Mass mass = Count({.region = "region:hamburg",
                           .as_of = kToday,
                           .register_gap = "only some are loaded",
                           .inhabitants = {{}, "no table"}});
  EXPECT_GT(mass.known_companies, 0u);
  EXPECT_EQ(mass.register_companies.number, std::nullopt);
  EXPECT_EQ(mass.register_companies.note, "only some are loaded");
  EXPECT_EQ(mass.inhabitants.note, "no table");
  ASSERT_FALSE(mass.rows.empty());
  for (const MassRow& row : mass.rows) {
    EXPECT_EQ(row.of_register, std::nullopt);
    EXPECT_EQ(row.per_1000_companies, std::nullopt);
    EXPECT_EQ(row.per_100000_inhabitants, std::nullopt);
  }
  // Of a region without companies there is no share of anything.
  const Mass empty = Count({.region = "region:hamburg status:removed",
                            .as_of = kToday,
                            .inhabitants = {1000, ""}});
  ASSERT_FALSE(empty.rows.empty());
  EXPECT_EQ(empty.rows[0].of_counted.Fraction(), std::nullopt);
  EXPECT_EQ(empty.rows[0].per_1000_companies, std::nullopt);
  EXPECT_EQ(empty.rows[0].per_100000_inhabitants, 0.0);
  EXPECT_EQ(empty.rows[0].concentration.herfindahl, std::nullopt);
}

TEST_F(MassOfIndexTest, DensitiesAreOfTheirBase) {
  const Mass mass =
      Count({.as_of = kToday, .inhabitants = {50'000, "by hand"}});
  for (const MassRow& row : mass.rows) {
    const auto companies = static_cast<double>(row.companies);
    EXPECT_DOUBLE_EQ(*row.per_100000_inhabitants, 2 * companies);
    EXPECT_DOUBLE_EQ(
        *row.per_1000_companies,
        1000 * companies / static_cast<double>(mass.known_companies));
  }
}

TEST_F(MassOfIndexTest, AFieldsOwnThresholdWins) {
  const uint64_t companies =
      Count({.ids = {"electromobility"}, .as_of = kToday}).rows[0].companies;
  ASSERT_GT(companies, 1u);
  const struct {
    uint64_t usual;
    std::optional<uint64_t> own;
    bool reached;
  } cases[] = {
      {companies, {}, true},
      {companies + 1, {}, false},
      {companies + 1, companies, true},
      {1, companies + 1, false},
  };
  for (const auto& c : cases) {
    MassThresholds thresholds{.usual = {c.usual, "usual"}, .of_fields = {}};
    // Of another field, which must not matter.
    thresholds.of_fields.push_back({"smart-factory", {99999, ""}, ""});
    if (c.own) {
      thresholds.of_fields.push_back({"electromobility", {*c.own, "own"}, ""});
    }
    const Mass mass =
        Count({.ids = {"electromobility"}, .as_of = kToday}, thresholds);
    ASSERT_EQ(mass.rows.size(), 1u);
    EXPECT_EQ(mass.rows[0].reached, c.reached);
    EXPECT_EQ(mass.rows[0].threshold.companies, c.own.value_or(c.usual));
    EXPECT_EQ(mass.rows[0].threshold.reason, c.own ? "own" : "usual");
  }
}

TEST(CriticalMassTest, ThresholdsAreOfFieldsThatThereAre) {
  const Vocabulary vocabulary = SampleVocabulary();
  const auto ids = WithIds({.usual = {},
                            .of_fields = {{"Wasserstoff", {10, ""}, "x:1"},
                                          {"Life Science", {20, ""}, "x:2"}}},
                           vocabulary);
  ASSERT_TRUE(ids) << ids.error().message;
  EXPECT_EQ(ids->of_fields[0].field, "hydrogen-efuels");
  EXPECT_EQ(ids->of_fields[1].field, "life-science");
  const auto wrong = WithIds({.usual = {},
                              .of_fields = {{"hydrogen-efuel", {1, ""}, "x:1"},
                                            {"wasserstoff", {1, ""}, "x:2"},
                                            {"qqq", {1, ""}, "x:3"}}},
                             vocabulary);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().kind, ErrorKind::kInvalid);
  const std::string& message = wrong.error().message;
  EXPECT_NE(message.find("x:1: "), std::string::npos) << message;
  EXPECT_NE(message.find("hydrogen-efuels"), std::string::npos) << message;
  EXPECT_NE(message.find("x:3: "), std::string::npos) << message;
  EXPECT_EQ(message.find("x:2: "), std::string::npos) << message;
}

}  // namespace
}  // namespace ritmon
