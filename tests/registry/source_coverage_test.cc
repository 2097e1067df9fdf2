// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/source_coverage.h"

#include <gtest/gtest.h>

#include "registry/company_store.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(SourceCoverageTest, CountsWhatIsKnownInTheRegion) {
  TempDirectory folder;
  auto database = Database::Open(folder / "state.db");
  ASSERT_TRUE(database);
  auto store = CompanyStore::Open(*database);
  ASSERT_TRUE(store);
  for (int i = 0; i < 40; ++i) {
    Company company;
    company.name = "Firma " + std::to_string(i) + " GmbH";
    company.district = i < 20 ? "02000" : i < 30 ? "01056" : "09162";
    if (i % 2 == 0) company.founded = ParseDate("1998-04-01");
    if (i % 4 == 0) company.employees = Headcount{50, 99, {}};
    company.website = "firma.example";
    if (i % 5 == 0) company.purpose = "Bau von Sensoren";
    if (i % 5 == 1) company.wz = "26.51";
    if (i == 1) company.status = CompanyStatus::kRemoved;
    ASSERT_TRUE(store->Upsert(company, {"list", 10, ""}));
  }
  const auto region = CoverageOf(*database, {"02000", "01056"});
  ASSERT_TRUE(region) << region.error().message;
  EXPECT_EQ(region->companies, 29);
  EXPECT_EQ(region->founded, 15);
  EXPECT_EQ(region->employees, 8);
  EXPECT_EQ(region->website, 29);
  EXPECT_EQ(region->purpose, 11);
  EXPECT_EQ(CoverageOf(*database, {})->companies, 39);
  EXPECT_EQ(CoverageOf(*database, {"99999"})->companies, 0);

  const auto questions = OpenQuestions(*region);
  ASSERT_EQ(questions.size(), 3u);
  EXPECT_EQ(questions[0].name, "founding date");
  EXPECT_EQ(questions[0].known, 15);
  EXPECT_EQ(questions[0].of, 29);
  EXPECT_NE(questions[0].remedy.find("GLEIF"), std::string::npos);
  EXPECT_EQ(questions[1].name, "employees");
  EXPECT_EQ(questions[2].name, "purpose or sector");
  EXPECT_TRUE(OpenQuestions({}).empty());
}

}  // namespace
}  // namespace ritmon
