// SPDX-License-Identifier: GPL-3.0-or-later
// Lists out of the real program: every format, read by others too; names that
// wish a spreadsheet ill; disks that are full.

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/csv.h"
#include "base/files.h"
#include "base/sheet_reader.h"
#include "base/sheet_writer.h"
#include "base/zip_file.h"
#include "tests/end_to_end/demo_region.h"
#include "tests/testing/fixtures.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using Table = std::vector<std::vector<std::string>>;

Table ReadCsv(const fs::path& path, char delimiter) {
  Table rows;
  CsvOptions options;
  options.delimiter = delimiter;
  options.encoding = "UTF-8";
  auto read = ReadCsvFile(path, options, [&](const CsvRow& row) {
    rows.push_back(row.cells);
    return true;
  });
  EXPECT_TRUE(read) << read.error().message;
  return rows;
}

Table ReadSheet(const fs::path& path, const std::string& sheet) {
  Table rows;
  SheetReadOptions options;
  options.sheet = sheet;
  auto read = ReadSheetFile(path, options, [&](const CsvRow& row) {
    rows.push_back(row.cells);
    return true;
  });
  EXPECT_TRUE(read) << read.error().message;
  return rows;
}

// Empty cells at the end of a row are there or not, as the writer likes.
Table Trimmed(Table rows) {
  for (auto& row : rows) {
    while (!row.empty() && row.back().empty()) row.pop_back();
  }
  return rows;
}

size_t PlaceOf(const Table& rows, const std::string& title) {
  const auto& titles = rows.at(0);
  const auto at = std::find(titles.begin(), titles.end(), title);
  EXPECT_NE(at, titles.end()) << title;
  return static_cast<size_t>(at - titles.begin());
}

class ExportTest : public DemoRegionTest {
 protected:
  ProgramResult Export(std::vector<std::string> arguments,
                       const fs::path& data = FinishedRun()) {
    arguments.insert(arguments.begin(), {"export"});
    return Ritmon(data, arguments);
  }
  fs::path File(const std::string& name) const { return folder_ / name; }

  // The demo region and companies whose names are formulas.
  fs::path HostileRegion() {
    const fs::path data = folder_ / "hostile";
    fs::copy(FinishedRun(), data, fs::copy_options::recursive);
    EXPECT_TRUE(WriteFileAtomically(
        File("hostile.csv"),
        "Firma;Registergericht;HR-Nummer;PLZ;Ort\n"
        "\"=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\") "
        "GmbH\";Hamburg;HRB 990001;20457;Hamburg\n"
        "+1 Telefon GmbH;Hamburg;HRB 990002;20457;Hamburg\n"
        "@SUM Akku GmbH;Hamburg;HRB 990003;20457;Hamburg\n"
        "-2+3 Größen GmbH;Hamburg;HRB 990004;20457;Hamburg\n"
        "\"Komma, \"\"Zitat\"\" & Semikolon; 😀 GmbH\";Hamburg;HRB "
        "990005;20457;Hamburg\n"));
    const ProgramResult in =
        Ritmon(data, {"import", "companies", File("hostile.csv").string()});
    EXPECT_EQ(in.exit_code, 0) << in.err;
    const ProgramResult replay = Ritmon(data, {"replay"});
    EXPECT_EQ(replay.exit_code, 0) << replay.err;
    return data;
  }

  TempDirectory folder_;
};
class LongExportTest : public ExportTest {};

TEST_F(ExportTest, TheFormatsTellTheSame) {
  std::vector<std::string> ids;
  const ProgramResult lines = Export({"companies", "-f", "jsonl"});
  ASSERT_EQ(lines.exit_code, 0) << lines.err;
  std::istringstream stream(lines.out);
  for (std::string line; std::getline(stream, line);) {
    ids.push_back(Json::parse(line)["id"]);
  }
  ASSERT_GT(ids.size(), 50u);
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  const auto check = [&](const Table& rows, const std::string& title) {
    ASSERT_EQ(rows.size(), ids.size() + 1) << title;
    EXPECT_EQ(rows[0][0], title);
    for (size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(rows[i + 1][0], ids[i]);
  };
  const struct {
    const char* file;
    std::vector<std::string> flags;
  } cases[] = {{"l.csv", {}},
               {"e.csv", {"--excel"}},
               {"l.xlsx", {"--lang", "en"}},
               {"l.geojson", {}}};
  for (const auto& c : cases) {
    std::vector<std::string> arguments = {"companies", "-o",
                                          File(c.file).string()};
    arguments.insert(arguments.end(), c.flags.begin(), c.flags.end());
    const ProgramResult out = Export(arguments);
    ASSERT_EQ(out.exit_code, 0) << c.file << out.err;
    EXPECT_EQ(out.out, "");
    EXPECT_NE(out.err.find("wrote "), std::string::npos) << out.err;
  }
  check(ReadCsv(File("l.csv"), ','), "id");
  check(ReadCsv(File("e.csv"), ';'), "Kennung");
  check(ReadSheet(File("l.xlsx"), "Companies"), "Company id");
  EXPECT_TRUE(MustRead(File("e.csv")).starts_with("\xEF\xBB\xBFKennung;"));
  const Json map = Json::parse(MustRead(File("l.geojson")));
  ASSERT_EQ(map["features"].size(), ids.size());
  for (size_t i = 0; i < ids.size(); ++i) {
    const Json& feature = map["features"][i];
    EXPECT_EQ(feature["id"], ids[i]);
    // The region's corners.
    const Json& at = feature["geometry"]["coordinates"];
    EXPECT_TRUE(at[0] > 8.0 && at[0] < 12.5) << feature.dump();
    EXPECT_TRUE(at[1] > 52.5 && at[1] < 54.6) << feature.dump();
  }
}

TEST_F(ExportTest, ColumnsByName) {
  const ProgramResult basic =
      Export({"companies", "--columns", "basic,website"});
  ASSERT_EQ(basic.exit_code, 0) << basic.err;
  EXPECT_TRUE(basic.out.starts_with(
      "id,register_number,lei,name,town,district_name,founded_year,employees,"
      "fields,website\r\n"))
      << basic.out.substr(0, 200);
  const ProgramResult json = Export(
      {"companies", "-f", "jsonl", "--columns", "id,fields,hosts,pages"});
  const Json first = Json::parse(json.out.substr(0, json.out.find('\n')));
  EXPECT_EQ(first.size(), 4u);
  EXPECT_TRUE(first["fields"].is_array());
  EXPECT_TRUE(first["pages"].is_number());
  const ProgramResult pages =
      Export({"pages", "--columns", "basic", "--lang", "en"});
  EXPECT_TRUE(pages.out.starts_with("Address,Title,Date (UTC),Company,Fields"))
      << pages.out.substr(0, 200);
  const struct {
    std::vector<std::string> arguments;
    int code;
    const char* message;
  } cases[] = {
      {{"companies", "--columns", "id,nam"}, 3, "do you mean 'name'?"},
      {{"pages", "--columns", "legal_form"}, 3, "no column 'legal_form'"},
      {{"pages", "-f", "geojson"}, 3, "pages have no place"},
      {{"companies", "-f", "xlsx"}, 3, "a workbook needs a file"},
      {{"companies", "-f", "xlsx", "--excel"}, 2, "--excel is a kind of csv"},
      {{"companies", "-f", "pdf"}, 2, "pdf"},
      {{"companies", "-o", (folder_ / "no/l.csv").string()}, 4, "no/l.csv"},
      {{"companies", "-o", "/dev/full"}, 5, "No space left on device"},
      {{"pages", "-o", "/dev/full"}, 5, "No space left on device"},
  };
  for (const auto& c : cases) {
    const ProgramResult result = Export(c.arguments);
    EXPECT_EQ(result.exit_code, c.code) << c.message << result.err;
    EXPECT_NE(result.err.find(c.message), std::string::npos) << result.err;
  }
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

// The counts beside the list are those of `count`, with each company once.
TEST_F(ExportTest, TheWorkbookHoldsItsProof) {
  ASSERT_EQ(Export({"companies", "-o", File("l.xlsx").string()}).exit_code, 0);
  const Table companies = ReadSheet(File("l.xlsx"), "Unternehmen");
  const Table evidence = ReadSheet(File("l.xlsx"), "Belege");
  const Table counts = ReadSheet(File("l.xlsx"), "Zahlen");
  const Table method = ReadSheet(File("l.xlsx"), "Methode und Quellen");
  std::set<std::string> with_evidence;
  for (size_t i = 1; i < evidence.size(); ++i) {
    with_evidence.insert(evidence[i][0]);
    EXPECT_FALSE(evidence[i][PlaceOf(evidence, "Satz")].empty()) << i;
  }
  EXPECT_EQ(with_evidence.size(), companies.size() - 1);
  std::map<std::string, uint64_t> by_field;
  const Json rows = Json::parse(
      Ritmon(FinishedRun(), {"count", "--by", "field", "--json"}).out);
  for (const Json& row : rows) {
    by_field[row["field"]] = row["companies"];
  }
  std::map<std::string, uint64_t> sheet;
  size_t totals = 0;
  for (size_t i = 1; i < counts.size(); ++i) {
    EXPECT_TRUE(counts[i].back().starts_with("ritmon ")) << i;
    const std::string& confidence = counts[i][PlaceOf(counts, "Sicherheit")];
    if (counts[i][1].empty()) {
      ++totals;
    } else if (confidence != "low") {
      sheet[counts[i][1]] += std::stoull(counts[i][4]);
    }
  }
  EXPECT_EQ(sheet, by_field);
  EXPECT_EQ(totals, 4u);
  EXPECT_GT(method.size(), companies[0].size() + 10);
  // The same list is the same file.
  ASSERT_EQ(Export({"companies", "-o", File("m.xlsx").string()}).exit_code, 0);
  EXPECT_EQ(MustRead(File("l.xlsx")), MustRead(File("m.xlsx")));
}

TEST_F(ExportTest, NamesNeverBecomeFormulas) {
  const fs::path data = HostileRegion();
  const std::vector<std::string> everything = {"companies", "--all",
                                               "--everywhere", "-o"};
  const auto write = [&](const std::string& file, const std::string& flag) {
    auto arguments = everything;
    arguments.push_back(File(file).string());
    if (!flag.empty()) arguments.push_back(flag);
    const ProgramResult out = Export(arguments, data);
    ASSERT_EQ(out.exit_code, 0) << out.err;
  };
  write("l.csv", "");
  write("e.csv", "--excel");
  write("l.xlsx", "");
  write("l.jsonl", "");
  EXPECT_NE(MustRead(File("l.jsonl")).find("\"name\":\"=HYPERLINK("),
            std::string::npos);
  for (const auto& [file, delimiter] :
       {std::pair("l.csv", ','), std::pair("e.csv", ';')}) {
    size_t is_protected = 0;
    for (const auto& row : ReadCsv(File(file), delimiter)) {
      for (const std::string& cell : row) {
        EXPECT_FALSE(!cell.empty() && std::string_view("=+-@").find(cell[0]) !=
                                          std::string_view::npos)
            << cell;
        if (cell.starts_with("'=") || cell.starts_with("'+") ||
            cell.starts_with("'@") || cell.starts_with("'-")) {
          ++is_protected;
        }
      }
    }
    EXPECT_GE(is_protected, 4u) << file;
  }
  for (int i = 1; i <= 4; ++i) {
    const auto sheet =
        ZipFile(File("l.xlsx"))
            .ReadAll("xl/worksheets/sheet" + std::to_string(i) + ".xml",
                     1 << 26);
    ASSERT_TRUE(sheet) << i;
    EXPECT_EQ(sheet->find("<f>"), std::string::npos) << i;
  }
}

// LibreOffice as another program's view of the workbook: every sheet, cell by
// cell.
TEST_F(LongExportTest, LibreOfficeReadsEverySheet) {
  constexpr char kOffice[] = "/usr/bin/soffice";
  if (!fs::exists(kOffice)) {
    GTEST_SKIP() << kOffice << " is not here; ./run-tests --full installs it";
  }
  const auto convert = [&](const fs::path& file) {
    // Commas, UTF-8, cells as they are shown; -1: every sheet.
    const ProgramResult result = RunProgram(
        {kOffice,
         "-env:UserInstallation=file://" + (folder_ / "profile").string(),
         "--headless", "--norestore", "--convert-to",
         "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,"
         "false,false,-1",
         "--outdir", (folder_ / "office").string(), file.string()});
    ASSERT_EQ(result.exit_code, 0) << result.err;
  };
  const fs::path data = HostileRegion();
  const ProgramResult out =
      Export({"companies", "--all", "--everywhere", "--columns", "full", "-o",
              File("l.xlsx").string()},
             data);
  ASSERT_EQ(out.exit_code, 0) << out.err;
  convert(File("l.xlsx"));
  for (const char* sheet :
       {"Unternehmen", "Belege", "Zahlen", "Methode und Quellen"}) {
    const Table ours = Trimmed(ReadSheet(File("l.xlsx"), sheet));
    const Table theirs = Trimmed(
        ReadCsv(folder_ / ("office/l-" + std::string(sheet) + ".csv"), ','));
    ASSERT_GT(ours.size(), 10u) << sheet;
    ASSERT_EQ(theirs.size(), ours.size()) << sheet;
    for (size_t i = 0; i < ours.size(); ++i) {
      EXPECT_EQ(theirs[i], ours[i]) << sheet << " " << i;
    }
  }
  const std::string companies = MustRead(folder_ / "office/l-Unternehmen.csv");
  for (const char* part :
       {"\"=HYPERLINK(\"\"http://evil.example\"\";\"\"x\"\") GmbH\"",
        "+1 Telefon GmbH", "@SUM Akku GmbH", "-2+3 Größen GmbH", "😀 GmbH",
        ",2020-10-06,"}) {
    EXPECT_NE(companies.find(part), std::string::npos) << part;
  }

  // What no register would let through.
  const Table hostile = {
      {"=HYPERLINK(\"http://evil.example\",\"x\")", "'=1+1", "+1", "@x", "-1"},
      {"\t=1+1", "=cmd|' /C calc'!A0", "Zeile\nzwei", "\"", "Ä€😀𝄞"},
      {"01067", "5-9", "1e5", "TRUE", std::string(32'767, 'x')},
      {"_x000D_", "&lt;b>", " Rand ", "2026-11-23", "#REF!"}};
  auto writer = SheetWriter::Create(File("h.xlsx"), Timestamp());
  ASSERT_TRUE(writer);
  ASSERT_TRUE(writer->AddSheet("Übel", {{"a"}, {"b"}, {"c"}, {"d"}, {"e"}}));
  for (const auto& row : hostile) {
    ASSERT_TRUE(writer->Append({row.begin(), row.end()}));
  }
  ASSERT_TRUE(writer->Append({std::string("Ton\x07\x1B[31m weg")}));
  ASSERT_TRUE(
      writer->Append({Date{std::chrono::year(1900), std::chrono::month(3),
                           std::chrono::day(1)},
                      *ParseTimestamp("2026-11-23T17:54:46Z"), 0.5, int64_t{-7},
                      SheetLink{"http://a.example/?a=1&b=ä#s"}}));
  ASSERT_TRUE(writer->Close());
  convert(File("h.xlsx"));
  const Table read = Trimmed(ReadCsv(folder_ / "office/h-Übel.csv", ','));
  ASSERT_EQ(read.size(), hostile.size() + 3);
  for (size_t i = 0; i < hostile.size(); ++i)
    EXPECT_EQ(read[i + 1], hostile[i]);
  EXPECT_EQ(read[hostile.size() + 1], std::vector<std::string>{"Ton[31m weg"});
  EXPECT_EQ(
      read[hostile.size() + 2],
      (std::vector<std::string>{"1900-03-01", "2026-11-23 17:54:46", "0.5",
                                "-7", "http://a.example/?a=1&b=ä#s"}));
}

}  // namespace
}  // namespace ritmon
