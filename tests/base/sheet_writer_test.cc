// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_writer.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/sheet_reader.h"
#include "base/zip_file.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr Timestamp kCreated{std::chrono::seconds(1'700'000'000)};

Date Day(int y, unsigned m, unsigned d) {
  return Date(year(y), month(m), day(d));
}

class SheetWriterTest : public testing::Test {
 protected:
  std::filesystem::path path() const { return folder_ / "t.xlsx"; }

  SheetWriter Create() {
    auto writer = SheetWriter::Create(path(), kCreated);
    EXPECT_TRUE(writer) << writer.error().message;
    return std::move(*writer);
  }

  // Cells of one row, written and read again, a text cell behind them.
  std::vector<std::string> ThereAndBack(std::vector<SheetCell> cells) {
    SheetWriter writer = Create();
    EXPECT_TRUE(writer.AddSheet(
        "S", std::vector<SheetColumn>(cells.size() + 1, {"t"})));
    cells.emplace_back("end");
    EXPECT_TRUE(writer.Append(cells));
    EXPECT_TRUE(writer.Close());
    auto rows = Rows("S");
    EXPECT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows.back().size(), cells.size());
    rows.back().pop_back();
    return rows.back();
  }

  std::vector<std::vector<std::string>> Rows(const std::string& sheet) const {
    std::vector<std::vector<std::string>> rows;
    auto read = ReadSheetFile(path(), {.sheet = sheet}, [&](const CsvRow& row) {
      rows.push_back(row.cells);
      return true;
    });
    EXPECT_TRUE(read) << read.error().message;
    return rows;
  }

  std::string Part(const std::string& name) const {
    return ZipFile(path()).ReadAll(name, 1 << 20).value_or("");
  }

  TempDirectory folder_;
};

TEST_F(SheetWriterTest, CellsComeBackAsTheyWere) {
  struct Case {
    SheetCell cell;
    const char* text;
  };
  const Case cases[] = {
      {std::monostate{}, ""},
      {std::string("Müller & Söhne <GmbH>"), "Müller & Söhne <GmbH>"},
      {std::string("=1+1"), "=1+1"},
      {std::string("+49"), "+49"},
      {std::string("@SUM(A1)"), "@SUM(A1)"},
      {std::string("http://a.example/"), "http://a.example/"},
      {std::string("01099"), "01099"},
      {std::string("  am Rand "), "  am Rand "},
      {std::string("zwei\r\nZeilen\rdrei"), "zwei\nZeilen\ndrei"},
      {std::string("Ton\x07 und \x1B[31m"), "Ton und [31m"},
      {std::string("kaputt \xC3"), "kaputt \xEF\xBF\xBD"},
      {std::string("\xEF\xBF\xBE"), ""},
      {std::string("wörtlich _x0041_"), "wörtlich _x0041_"},
      {std::string("_x00\x01"
                   "41_"),
       "_x0041_"},
      {std::string("_x41_ _xZZZZ_"), "_x41_ _xZZZZ_"},
      {std::string("𝄞"), "𝄞"},
      {int64_t{0}, "0"},
      {int64_t{-12}, "-12"},
      {int64_t{9007199254740992}, "9007199254740992"},
      {int64_t{9007199254740993}, "9007199254740993"},
      {0.5, "0.5"},
      {0.1, "0.1"},
      {1e21, "1e+21"},
      {std::numeric_limits<double>::infinity(), ""},
      {std::numeric_limits<double>::quiet_NaN(), ""},
      {true, "TRUE"},
      {false, "FALSE"},
      {Day(2026, 11, 23), "2026-11-23"},
      {Day(1900, 1, 1), "1900-01-01"},
      {Day(1900, 2, 28), "1900-02-28"},
      {Day(1900, 3, 1), "1900-03-01"},
      {Day(1871, 1, 18), "1871-01-18"},
      {Day(2023, 2, 31), ""},
  };
  std::vector<SheetCell> row;
  for (const Case& c : cases) row.push_back(c.cell);
  const auto back = ThereAndBack(row);
  ASSERT_EQ(back.size(), std::size(cases));
  for (size_t i = 0; i < back.size(); ++i) {
    if (i + 1 == back.size()) continue;  // no day: see below
    EXPECT_EQ(back[i], cases[i].text) << i;
  }
  // What FormatDate makes of a day that is none; never a serial number.
  EXPECT_EQ(back.back(), FormatDate(Day(2023, 2, 31)));
}

TEST_F(SheetWriterTest, NothingIsAFormulaOrALink) {
  ThereAndBack({std::string("=HYPERLINK(\"http://a.example\")"),
                std::string("http://a.example/")});
  const std::string sheet = Part("xl/worksheets/sheet1.xml");
  EXPECT_EQ(sheet.find("<f>"), std::string::npos) << sheet;
  EXPECT_EQ(sheet.find("<hyperlink"), std::string::npos) << sheet;
  EXPECT_NE(sheet.find("=HYPERLINK("), std::string::npos) << sheet;
}

TEST_F(SheetWriterTest, OnlySafeAddressesBecomeLinks) {
  const struct {
    std::string url;
    bool is_link;
  } cases[] = {
      {"http://a.example/", true},
      {"HTTPS://a.example/?a=1&b=%20ä#s", true},
      {"http://münchen.example/straße", true},
      {"javascript:alert(1)", false},
      {"file:///etc/passwd", false},
      {"internal:Sheet2!A1", false},
      {"external:c:\\a.xlsx", false},
      {"mailto:a@b.example", false},
      {"=HYPERLINK(\"http://a.example\")", false},
      {"//a.example/", false},
      {"http:/a.example", false},
      {" http://a.example/", false},
      {"http://a.example/ b", false},
      {"http://a.example/\n", false},
      {"http://a.example/\"onclick=", false},
      {"http://a.example/\xC3", false},
      {"http://a.example/" + std::string(kMaxLinkBytes, 'x'), false},
      // Too long when it is escaped.
      {"http://a.example/" + std::string(1900, '{'), false},
      {"", false},
  };
  for (const auto& c : cases) {
    const auto back = ThereAndBack({SheetLink{c.url}});
    const std::string sheet = Part("xl/worksheets/sheet1.xml");
    EXPECT_EQ(sheet.find("<hyperlink ") != std::string::npos, c.is_link)
        << c.url;
    EXPECT_EQ(sheet.find("<f>"), std::string::npos) << c.url;
    if (c.is_link) {
      ASSERT_EQ(back.size(), 1u) << c.url;
      EXPECT_EQ(back[0], c.url);
    }
  }
}

TEST_F(SheetWriterTest, MoreLinksThanExcelOpensAreTexts) {
  SheetWriter writer = Create();
  for (const char* name : {"S", "T"}) {
    ASSERT_TRUE(writer.AddSheet(name, {{"a"}}));
    const uint32_t rows = name[0] == 'S' ? kMaxSheetLinks + 3 : 2;
    for (uint32_t i = 0; i < rows; ++i) {
      ASSERT_TRUE(
          writer.Append({SheetLink{"http://a.example/" + std::to_string(i)}}));
    }
  }
  auto summary = writer.Close();
  ASSERT_TRUE(summary) << summary.error().message;
  EXPECT_EQ(summary->links, kMaxSheetLinks + 2u);  // each sheet has its own
  EXPECT_EQ(Rows("S").back()[0], "http://a.example/65532");
}

TEST_F(SheetWriterTest, TimesAreNumbersWithADate) {
  const Timestamp time = *ParseTimestamp("2026-11-23T17:54:46Z");
  EXPECT_EQ(
      ThereAndBack({time, Timestamp(std::chrono::sys_days(Day(1871, 1, 18)))}),
      (std::vector<std::string>{"2026-11-23 17:54:46",
                                "1871-01-18T00:00:00Z"}));
  EXPECT_NE(Part("xl/styles.xml").find("yyyy-mm-dd hh:mm"), std::string::npos);
}

TEST_F(SheetWriterTest, TitlesAreFrozenFilteredAndBold) {
  SheetWriter writer = Create();
  ASSERT_TRUE(writer.AddSheet("Firmen", {{"Name", 40}, {"Gegründet"}}));
  ASSERT_TRUE(writer.Append({std::string("A GmbH"), Day(1998, 5, 1)}));
  ASSERT_TRUE(writer.Append({std::string("B GmbH")}));
  ASSERT_TRUE(writer.Close());
  const std::string sheet = Part("xl/worksheets/sheet1.xml");
  for (const char* part :
       {"state=\"frozen\"", "<autoFilter ref=\"A1:B3\"/>",
        "<col min=\"1\" max=\"1\" width=\"40.7", "topLeftCell=\"A2\""}) {
    EXPECT_NE(sheet.find(part), std::string::npos) << part << "\n" << sheet;
  }
  EXPECT_NE(Part("xl/styles.xml").find("<b/>"), std::string::npos);
}

TEST_F(SheetWriterTest, SeveralSheets) {
  SheetWriter writer = Create();
  ASSERT_TRUE(writer.AddSheet("Eins", {{"a"}}));
  ASSERT_TRUE(writer.Append({int64_t{1}}));
  ASSERT_TRUE(writer.AddSheet("Zwei & drei", {{"b"}, {"c"}}));
  ASSERT_TRUE(writer.Append({std::monostate{}, std::string("x")}));
  ASSERT_TRUE(writer.AddSheet("Leer", {}));
  auto summary = writer.Close();
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->rows, 2u);
  using Table = std::vector<std::vector<std::string>>;
  EXPECT_EQ(Rows("Eins"), (Table{{"a"}, {"1"}}));
  EXPECT_EQ(Rows("Zwei & drei"), (Table{{"b", "c"}, {"", "x"}}));
  EXPECT_EQ(Rows("Leer"), Table{});
}

TEST_F(SheetWriterTest, LongTextIsCutAndSaid) {
  SheetWriter writer = Create();
  ASSERT_TRUE(writer.AddSheet("S", {{"a"}, {"b"}, {"c"}}));
  // The last one is two units wide.
  ASSERT_TRUE(writer.Append({std::string(kMaxCellCharacters, 'x'),
                             std::string(kMaxCellCharacters + 1, 'y'),
                             std::string(kMaxCellCharacters - 1, 'z') + "𝄞"}));
  auto summary = writer.Close();
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->cut_cells, 2u);
  const auto row = Rows("S").back();
  EXPECT_EQ(row[0], std::string(kMaxCellCharacters, 'x'));
  EXPECT_EQ(row[1], std::string(kMaxCellCharacters - 1, 'y') + "…");
  EXPECT_EQ(row[2], std::string(kMaxCellCharacters - 1, 'z') + "…");
}

TEST_F(SheetWriterTest, AFullSheetIsAnError) {
  SheetWriter writer = Create();
  ASSERT_TRUE(writer.AddSheet("S", {{"a"}}));
  for (uint32_t i = 1; i < kMaxSheetRows; ++i) {
    ASSERT_TRUE(writer.Append({})) << i;
  }
  auto full = writer.Append({});
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(full.error().message.find("1048576 rows"), std::string::npos)
      << full.error().message;
}

TEST_F(SheetWriterTest, WhatASpreadsheetRefuses) {
  SheetWriter writer = Create();
  EXPECT_FALSE(writer.Append({}));  // no sheet yet
  for (const char* name : {"", "a/b", "a[b", "'a", "a'", "a\nb", "kaputt\xC3",
                           "ein Name mit mehr als 31 Zeichen"}) {
    auto added = writer.AddSheet(name, {});
    ASSERT_FALSE(added) << name;
    EXPECT_EQ(added.error().kind, ErrorKind::kInvalid);
  }
  EXPECT_TRUE(writer.AddSheet("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", {{"a"}}));
  EXPECT_TRUE(writer.AddSheet("Firmen", {{"a"}}));
  EXPECT_FALSE(writer.AddSheet("FIRMEN", {{"a"}}));
  EXPECT_FALSE(writer.Append({int64_t{1}, int64_t{2}}));
  EXPECT_FALSE(
      writer.AddSheet("breit", std::vector<SheetColumn>(kMaxSheetColumns + 1)));
}

TEST_F(SheetWriterTest, TheSameRowsGiveTheSameBytes) {
  std::string bytes[2];
  for (std::string& each : bytes) {
    ThereAndBack({std::string("x"), 1.5, Day(2026, 1, 2)});
    each = MustRead(path());
  }
  EXPECT_EQ(bytes[0], bytes[1]);
  EXPECT_NE(Part("docProps/core.xml").find("2023-11-14T22:13:20Z"),
            std::string::npos);
}

TEST_F(SheetWriterTest, WithoutCloseNothingStaysBehind) {
  {
    SheetWriter writer = Create();
    ASSERT_TRUE(writer.AddSheet("S", {{"a"}}));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  auto nowhere = SheetWriter::Create(folder_ / "no/t.xlsx", kCreated);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().kind, ErrorKind::kIo);
  SheetWriter empty = Create();
  EXPECT_FALSE(empty.Close());
}

}  // namespace
}  // namespace ritmon
