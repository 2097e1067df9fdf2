// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/founding.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/files.h"
#include "classifier/page_parser.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

PageRecord Saying(const std::string& text) {
  PageRecord page;
  page.href = "http://www.elbtal.example/ueber-uns";
  page.fetched_at = *ParseTimestamp("2026-11-28T12:00:00Z");
  page.blocks = {{Zone::kMain, text}};
  return page;
}

CompanyRecord Read(const Company& company,
                   const std::vector<PageRecord>& pages) {
  CompanyRecord record;
  record.company = company;
  FoundingReader reader(record.company);
  for (const PageRecord& page : pages) reader.Add(page);
  reader.Finish(record);
  return record;
}

TEST(FoundingTest, DatesACompanyByItsOwnWords) {
  Company company;
  company.name = "Elbtal Sensorik GmbH";
  const CompanyRecord record = Read(company, {Saying("Gegründet 1998.")});
  EXPECT_EQ(record.company.founded, ParseDate("1998"));
  EXPECT_EQ(record.company.founded_precision, "year");
  EXPECT_EQ(record.company.founded_source, kFoundedByWebsite);
  ASSERT_TRUE(record.founded_evidence);
  EXPECT_EQ(record.founded_evidence->sentence, "Gegründet 1998.");
  EXPECT_EQ(record.founded_evidence->offset, 11u);
  EXPECT_EQ(record.founded_evidence->rule, "founded");
  EXPECT_EQ(record.founded_evidence->url,
            "http://www.elbtal.example/ueber-uns");
}

TEST(FoundingTest, NeverOverwritesADate) {
  Company company;
  company.name = "Elbtal Sensorik GmbH";
  company.founded = ParseDate("2001-05-17");
  company.founded_precision = "day";
  company.founded_source = "register";
  const CompanyRecord record = Read(company, {Saying("Gegründet 1998.")});
  EXPECT_EQ(record.company.founded, ParseDate("2001-05-17"));
  EXPECT_EQ(record.company.founded_source, "register");
  EXPECT_FALSE(record.founded_evidence);
}

TEST(FoundingTest, LeavesPagesThatDoNotCount) {
  Company company;
  company.name = "Elbtal Sensorik GmbH";
  const auto dated = [&](void (*spoil)(PageRecord&)) {
    PageRecord page = Saying("Gegründet 1998.");
    spoil(page);
    return Read(company, {page}).company.founded.has_value();
  };
  EXPECT_TRUE(dated([](PageRecord&) {}));
  EXPECT_FALSE(dated([](PageRecord& page) { page.gone = true; }));
  EXPECT_FALSE(dated([](PageRecord& page) { page.noindex = true; }));
  EXPECT_FALSE(dated([](PageRecord& page) { page.is_imprint = true; }));
  EXPECT_FALSE(dated([](PageRecord& page) { page.double_of = "x"; }));
  EXPECT_FALSE(dated([](PageRecord& page) { page.kind = PageKind::kNews; }));
  // Of a year that had not come when the page was read.
  EXPECT_FALSE(dated([](PageRecord& page) {
    page.fetched_at = *ParseTimestamp("1997-01-01T00:00:00Z");
  }));
  EXPECT_FALSE(
      Read(company, {Saying("Gegründet 1998."), Saying("Gegründet 1999.")})
          .company.founded);
}

// One line of the demo region's list: "Firma;Registergericht;...".
std::vector<std::string> Cells(const std::string& line) {
  std::vector<std::string> cells(1);
  for (const char c : line) {
    if (c == ';') {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  return cells;
}

std::vector<PageRecord> PagesIn(const std::filesystem::path& site) {
  std::vector<PageRecord> pages;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(site)) {
    const std::string name = entry.path().filename().string();
    if (!name.ends_with(".html") && !name.ends_with(".htm")) continue;
    std::string path =
        std::filesystem::relative(entry.path(), site.parent_path()).string();
    if (name == "index.html") path.resize(path.size() - name.size());
    const auto url = Url::Parse("http://" + path);
    const auto bytes = ReadFile(entry.path());
    if (!url || !bytes) continue;
    const Page page = ParsePage(*url, *bytes, "");
    PageRecord& record = pages.emplace_back();
    record.href = url->href();
    record.fetched_at = *ParseTimestamp("2026-11-28T12:00:00Z");
    record.noindex = page.noindex;
    record.is_imprint = page.is_imprint;
    record.blocks = page.blocks;
  }
  return pages;
}

// What the sites of the demo region say, against its register. They were
// written before anybody thought of reading years from them.
TEST(FoundingTest, AgreesWithTheRegisterOfTheDemoRegion) {
  std::ifstream list(SourceFile("demo/companies.csv"));
  int right = 0;
  int wrong = 0;
  for (std::string line; std::getline(list, line);) {
    const std::vector<std::string> cells = Cells(line);
    if (cells.size() < 10) continue;
    const auto website = Url::Parse(cells[9]);
    const auto founded = ParseDate(cells[6]);
    if (!website || !founded) continue;
    const auto site = SourceFile("demo/sites") / std::string(website->host());
    if (!std::filesystem::exists(site)) continue;
    Company company;
    company.name = cells[0];
    const CompanyRecord record = Read(company, PagesIn(site));
    if (!record.company.founded) continue;
    const bool same = record.company.founded->year() == founded->year();
    (same ? right : wrong) += 1;
    EXPECT_TRUE(same) << company.name << ": "
                      << record.founded_evidence->sentence;
  }
  std::cout << right << " years right, " << wrong << " wrong\n";
  EXPECT_GE(right, 14);
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace ritmon
