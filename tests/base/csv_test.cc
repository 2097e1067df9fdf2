// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/csv.h"

#include <gtest/gtest.h>

#include <random>

#include "base/charset.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

struct Read {
  CsvSummary summary;
  std::vector<CsvRow> rows;
};

Read ReadAll(std::string_view text, const CsvOptions& options = {}) {
  Read read;
  auto summary = ReadCsvText(text, options, [&](const CsvRow& row) {
    read.rows.push_back(row);
    return true;
  });
  EXPECT_TRUE(summary.has_value()) << summary.error().message;
  if (summary) read.summary = *summary;
  return read;
}

// "a|b/c": rows separated by '/', cells by '|'.
std::string Show(const std::vector<CsvRow>& rows) {
  std::string text;
  for (const CsvRow& row : rows) {
    if (!text.empty()) text += '/';
    for (size_t i = 0; i < row.cells.size(); ++i) {
      if (i > 0) text += '|';
      text += row.cells[i];
    }
  }
  return text;
}

struct Case {
  const char* name;
  std::string_view text;
  char delimiter;
  const char* rows;
};

// RFC 4180, section 2, and what is not in it.
TEST(CsvTest, ReadsWhatPeopleWrite) {
  const Case cases[] = {
      {"plain", "a,b\r\nc,d\r\n", ',', "a|b/c|d"},
      {"no end on the last line", "a,b\nc,d", ',', "a|b/c|d"},
      {"semicolons", "a;b;c\n1;2,5;3\n", ';', "a|b|c/1|2,5|3"},
      {"tabs", "a\tb\n1, 2\t3\n", '\t', "a|b/1, 2|3"},
      {"quotes", "a,b\n\"x,y\",\"z\"\n", ',', "a|b/x,y|z"},
      {"doubled quotes", "a,b\n\"x\"\"y\",z\n", ',', "a|b/x\"y|z"},
      {"line break in a cell", "a,b\n\"x\ny\",z\n", ',', "a|b/x\ny|z"},
      {"CRLF in a cell", "a,b\r\n\"x\r\ny\",z\r\n", ',', "a|b/x\r\ny|z"},
      {"quote within a cell", "a,b\n5\" pipe,z\n", ',', "a|b/5\" pipe|z"},
      {"quotes nobody doubled", "a;b\n\"Hof \"Zur Post\" KG\";z\n", ';',
       "a|b/Hof \"Zur Post\" KG|z"},
      {"Excel's text cells", "=\"FKZ\";=\"Ort\"\n=\"01;A\";=\"X \"\"Y\"\"\"\n",
       ';', "FKZ|Ort/01;A|X \"Y\""},
      {"a formula that is none", "a;b\n=1+1;=\n", ';', "a|b/=1+1|="},
      {"empty lines are no rows", "a,b\n\n\nc,d\n\n", ',', "a|b/c|d"},
      {"empty cells", "a,b,c\n,,\n", ',', "a|b|c/||"},
      {"an empty quoted cell is a row", "a\n\"\"\nb\n", ',', "a//b"},
      {"old Mac line ends", "a,b\rc,d\r", ',', "a|b/c|d"},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "a;b\n1;2\n",
       ';', "a|b/1|2"},
      {"sep line", "sep=|\na|b;c;d\n1|2\n", '|', "a|b;c;d/1|2"},
      {"nothing", "", ',', ""},
  };
  for (const Case& c : cases) {
    const Read read = ReadAll(c.text);
    EXPECT_EQ(Show(read.rows), c.rows) << c.name;
    EXPECT_EQ(read.summary.format.delimiter, c.delimiter) << c.name;
    EXPECT_EQ(read.summary.bad_rows, 0u) << c.name;
  }
}

TEST(CsvTest, RowsKnowTheirLines) {
  const Read read = ReadAll("a,b\n\n\"x\n\ny\",z\nc,d\n");
  ASSERT_EQ(read.rows.size(), 3u);
  EXPECT_EQ(read.rows[0].line, 1u);
  EXPECT_EQ(read.rows[1].line, 3u);
  EXPECT_EQ(read.rows[2].line, 6u);
}

TEST(CsvTest, DecodesWhatItFinds) {
  const std::string utf8 = "Straße;Größe\nMöwe;1\n";
  const std::string latin =
      "Stra\xDF"
      "e;Gr\xF6\xDF"
      "e\nM\xF6we;1\n";
  EXPECT_EQ(Show(ReadAll(utf8).rows), "Straße|Größe/Möwe|1");
  const Read read = ReadAll(latin);
  EXPECT_EQ(Show(read.rows), "Straße|Größe/Möwe|1");
  EXPECT_EQ(read.summary.format.encoding, "windows-1252");

  std::string utf16 = "\xFF\xFE";
  for (const char c : std::string_view("a\tb\n1\t2\n")) {
    utf16 += c;
    utf16 += '\0';
  }
  EXPECT_EQ(Show(ReadAll(utf16).rows), "a|b/1|2");

  CsvOptions options;
  options.encoding = "ISO-8859-15";
  EXPECT_EQ(Show(ReadAll("a;b\n\xA4;1\n", options).rows), "a|b/€|1");
  options = {};
  options.fallback_encoding = "ISO-8859-15";
  const Read fallen = ReadAll(
      "Gr\xF6\xDF"
      "e;b\n\xA4;1\n",
      options);
  EXPECT_EQ(Show(fallen.rows), "Größe|b/€|1");
  EXPECT_EQ(fallen.summary.format.encoding, "ISO-8859-15");
  EXPECT_EQ(Show(ReadAll("Größe;b\n€;1\n", options).rows), "Größe|b/€|1");
  options.encoding = "no such thing";
  EXPECT_FALSE(ReadCsvText("a", options, [](const CsvRow&) { return true; }));
}

// One department appended its rows in another encoding.
TEST(CsvTest, RecodesStrayCells) {
  std::string text = "name;ort\n";
  for (int i = 0; i < 9000; ++i) text += "Möwe;Köln\n";
  text += "M\xF6we;K\xF6ln\n";
  const Read read = ReadAll(text);
  EXPECT_EQ(read.summary.format.encoding, "UTF-8");
  EXPECT_EQ(read.summary.recoded_cells, 2u);
  EXPECT_EQ(read.rows.back().cells[0], "Möwe");
}

TEST(CsvTest, ALostQuoteCostsOneRow) {
  CsvOptions options;
  options.delimiter = ';';
  const Read read = ReadAll("a;b\n\"lost;1\nc;2\nd;3\n", options);
  EXPECT_EQ(Show(read.rows), "a|b/c|2/d|3");
  ASSERT_EQ(read.summary.problems.size(), 1u);
  EXPECT_EQ(read.summary.problems[0].line, 2u);
  EXPECT_EQ(read.rows.back().line, 4u);
}

TEST(CsvTest, BoundsWhatALostQuoteCosts) {
  CsvOptions options;
  options.max_row_bytes = 1000;
  std::string text = "a;b\n\"lost;1\n";
  for (int i = 0; i < 500; ++i) text += "c;2\n";
  const Read read = ReadAll(text, options);
  EXPECT_EQ(read.rows.size(), 501u);
  ASSERT_EQ(read.summary.problems.size(), 1u);
  EXPECT_EQ(read.summary.problems[0].line, 2u);

  // Nothing but lost quotes: not separated values.
  text.clear();
  for (int i = 0; i < 300; ++i) text += "\"x;" + std::string(990, 'y') + "\n";
  auto hopeless =
      ReadCsvText(text, options, [](const CsvRow&) { return true; });
  ASSERT_FALSE(hopeless.has_value());
  EXPECT_EQ(hopeless.error().kind, ErrorKind::kInvalid);
  EXPECT_NE(hopeless.error().message.find("line "), std::string::npos);
}

TEST(CsvTest, StopsWhenTold) {
  size_t rows = 0;
  auto summary =
      ReadCsvText("a\nb\nc\n", {}, [&](const CsvRow&) { return ++rows < 2; });
  ASSERT_TRUE(summary.has_value());
  EXPECT_EQ(rows, 2u);
  EXPECT_EQ(summary->rows, 2u);
}

TEST(CsvTest, MissingFileIsAnError) {
  auto summary =
      ReadCsvFile("/no/such/file.csv", {}, [](const CsvRow&) { return true; });
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().kind, ErrorKind::kNotFound);
}

TEST(CsvTest, WritesWhatItReads) {
  const std::vector<std::vector<std::string>> tables = {
      {"name", "Müller; Söhne", "zwei\nZeilen", "\"in quotes\"", ""},
      {"", "", "", "", "x"},
      {""},
      {" blank ", "1", "-5", "1.234,56", "-1,5"},
  };
  for (const char delimiter : {';', ',', '\t'}) {
    CsvWriter writer(delimiter);
    for (const auto& cells : tables) writer.Append(cells);
    CsvOptions options;
    options.delimiter = delimiter;
    const Read read = ReadAll(writer.Take(), options);
    ASSERT_EQ(read.rows.size(), tables.size());
    for (size_t i = 0; i < tables.size(); ++i) {
      EXPECT_EQ(read.rows[i].cells, tables[i]);
    }
  }
}

// OWASP, "CSV injection".
TEST(CsvTest, WritesNoFormulas) {
  CsvWriter writer(';');
  writer.Append({"=1+1", "@SUM(A1)", "+49 40 555", "-x", "-5", "-"});
  EXPECT_EQ(writer.Take(), "'=1+1;'@SUM(A1);'+49 40 555;'-x;-5;-\r\n");
}

TEST(CsvTest, AnyBytesGiveRowsOfUtf8) {
  std::mt19937 random(20261123);
  const std::string_view alphabet = "ab;,\t\"\"\n\r=\xC3\xB6\xF6\xFF\x00 ";
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const size_t size = random() % 200;
    for (size_t i = 0; i < size; ++i) {
      text += alphabet[random() % alphabet.size()];
    }
    CsvOptions options;
    options.max_row_bytes = 50;
    uint64_t last_line = 0;
    auto summary = ReadCsvText(text, options, [&](const CsvRow& row) {
      EXPECT_GT(row.line, last_line) << round;
      last_line = row.line;
      EXPECT_FALSE(row.cells.empty());
      for (const std::string& cell : row.cells) {
        EXPECT_TRUE(IsValidUtf8(cell)) << round;
      }
      return true;
    });
    EXPECT_TRUE(summary.has_value() ||
                summary.error().kind == ErrorKind::kInvalid);
  }
}

}  // namespace
}  // namespace ritmon
