// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sheet_reader.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "base/sheet_number.h"
#include "base/table_reader.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"
#include "tests/testing/zip_writer.h"

namespace ritmon {
namespace {

struct ReadSheet {
  std::vector<CsvRow> rows;
  CsvSummary summary;
  std::string error;
  ErrorKind kind = ErrorKind::kInternal;
};

ReadSheet ReadParts(const ZipEntries& parts,
                    const SheetReadOptions& options = {}) {
  ReadSheet read;
  auto summary =
      ReadSheetBytes(MakeZip(parts), options, [&](const CsvRow& row) {
        read.rows.push_back(row);
        return true;
      });
  if (summary) {
    read.summary = *summary;
  } else {
    read.error = summary.error().message;
    read.kind = summary.error().kind;
  }
  return read;
}

std::string Joined(const ReadSheet& read) {
  std::string text = read.error;
  for (const CsvRow& row : read.rows) {
    text += std::to_string(row.line) + ":";
    for (const std::string& cell : row.cells) text += cell + "|";
    text += "\n";
  }
  return text;
}

// ECMA-376 part 1, 18.3.1.4 (c), 18.3.1.73 (row), 18.18.11 (cell types).
TEST(SheetReaderTest, CellsOfAllKinds) {
  const ZipEntries tables = {
      {"xl/sharedStrings.xml",
       "<sst><si><t>null</t></si><si><r><rPr/><t>ei</t></r><r><t "
       "xml:space='preserve'>ns </t></r><rPh sb='0' eb='1'><t>no</t></rPh>"
       "</si><si><t>_x0041__x005F_x0042_</t></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId='164' "
       "formatCode='dd\\.mm\\.yyyy;@'/><numFmt numFmtId='165' "
       "formatCode='00000'/></numFmts><cellStyleXfs><xf "
       "numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf "
       "numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/><xf "
       "numFmtId='165'/><xf numFmtId='21'/></cellXfs></styleSheet>"}};
  struct Case {
    const char* data;
    const char* rows;
  };
  const Case cases[] = {
      {"", ""},
      {"<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
       "<c r='C1' t='s'><v>2</v></c></row>",
       "1:null|eins |A_x0042_|\n"},
      {"<row r='1'><c r='A1' t='s'><v>99</v></c><c r='B1' t='s'><v>-1</v></c>"
       "<c r='C1'><v>3</v></c></row>",
       "1:||3|\n"},
      {"<row r='1'><c r='A1' t='inlineStr'><is><t>in</t></is></c><c r='B1' "
       "t='str'><f>A1</f><v>aus Formel</v></c><c r='C1' t='e'><v>#N/A</v></c>"
       "<c r='D1' t='b'><v>1</v></c><c r='E1' t='b'><v>0</v></c><c r='F1' "
       "t='d'><v>2026-11-23</v></c></row>",
       "1:in|aus Formel|#N/A|TRUE|FALSE|2026-11-23|\n"},
      {"<row r='1'><c r='A1'><v>12.50</v></c><c r='B1'><v>1E3</v></c><c "
       "r='C1'><v>0.1</v></c><c r='D1'><v>-7</v></c><c r='E1'><v>kein</v></c>"
       "</row>",
       "1:12.5|1000|0.1|-7|kein|\n"},
      {"<row r='1'><c r='A1' s='1'><v>46349</v></c><c r='B1' s='2'><v>46349.5"
       "</v></c><c r='C1' s='3'><v>46349</v></c><c r='D1' s='4'><v>1099</v>"
       "</c><c r='E1' s='5'><v>0.75</v></c><c r='F1' s='0'><v>46349</v></c>"
       "<c r='G1' s='77'><v>5</v></c></row>",
       "1:2026-11-23|2026-11-23 12:00:00|2026-11-23|01099|18:00:00|46349|5|"
       "\n"},
      // Sparse: rows and cells are where they say they are.
      {"<row r='3'><c r='B3'><v>1</v></c><c r='AA3'><v>2</v></c></row><row "
       "r='7'/><row r='9'><c r='A9'/><c r='C9' s='1'/></row><row "
       "r='11'><c r='A11'><v>3</v></c></row>",
       "3:|1|||||||||||||||||||||||||2|\n11:3|\n"},
      // Without places: one after the other.
      {"<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
       "1:1|2|\n2:3|\n"},
      {"<row r='1'><c r='B1'><v>2</v></c><c r='A1'><v>1</v></c></row>",
       "1:1|2|\n"},
      {"<row r='1'><c r='a1'><v>1</v></c><c r='1'><v>2</v></c></row>",
       "1:1|2|\n"},
      // What may stand around rows.
      {"<row r='1'><c r='A1'><v>1</v><extLst><ext><t/></ext></extLst></c>"
       "</row>",
       "1:1|\n"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Joined(ReadParts(WorkbookParts(c.data, tables))), c.rows)
        << c.data;
  }
}

TEST(SheetReaderTest, Days) {
  struct Case {
    const char* code;
    const char* number;
    const char* text;
    bool since_1904;
  };
  const Case cases[] = {
      {"yyyy-mm-dd", "1", "1900-01-01", false},
      {"yyyy-mm-dd", "59", "1900-02-28", false},
      {"yyyy-mm-dd", "60", "60", false},  // a day that never was
      {"yyyy-mm-dd", "61", "1900-03-01", false},
      {"yyyy-mm-dd", "2958465", "9999-12-31", false},
      {"yyyy-mm-dd", "2958466", "2958466", false},
      {"yyyy-mm-dd", "-1", "-1", false},
      {"yyyy-mm-dd", "1e300", "1e+300", false},
      {"yyyy-mm-dd", "0", "1904-01-01", true},
      {"yyyy-mm-dd", "44887", "2026-11-23", true},
      {"yyyy-mm-dd hh:mm", "46349.999999", "2026-11-24", false},
      {"mmm yy", "46349", "2026-11-23", false},
      {"MMMM", "46349", "2026-11-23", false},
      {"hh:mm", "0.5", "12:00:00", false},
      {"mm:ss", "0.5", "12:00:00", false},
      {"[h]:mm", "1.5", "1.5", false},
      {"[$-407]d/ mmmm yyyy;@", "46349", "2026-11-23", false},
      {"[Red]0.00", "46349", "46349", false},
      {"#,##0.00 \"day\"", "46349", "46349", false},
      {"0.00\\d", "46349", "46349", false},
      {"General", "46349", "46349", false},
      {"", "46349", "46349", false},
      {"00000", "1099", "01099", false},
      {"00000", "-5", "-5", false},
      {"00000", "1.5", "1.5", false},
      {"0", "1099", "1099", false},
      {"\"unclosed d", "46349", "46349", false},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(
        FormatSheetNumber(c.number, ParseNumberFormat(c.code), c.since_1904),
        c.text)
        << c.code;
  }
}

TEST(SheetReaderTest, SheetsByName) {
  const std::string type =
      "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  const ZipEntries two = {
      {"_rels/.rels",
       "<x:Relationships xmlns:x='p'><x:Relationship Id='a' Type='" + type +
           "officeDocument' Target='/book/wb.xml'/></x:Relationships>"},
      {"book/wb.xml",
       "<x:workbook xmlns:x='s' xmlns:q='r'><x:workbookPr date1904='1'/>"
       "<x:sheets><x:sheet name='Bild' q:id='c'/><x:sheet name='Eins' "
       "q:id='a'/><x:sheet name='Zwei' q:id='b'/></x:sheets></x:workbook>"},
      {"book/_rels/wb.xml.rels",
       "<Relationships><Relationship Id='a' Type='" + type +
           "worksheet' Target='../one.xml'/><Relationship Id='b' Type='" +
           type + "worksheet' Target='./TWO.xml'/><Relationship Id='c' Type='" +
           type +
           "chartsheet' Target='c.xml'/><Relationship Id='d' Type='x/styles' "
           "TargetMode='External' Target='http://a.example/'/>"
           "</Relationships>"},
      {"one.xml",
       "<x:worksheet xmlns:x='s'><x:sheetData><x:row><x:c><x:v>1</x:v></x:c>"
       "</x:row></x:sheetData></x:worksheet>"},
      {"book/two.xml",
       "<worksheet><sheetData><row><c><v>2</v></c></row></sheetData>"
       "</worksheet>"}};
  EXPECT_EQ(Joined(ReadParts(two)), "1:1|\n");
  EXPECT_EQ(Joined(ReadParts(two, {.sheet = "Zwei"})), "1:2|\n");
  const ReadSheet none = ReadParts(two, {.sheet = "Drei"});
  EXPECT_EQ(none.error, "no sheet 'Drei'; there are 'Eins', 'Zwei'");
  EXPECT_EQ(none.kind, ErrorKind::kNotFound);
}

TEST(SheetReaderTest, HostileWorkbooksAreErrors) {
  std::string bomb = "<!DOCTYPE a [<!ENTITY a 'ha'>";
  for (char c = 'b'; c <= 'z'; ++c) {
    const std::string last = std::string("&") + static_cast<char>(c - 1) + ";";
    bomb +=
        std::string("<!ENTITY ") + c + " '" + last + last + last + last + "'>";
  }
  bomb +=
      "]><worksheet><sheetData><row><c t='str'><v>&z;</v></c></row>"
      "</sheetData></worksheet>";
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  struct Case {
    const char* part;
    std::string content;
    const char* error;
  };
  const Case cases[] = {
      {"xl/worksheets/sheet1.xml", bomb, "has a document type"},
      {"xl/worksheets/sheet1.xml",
       "<!DOCTYPE w SYSTEM 'file:///etc/passwd'><w/>", "has a document type"},
      {"xl/sharedStrings.xml", "<!DOCTYPE sst><sst/>", "has a document type"},
      {"xl/worksheets/sheet1.xml", deep, "nested too deep"},
      {"xl/worksheets/sheet1.xml",
       "<w a='" + std::string(3'000'000, 'x') + "'/>", "a tag of more than"},
      {"xl/worksheets/sheet1.xml", "<w><!--" + std::string(3'000'000, 'x'),
       "a tag of more than"},
      {"xl/worksheets/sheet1.xml", "<w>" + std::string(3'000'000, ' ') + "</w>",
       "unpacks to more than"},
      {"xl/worksheets/sheet1.xml", "<w><row", "xl/worksheets/sheet1.xml: line"},
      {"xl/worksheets/sheet1.xml", "", "no element found"},
      {"xl/worksheets/sheet1.xml", "<w><row r='1048577'/></w>",
       "row '1048577' after row 0"},
      {"xl/worksheets/sheet1.xml", "<w><row r='2'/><row r='2'/></w>",
       "row '2' after row 2"},
      {"xl/worksheets/sheet1.xml", "<w><row r='x'/></w>", "row 'x' after"},
      {"xl/sharedStrings.xml",
       "<sst><si><t>" + std::string(200'000, 'x') + "</t></si></sst>",
       "texts of more than 100000 bytes"},
      {"xl/styles.xml", "<kaputt", "xl/styles.xml: line 1"},
      {"xl/workbook.xml", "<workbook/>", "no sheet with rows"},
      {"_rels/.rels", "<Relationships/>", "holds no office document"},
  };
  for (const Case& c : cases) {
    const ReadSheet read = ReadParts(
        WorkbookParts("", {{c.part, c.content}}),
        {.max_sheet_bytes = std::string_view(c.error).starts_with("unpacks")
                                ? 1'000'000u
                                : 10'000'000u,
         .max_shared_bytes = 100'000});
    EXPECT_NE(read.error.find(c.error), std::string::npos)
        << c.error << ", but: " << read.error;
  }
}

TEST(SheetReaderTest, RowsTooLargeAreProblemsOfTheirOwn) {
  const std::string data =
      "<row r='1'><c r='A1'><v>1</v></c></row>"
      "<row r='2'><c r='A2' t='str'><v>" +
      std::string(2000, 'x') +
      "</v></c></row><row r='3'><c r='D3'><v>2</v></c><c r='E3'><v>2</v></c>"
      "</row><row r='4'><c r='XFD4'/><c r='A4' t='s'><v>0</v></c><c r='B4' "
      "t='s'><v>0</v></c></row><row r='5'><c r='A5'><v>5</v></c></row>";
  const ReadSheet read = ReadParts(
      WorkbookParts(
          data, {{"xl/sharedStrings.xml",
                  "<sst><si><t>" + std::string(600, 'y') + "</t></si></sst>"}}),
      {.max_row_bytes = 1000, .max_cells = 4});
  EXPECT_EQ(Joined(read), "1:1|\n5:5|\n");
  EXPECT_EQ(read.summary.rows, 2u);
  EXPECT_EQ(read.summary.bad_rows, 3u);
  ASSERT_EQ(read.summary.problems.size(), 3u);
  EXPECT_EQ(read.summary.problems[0].line, 2u);
  EXPECT_EQ(read.summary.problems[0].message, "a row of more than 1000 bytes");
  EXPECT_EQ(read.summary.problems[1].message, "more than 4 cells");
  EXPECT_EQ(read.summary.problems[2].line, 4u);
}

TEST(SheetReaderTest, ItMayEndEarly) {
  int rows = 0;
  auto read = ReadSheetBytes(
      MakeZip(WorkbookParts("<row><c><v>1</v></c></row><row><c><v>2</v></c>"
                            "</row><row><c><v>3</v></c></row>")),
      {}, [&](const CsvRow&) { return ++rows < 2; });
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(rows, 2);
}

TEST(SheetReaderTest, AnyCutIsAnErrorAndNoCrash) {
  const std::string whole =
      MakeZip(WorkbookParts("<row><c t='str'><v>abc</v></c></row>"));
  int errors = 0;
  for (size_t size = 0; size < whole.size(); ++size) {
    const auto ignore = [](const CsvRow&) { return true; };
    if (!ReadSheetBytes(whole.substr(0, size), {}, ignore)) ++errors;
  }
  // Without the directory at the end it is no archive, or one that is read
  // from its front.
  EXPECT_GT(errors, static_cast<int>(whole.size() / 2));
}

TEST(TableReaderTest, TheContentTellsWhatAFileIs) {
  TempDirectory folder;
  struct Case {
    const char* what;
    std::string content;
    const char* rows;  // or the error
  };
  const Case cases[] = {
      {"separated values", "a;b\n1;2\n", "1:a|b|\n2:1|2|\n"},
      {"a workbook",
       MakeZip(WorkbookParts("<row><c t='str'><v>a</v></c></row>")), "1:a|\n"},
      {"separated values in a zip", MakeZip({{"x.csv", "a;b\n"}}), "1:a|b|\n"},
      {"OpenDocument",
       MakeZip(
           {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}),
       "an OpenDocument file; save it as .xlsx or CSV"},
      {"old Excel", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest",
       "an old .xls, or a workbook with a password"},
      {"nothing", "", ""},
  };
  const std::filesystem::path path = folder / "datei";
  for (const Case& c : cases) {
    ASSERT_TRUE(WriteFileAtomically(path, c.content));
    ReadSheet read;
    auto summary = ReadTableFile(path, {}, [&](const CsvRow& row) {
      read.rows.push_back(row);
      return true;
    });
    if (summary) {
      EXPECT_EQ(Joined(read), c.rows) << c.what;
    } else {
      EXPECT_NE(summary.error().message.find(c.rows), std::string::npos)
          << c.what << ": " << summary.error().message;
      EXPECT_TRUE(summary.error().message.starts_with(path.string()));
      EXPECT_NE(std::string_view(c.rows), "") << c.what;
    }
  }
  auto missing =
      ReadTableFile(folder / "fehlt", {}, [](const CsvRow&) { return true; });
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
