// SPDX-License-Identifier: GPL-3.0-or-later
// Companies, written to and read from a database on disk.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/index/stored_companies.h"

namespace ritmon {
namespace {

class CompanyIndexTest : public StoredCompaniesTest {};

TEST_F(CompanyIndexTest, FindsNamesInEverySpellingTheRightOneFirst) {
  Write({SampleCompany("1", "Müll und Wert GmbH"),
         SampleCompany("2", "Mueller-Umwelttechnik GmbH"),
         SampleCompany("3", "Becker AG")});
  EXPECT_EQ(Found("Müller"), "2 1");
  EXPECT_EQ(Found("MUELLER umwelttechnik"), "2");
  EXPECT_EQ(Found("\"Müller Umwelttechnik\""), "2");
  EXPECT_EQ(Found("company:müller"), "2");
  EXPECT_EQ(Found("company:3"), "3");
  EXPECT_EQ(Found("company:!!"), "");
  EXPECT_EQ(Found("Hamburg"), "3 2 1");
  EXPECT_EQ(Found("GmbH NOT Müll"), "");
  EXPECT_EQ(Found("GmbH NOT Wert"), "2");
}

TEST_F(CompanyIndexTest, Filters) {
  CompanyRecord a = SampleCompany("a", "Alpha");
  a.company.founded = Day(2022, 11, 24);  // 3 full years today
  a.company.employees = Headcount::Exactly(9);
  a.fields = {CompanyTag("hydrogen-efuels", Confidence::kHigh),
              CompanyTag("smart-factory", Confidence::kMedium)};
  a.topics = {CompanyTag("fuel-cell", Confidence::kHigh)};
  a.hosts = {"www.alpha.example"};
  CompanyRecord b = SampleCompany("b", "Beta");
  b.company.founded = Day(2021, 1, 1);
  b.company.founded_precision = "year";  // 1 July: 5 full years
  b.company.employees = Headcount::Exactly(10);
  b.company.district = "01056";
  b.regions = {"metropolregion-hamburg"};
  b.fields = {CompanyTag("hydrogen-efuels", Confidence::kLow)};
  CompanyRecord c = SampleCompany("c", "Gamma");
  c.company.kind = EntityKind::kShell;
  c.company.status = CompanyStatus::kRemoved;
  c.company.legal_form = "gmbh_co_kg";
  c.company.employees = Headcount::Exactly(0);
  c.company.founded = Day(1890, 2, 28);
  CompanyRecord d = SampleCompany("d", "Delta");
  // Of the classes that vendors sell; founded after the day that is asked
  // about.
  CompanyRecord e = SampleCompany("e", "Epsilon");
  e.company.employees = Headcount{50, 99, 2024};
  e.company.founded = Day(2027, 1, 1);
  CompanyRecord f = SampleCompany("f", "Phi");
  f.company.employees = Headcount{250, std::nullopt, std::nullopt};
  f.company.founded = Day(1234, 5, 6);
  Write({a, b, c, d, e, f});
  const struct {
    const char* query;
    const char* found;
  } cases[] = {
      {"", "a b d e c f"},
      {"field:hydrogen-efuels", "a"},
      {"field:hydrogen-efuels confidence:low", "b"},
      {"field:hydrogen-efuels confidence:low,high", "a b"},
      {"field:smart-factory confidence:high", ""},
      {"confidence:low", "b"},
      {"future:smart-production", "a"},
      {"topic:fuel-cell confidence:high", "a"},
      {"region:metropolregion", "a b d e c f"},
      {"region:hamburg", "a d e c f"},
      {"district:pinneberg", "b"},
      {"age:<5", "a"},
      {"age:0-4", "a"},
      {"age:4", ""},
      {"age:3", "a"},
      {"age:5", "b"},
      {"age:5-9", "b"},
      {"age:>=50", "c"},
      {"age:136", "c"},
      {"age:>=137", ""},
      {"age:>=5000", ""},
      {"age:<5000", "a b c"},
      {"age:unknown", "d e f"},
      {"age:<5,unknown", "a d e f"},
      {"NOT age:<5", "b d e c f"},
      {"startup:yes", "a b"},
      {"startup:ja", "a b"},
      {"startup:no", "c"},
      {"startup:unknown", "d e f"},
      {"startup:no,unknown", "d e c f"},
      {"size:<10", "a c"},
      {"size:1-9", "a c"},
      {"size:10-49", "b"},
      {"size:>9", "b e f"},
      {"size:0", "c"},
      {"size:49-10", ""},
      {"size:unknown", "d"},
      {"size:<100", "a b e c"},
      {"size:50-99", "e"},
      {"size:60-200", ""},
      {"size:>=50", "e f"},
      {"size:>250", ""},
      {"size:100+", "f"},
      {"size:<1000", "a b e c"},
      {"kind:shell", "c"},
      {"status:removed", "c"},
      {"rechtsform:gmbh", "a b d e f"},
      {"host:alpha.example", "a"},
      {"alpha region:hamburg", "a"},
  };
  int run = 0;
  for (const auto& each : cases) {
    EXPECT_EQ(Found(each.query), each.found) << each.query;
    ++run;
  }
  EXPECT_EQ(run, 49);
}

TEST_F(CompanyIndexTest, SortsTheUnknownLast) {
  CompanyRecord a = SampleCompany("a", "Zeta");
  a.company.founded = Day(2000, 1, 1);
  a.company.employees = Headcount::Exactly(5);
  CompanyRecord b = SampleCompany("b", "Ärmel");
  b.company.founded = Day(2010, 1, 1);
  b.fields = {CompanyTag("smart-factory", Confidence::kHigh, 9)};
  CompanyRecord c = SampleCompany("c", "Beta");
  c.company.employees = Headcount::Exactly(500);
  CompanyRecord d = SampleCompany("d", "Beta");
  Write({d, c, b, a});
  EXPECT_EQ(Found("", CompanySort::kName), "b c d a");
  EXPECT_EQ(Found("", CompanySort::kFounded), "b a c d");
  EXPECT_EQ(Found("", CompanySort::kEmployees), "c a b d");
  EXPECT_EQ(Found("", CompanySort::kScore), "b c d a");
}

TEST_F(CompanyIndexTest, ForEachGoesThroughAllById) {
  Write(RandomCompanies(14));
  auto reader = Reader();
  std::vector<std::string> ids;
  const Query query = Parse("field:smart-factory");
  ASSERT_TRUE(reader
                  .ForEach(query,
                           [&](const CompanyRecord& record) {
                             ids.push_back(record.company.id);
                             return true;
                           })
                  .has_value());
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  EXPECT_EQ(ids.size(), reader.Find(query, 0, 0)->total);
  int seen = 0;
  ASSERT_TRUE(reader.ForEach(query, [&](const auto&) { return ++seen < 3; })
                  .has_value());
  EXPECT_EQ(seen, 3);
}

TEST_F(CompanyIndexTest, DeletesAndTakesHostileRecords) {
  CompanyRecord hostile =
      SampleCompany(std::string(900, 'I'), "\xff\xc3 Anker");
  hostile.company.purpose = std::string(100'000, 'x');
  hostile.hosts = {std::string(400, 'h')};
  hostile.regions = {std::string(500, 'R'), ""};
  hostile.company.employees = Headcount::Exactly(INT64_MAX);
  hostile.fields = {CompanyTag(std::string(600, 'F'), Confidence::kHigh)};
  Write({hostile, SampleCompany("2", "Anker")});
  EXPECT_EQ(Reader().Find(Parse("Anker"), 0, 10)->total, 2u);
  EXPECT_EQ(Count("", {Dimension::kField}).rows.back().companies, 1u);
  auto writer = CompanyIndexWriter::Open(directory_ / "companies");
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(writer->Delete(hostile.company.id).has_value());
  ASSERT_TRUE(writer->Delete("never there").has_value());
  ASSERT_TRUE(writer->Commit().has_value());
  EXPECT_EQ(Found("Anker"), "2");
}

}  // namespace
}  // namespace ritmon
