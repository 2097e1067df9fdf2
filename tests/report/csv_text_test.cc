// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv_text.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "base/charset.h"
#include "base/csv.h"
#include "report/csv_sink.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Table = std::vector<std::vector<std::string>>;

std::string Written(const TableRow& row, CsvDialect dialect,
                    std::vector<TableColumn> columns) {
  const TempDirectory folder;
  const auto path = folder / "t.csv";
  auto sink = OpenCsvSink(path, dialect);
  EXPECT_TRUE(sink) << sink.error().message;
  EXPECT_TRUE((*sink)->Begin("t", columns));
  EXPECT_TRUE((*sink)->Add(row));
  EXPECT_TRUE((*sink)->Finish());
  return MustRead(path);
}

TEST(CsvTextTest, EachCellInBothDialects) {
  const Date day{std::chrono::year(2026), std::chrono::month(11),
                 std::chrono::day(3)};
  const struct {
    TableCell cell;
    std::string plain;
    std::string excel;
  } cases[] = {
      {std::monostate(), "", ""},
      {std::string("Müller & Söhne"), "Müller & Söhne", "Müller & Söhne"},
      {std::string("=HYPERLINK(\"http://a.example\")"),
       "'=HYPERLINK(\"http://a.example\")",
       "'=HYPERLINK(\"http://a.example\")"},
      {std::string("+1"), "'+1", "'+1"},
      {std::string("-"), "'-", "'-"},
      {std::string("@x"), "'@x", "'@x"},
      {std::string("\t=1"), "'\t=1", "'\t=1"},
      {std::string("\r=1"), "'\r=1", "'\r=1"},
      {std::string("\n=1"), "'\n=1", "'\n=1"},
      {std::string("'=1"), "''=1", "''=1"},
      {std::string("''x"), "'''x", "'''x"},
      {std::string("'s-Hertogenbosch"), "'s-Hertogenbosch", "'s-Hertogenbosch"},
      {std::string("a=b"), "a=b", "a=b"},
      {std::string("kaputt \xC3"), "kaputt \xEF\xBF\xBD",
       "kaputt \xEF\xBF\xBD"},
      {std::string("😀"), "😀", "😀"},
      // What Excel would change.
      {std::string("01067"), "01067", "'01067"},
      {std::string("20457"), "20457", "20457"},
      {std::string("0"), "0", "0"},
      {std::string("1234567890123456"), "1234567890123456",
       "'1234567890123456"},
      {std::string("12E5"), "12E5", "'12E5"},
      {std::string("12e+5"), "12e+5", "'12e+5"},
      {std::string("12E"), "12E", "12E"},
      {std::string("5-9"), "5-9", "5–9"},
      {std::string("250-999"), "250-999", "250–999"},
      {std::string("5-9 Jahre"), "5-9 Jahre", "5-9 Jahre"},
      {std::string("50+"), "50+", "50+"},
      {int64_t{-12}, "-12", "-12"},
      {0.5, "0.5", "0,5"},
      {-1.25, "-1.25", "-1,25"},
      {std::numeric_limits<double>::quiet_NaN(), "", ""},
      {true, "true", "WAHR"},
      {false, "false", "FALSCH"},
      {day, "2026-11-03", "03.11.2026"},
      {*ParseTimestamp("2026-11-03T07:08:09Z"), "2026-11-03T07:08:09Z",
       "03.11.2026 07:08:09"},
      {SheetLink{"http://a.example/"}, "http://a.example/",
       "http://a.example/"},
      {SheetLink{"=cmd|'/C calc'!A0"}, "'=cmd|'/C calc'!A0",
       "'=cmd|'/C calc'!A0"},
      {JsonText{"[1]"}, "[1]", "[1]"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CsvText(c.cell, CsvDialect::kRfc4180), c.plain);
    EXPECT_EQ(CsvText(c.cell, CsvDialect::kGermanExcel), c.excel);
  }
}

TEST(CsvTextTest, TheFilesAreAsTheirReadersWant) {
  const TableRow row{{std::string("a;b,c"), std::string("say \"x\""), 0.5,
                      std::string("zwei\nZeilen")},
                     {}};
  const std::vector<TableColumn> columns = {
      {"a", "Erste"}, {"b", "Zweite"}, {"c", "Dritte"}, {"d", "4"}, {"e", "5"}};
  EXPECT_EQ(Written(row, CsvDialect::kRfc4180, columns),
            "Erste,Zweite,Dritte,4,5\r\n"
            "\"a;b,c\",\"say \"\"x\"\"\",0.5,\"zwei\nZeilen\",\r\n");
  EXPECT_EQ(Written(row, CsvDialect::kGermanExcel, columns),
            "\xEF\xBB\xBF"
            "Erste;Zweite;Dritte;4;5\r\n"
            "\"a;b,c\";\"say \"\"x\"\"\";0,5;\"zwei\nZeilen\";\r\n");
}

// Any text of any characters comes back to the letter.
TEST(CsvTextTest, WhatIsWrittenIsReadAgain) {
  const std::string pieces[] = {"=",  "+",    "-", "@", "\t", "\r", "\n", "'",
                                "\"", ";",    ",", " ", "0",  "12", "E5", "5-9",
                                "ä",  "\x01", "😀", "|", "x",  "\\", "#",  ""};
  std::mt19937 random(20261123);
  const auto pick = [&](size_t n) { return random() % n; };
  for (const CsvDialect dialect :
       {CsvDialect::kRfc4180, CsvDialect::kGermanExcel}) {
    Table expected;
    const TempDirectory folder;
    auto sink = OpenCsvSink(folder / "t.csv", dialect);
    ASSERT_TRUE(sink);
    ASSERT_TRUE((*sink)->Begin("t", {{"a", "a"}, {"b", "b"}, {"c", "c"}}));
    for (int i = 0; i < 3000; ++i) {
      TableRow row;
      auto& texts = expected.emplace_back();
      for (int column = 0; column < 3; ++column) {
        // So that no row is empty, and none is a lone quote's.
        std::string text = column == 0 ? "#" : "";
        for (size_t n = pick(6); n > 0; --n) {
          text += pieces[pick(std::size(pieces))];
        }
        texts.push_back(text);
        row.cells.emplace_back(text);
      }
      ASSERT_TRUE((*sink)->Add(row));
    }
    ASSERT_TRUE((*sink)->Finish());
    Table read;
    CsvOptions options;
    options.delimiter = dialect == CsvDialect::kRfc4180 ? ',' : ';';
    options.encoding = "UTF-8";
    auto summary =
        ReadCsvFile(folder / "t.csv", options, [&](const CsvRow& row) {
          auto& texts = read.emplace_back();
          for (const std::string& cell : row.cells) {
            EXPECT_TRUE(cell.empty() ||
                        std::string_view("=+-@\t\r\n").find(cell[0]) ==
                            std::string_view::npos)
                << cell;
            texts.push_back(UnprotectedText(cell));
          }
          return true;
        });
    ASSERT_TRUE(summary) << summary.error().message;
    ASSERT_EQ(read.size(), expected.size() + 1);
    size_t dashed = 0;
    for (size_t i = 0; i < expected.size(); ++i) {
      for (size_t column = 0; column < 3; ++column) {
        const std::string& text = expected[i][column];
        const std::string& back = read[i + 1][column];
        if (back.find("–") != std::string::npos) {
          ++dashed;
        } else {
          EXPECT_EQ(back, text);
        }
      }
    }
    EXPECT_EQ(dashed > 0, dialect == CsvDialect::kGermanExcel);
  }
}

TEST(CsvTextTest, OneTableOnly) {
  const TempDirectory folder;
  auto sink = OpenCsvSink(folder / "t.csv", CsvDialect::kRfc4180);
  ASSERT_TRUE(sink);
  ASSERT_TRUE((*sink)->Begin("t", {{"a", "a"}}));
  EXPECT_FALSE((*sink)->Begin("u", {{"a", "a"}}));
}

}  // namespace
}  // namespace ritmon
