// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/company_columns.h"

#include <gtest/gtest.h>

#include "report/csv_text.h"
#include "report/page_columns.h"
#include "report/workbook_tables.h"

namespace ritmon {
namespace {

Date Day(int year, unsigned month, unsigned day) {
  return Date{std::chrono::year(year), std::chrono::month(month),
              std::chrono::day(day)};
}

CompanyRecord SampleCompany() {
  CompanyRecord record;
  Company& company = record.company;
  company.id = "K1101R_HRB53GE";
  company.name = "=Elbe Akku GmbH";
  company.legal_form = "gmbh";
  company.register_number = RegisterNumber{"K1101R", "HRB", "53", "GE"};
  company.court = "Hamburg";
  company.address = {"Kai 1", "01067", "Hamburg"};
  company.founded = Day(1998, 4, 1);
  company.founded_precision = "day";
  company.employees = Headcount{50, 99, 2024};
  company.lei = "529900T8BM49AURSDO55";
  record.hosts = {"elbe-akku.example", "akku.example"};
  record.fields = {{.field = "battery-cells",
                    .confidence = Confidence::kHigh,
                    .pages = {"http://a.example/1", "http://a.example/2"}},
                   {.field = "smart-factory",
                    .confidence = Confidence::kLow,
                    .pages = {"http://a.example/1"}}};
  return record;
}

std::map<std::string_view, TableCell> CellsOf(const CompanyRecord& record) {
  std::map<std::string_view, TableCell> cells;
  for (const CompanyTableColumn& column : CompanyColumns()) {
    cells[column.text.id] = column.cell(record, Day(2026, 11, 23));
  }
  return cells;
}

std::string Plain(const TableCell& cell) {
  return CsvText(cell, CsvDialect::kRfc4180);
}

TEST(CompanyColumnsTest, CellsHaveTheirTypes) {
  const auto cells = CellsOf(SampleCompany());
  const struct {
    const char* id;
    const char* text;
    size_t type;  // place in TableCell
  } cases[] = {
      {"id", "K1101R_HRB53GE", 1},
      {"register_number", "HRB 53 GE", 1},
      {"lei", "529900T8BM49AURSDO55", 1},
      {"name", "'=Elbe Akku GmbH", 1},
      {"postcode", "01067", 1},
      {"website", "http://elbe-akku.example/", 7},
      {"founded", "1998-04-01", 5},
      {"founded_year", "1998", 2},
      {"age", "28", 2},
      {"age_class", "25-49", 1},
      {"employees", "", 0},
      {"employees_min", "50", 2},
      {"employees_max", "99", 2},
      {"employees_year", "2024", 2},
      {"fields", "battery-cells:high", 1},
      {"candidates", "smart-factory:low", 1},
      {"hosts", "elbe-akku.example|akku.example", 1},
      {"pages", "2", 2},
      {"match_score", "", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Plain(cells.at(c.id)), c.text) << c.id;
    EXPECT_EQ(cells.at(c.id).index(), c.type) << c.id;
  }
}

TEST(CompanyColumnsTest, NothingIsKnown) {
  for (const auto& [id, cell] : CellsOf(CompanyRecord())) {
    if (id == "pages") continue;
    const std::string text = Plain(cell);
    EXPECT_TRUE(text.empty() || text == "unknown" || id == "status" ||
                id == "kind")
        << id << ": " << text;
  }
}

TEST(CompanyColumnsTest, FoundedAndWebsite) {
  CompanyRecord record = SampleCompany();
  record.company.founded_precision = "year";
  EXPECT_EQ(Plain(CellsOf(record).at("founded")), "1998");
  record.company.website = "www.elbe.example";
  EXPECT_EQ(WebsiteOf(record), "http://www.elbe.example");
  record.company.website = "https://elbe.example/x";
  EXPECT_EQ(WebsiteOf(record), "https://elbe.example/x");
  record.company.website = "javascript://x";
  EXPECT_EQ(WebsiteOf(record), "javascript://x");  // a text in every format
  record.company.website.clear();
  record.hosts.clear();
  EXPECT_EQ(WebsiteOf(record), "");
}

TEST(CompanyColumnsTest, PagesKeepWhatIsNoTime) {
  PageData page;
  page.date = "gestern";
  for (const PageTableColumn& column : PageColumns()) {
    const std::string text = Plain(column.cell(page));
    EXPECT_EQ(text, column.text.id == "date" ? "gestern" : "");
  }
}

TEST(WorkbookTablesTest, EvidenceLeadsToTheArchive) {
  const CompanyRecord company = SampleCompany();
  PageRecord page;
  page.href = "http://elbe-akku.example/zellen";
  page.story_of = "http://b.example/";
  page.fetched_at = *ParseTimestamp("2026-11-23T17:54:46Z");
  page.capture.file = "a.warc.gz";
  page.capture.offset = 74760;
  const Evidence evidence{.term = "batteriezelle*",
                          .zone = Zone::kTitle,
                          .matched = "Batteriezellen",
                          .sentence = "Wir bauen Batteriezellen.",
                          .score = 4.5,
                          .rule = "strong"};
  const std::string label = "Batteriezellen";
  const std::string version = "1eae";
  const TableRow row =
      EvidenceRow({company, company.fields[0], label, page, evidence, version});
  const std::vector<std::string> expected = {"K1101R_HRB53GE",
                                             "'=Elbe Akku GmbH",
                                             "battery-cells",
                                             "Batteriezellen",
                                             "high",
                                             "yes",
                                             "batteriezelle*",
                                             "Batteriezellen",
                                             "title",
                                             "Wir bauen Batteriezellen.",
                                             "4.5",
                                             "strong",
                                             "http://elbe-akku.example/zellen",
                                             "web",
                                             "http://b.example/",
                                             "2026-11-23T17:54:46Z",
                                             "a.warc.gz@74760",
                                             "1eae"};
  std::vector<std::string> texts;
  for (const TableCell& cell : row.cells) texts.push_back(Plain(cell));
  EXPECT_EQ(texts, expected);
  EXPECT_EQ(EvidenceColumns(Language::kGerman).size(), expected.size());
  EXPECT_EQ(CountColumns(Language::kGerman).size(),
            CountRowOf({}).cells.size());
}

TEST(WorkbookTablesTest, TheMethodSaysWhatWasAskedAndWhatIsLeftOut) {
  MethodFacts facts{.command = "ritmon export companies",
                    .as_of = Day(2026, 11, 23),
                    .rows = 3,
                    .program_version = "0.1",
                    .list_version = "1eae",
                    .sources = {"offeneregister (2018-11-09)", "list"}};
  facts.columns = {CompanyColumns()[0].text};
  for (const Language language : {Language::kGerman, Language::kEnglish}) {
    const bool german = language == Language::kGerman;
    std::string all;
    for (const TableRow& row : MethodRows(facts, language)) {
      ASSERT_EQ(row.cells.size(), MethodColumns(language).size());
      for (const TableCell& cell : row.cells) all += Plain(cell) + "\n";
    }
    for (const char* part :
         {"ritmon export companies\n", "2026-11-23\n", "1eae\n",
          "offeneregister (2018-11-09)\n", german ? "Kandidaten" : "Candidates",
          german ? "Personenbezogene Daten werden nicht" : "No personal data",
          german ? "Nicht gezählt" : "Not counted",
          german ? "Spalte Kennung\nid: " : "Column Company id\nid: "}) {
      EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
    }
  }
}

TEST(WorkbookTablesTest, SheetsHaveNamesThatSpreadsheetsTake) {
  for (const Language language : {Language::kGerman, Language::kEnglish}) {
    std::set<std::string> names;
    for (const WorkbookSheet sheet :
         {WorkbookSheet::kCompanies, WorkbookSheet::kPages,
          WorkbookSheet::kEvidence, WorkbookSheet::kCounts,
          WorkbookSheet::kMethod}) {
      const std::string name = SheetName(sheet, language);
      // " (99)" has room behind it.
      EXPECT_TRUE(name.size() > 0 && name.size() + 5 <= kMaxSheetName) << name;
      EXPECT_TRUE(names.insert(name).second) << name;
    }
  }
}

}  // namespace
}  // namespace ritmon
