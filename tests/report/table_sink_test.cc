// SPDX-License-Identifier: GPL-3.0-or-later
// JSON lines, GeoJSON and workbooks; CSV is csv_text_test.cc.

#include "report/table_sink.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/sheet_reader.h"
#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

class TableSinkTest : public testing::Test {
 protected:
  std::unique_ptr<TableSink> Open(TableFormat format) {
    auto sink = OpenTableSink(format, path(), Timestamp());
    EXPECT_TRUE(sink) << sink.error().message;
    return sink ? std::move(*sink) : nullptr;
  }
  std::filesystem::path path() const { return folder_ / "out"; }

  std::vector<std::vector<std::string>> Sheet(const std::string& name) {
    std::vector<std::vector<std::string>> rows;
    SheetReadOptions options;
    options.sheet = name;
    auto read = ReadSheetFile(path(), options, [&](const CsvRow& row) {
      rows.push_back(row.cells);
      return true;
    });
    EXPECT_TRUE(read) << read.error().message;
    return rows;
  }

  const std::vector<TableColumn> columns_ = {
      {"id", "Kennung"}, {"n", "Zahl"},  {"d", "Tag"},
      {"u", "Adresse"},  {"l", "Liste"}, {"e", "Nichts"},
      {"yes", "Ja"},     {"x", "Bruch"}, {"t", "Zeit"}};
  const TableRow row_{
      .cells = {std::string("=A1 \"ä\" \xC3 \x01"), int64_t{-7},
                Date{std::chrono::year(1998), std::chrono::month(4),
                     std::chrono::day(1)},
                SheetLink{"http://a.example/"}, JsonText{"[\"a\",{\"b\":1}]"},
                std::monostate(), true, 0.25,
                *ParseTimestamp("2026-11-23T17:54:46Z")},
      .point = GeoPoint{53.55, 9.99}};

  TempDirectory folder_;
};

const char* const kObject =
    R"({"id":"=A1 \"ä\" � \u0001","n":-7,"d":"1998-04-01",)"
    R"("u":"http://a.example/","l":["a",{"b":1}],"e":null,"yes":true,)"
    R"("x":0.25,"t":"2026-11-23T17:54:46Z"})";

TEST_F(TableSinkTest, JsonLines) {
  auto sink = Open(TableFormat::kJsonLines);
  ASSERT_TRUE(sink->Begin("t", columns_));
  ASSERT_TRUE(sink->Add(row_));
  ASSERT_TRUE(sink->Add(TableRow{{std::string("b")}, {}}));
  EXPECT_FALSE(sink->Begin("u", columns_));
  EXPECT_FALSE(std::filesystem::exists(path()));
  ASSERT_TRUE(sink->Finish());
  EXPECT_EQ(MustRead(path()),
            std::string(kObject) +
                "\n{\"id\":\"b\",\"n\":null,\"d\":null,\"u\":null,\"l\":null,"
                "\"e\":null,\"yes\":null,\"x\":null,\"t\":null}\n");
}

// RFC 7946: 3.3 a FeatureCollection's features, 3.2 a geometry or null, 3.1.1
// longitude before latitude.
TEST_F(TableSinkTest, GeoJson) {
  auto sink = Open(TableFormat::kGeoJson);
  ASSERT_TRUE(sink->Begin("t", columns_));
  ASSERT_TRUE(sink->Add(row_));
  ASSERT_TRUE(sink->Add(TableRow{{std::string("nowhere")}, {}}));
  ASSERT_TRUE(sink->Finish());
  const Json map = Json::parse(MustRead(path()));
  EXPECT_EQ(map["type"], "FeatureCollection");
  ASSERT_EQ(map["features"].size(), 2u);
  const Json& feature = map["features"][0];
  EXPECT_EQ(feature["type"], "Feature");
  EXPECT_EQ(feature["geometry"]["type"], "Point");
  EXPECT_EQ(feature["geometry"]["coordinates"].dump(), "[9.99,53.55]");
  EXPECT_EQ(feature["properties"].dump(), Json::parse(kObject).dump());
  EXPECT_EQ(feature["id"], feature["properties"]["id"]);
  EXPECT_TRUE(map["features"][1]["geometry"].is_null());
  EXPECT_TRUE(map["features"][1].contains("geometry"));
}

TEST_F(TableSinkTest, AMapOfNothing) {
  auto sink = Open(TableFormat::kGeoJson);
  ASSERT_TRUE(sink->Begin("t", columns_));
  ASSERT_TRUE(sink->Finish());
  EXPECT_TRUE(Json::parse(MustRead(path()))["features"].empty());
}

TEST_F(TableSinkTest, AWorkbookHoldsSeveralTables) {
  auto sink = Open(TableFormat::kXlsx);
  ASSERT_TRUE(sink->Begin("Eins", columns_));
  ASSERT_TRUE(sink->Add(row_));
  ASSERT_TRUE(sink->Begin("Zwei", {{"a", "A"}}));
  ASSERT_TRUE(sink->Add(TableRow{{std::string(40'000, 'x')}, {}}));
  ASSERT_TRUE(sink->Finish());
  const auto rows = Sheet("Eins");
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0][0], "Kennung");
  EXPECT_EQ(rows[1], (std::vector<std::string>{
                         "=A1 \"ä\" � ", "-7", "1998-04-01",
                         "http://a.example/", "[\"a\",{\"b\":1}]", "", "TRUE",
                         "0.25", "2026-11-23 17:54:46"}));
  EXPECT_EQ(Sheet("Zwei").size(), 2u);
  EXPECT_NE(sink->Notes().find("1 cells are longer"), std::string::npos)
      << sink->Notes();
}

TEST_F(TableSinkTest, AFullSheetGoesOnInAnother) {
  auto sink = Open(TableFormat::kXlsx);
  ASSERT_TRUE(sink->Begin("Belege", {{"a", "A"}}));
  const TableRow empty;
  for (uint32_t i = 1; i < kMaxSheetRows; ++i) ASSERT_TRUE(sink->Add(empty));
  ASSERT_TRUE(sink->Add(TableRow{{int64_t{1}}, {}}));
  ASSERT_TRUE(sink->Add(TableRow{{int64_t{2}}, {}}));
  ASSERT_TRUE(sink->Finish());
  EXPECT_EQ(Sheet("Belege (2)"),
            (std::vector<std::vector<std::string>>{{"A"}, {"1"}, {"2"}}));
}

TEST_F(TableSinkTest, NothingHalfWrittenStays) {
  for (const TableFormat format :
       {TableFormat::kCsv, TableFormat::kExcelCsv, TableFormat::kXlsx,
        TableFormat::kJsonLines, TableFormat::kGeoJson}) {
    {
      auto sink = Open(format);
      ASSERT_TRUE(sink->Begin("t", columns_));
      ASSERT_TRUE(sink->Add(row_));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  }
}

TEST_F(TableSinkTest, AFullDiskIsSaid) {
  for (const TableFormat format :
       {TableFormat::kCsv, TableFormat::kJsonLines, TableFormat::kGeoJson}) {
    auto sink = OpenTableSink(format, "/dev/full", Timestamp());
    ASSERT_TRUE(sink) << sink.error().message;
    Status status = (*sink)->Begin("t", columns_);
    for (int i = 0; status && i < 1000; ++i) status = (*sink)->Add(row_);
    if (status) status = (*sink)->Finish();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  }
}

TEST_F(TableSinkTest, AWorkbookNeedsAFile) {
  for (const char* place : {"-", "/dev/null"}) {
    const auto sink = OpenTableSink(TableFormat::kXlsx, place, Timestamp());
    ASSERT_FALSE(sink) << place;
    EXPECT_EQ(sink.error().kind, ErrorKind::kInvalid);
  }
}

TEST_F(TableSinkTest, FormatsByName) {
  EXPECT_EQ(FindTableFormat("csv"), TableFormat::kCsv);
  EXPECT_EQ(FindTableFormat("XLSX"), TableFormat::kXlsx);
  EXPECT_EQ(FindTableFormat("jsonl"), TableFormat::kJsonLines);
  EXPECT_EQ(FindTableFormat("geojson"), TableFormat::kGeoJson);
  EXPECT_EQ(FindTableFormat("xls"), std::nullopt);
  EXPECT_EQ(FindTableFormat(""), std::nullopt);
}

}  // namespace
}  // namespace ritmon
