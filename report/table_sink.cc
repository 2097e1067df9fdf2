// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/table_sink.h"

#include "base/ascii.h"
#include "report/csv_sink.h"
#include "report/json_sink.h"
#include "report/sheet_sink.h"

namespace ritmon {

Result<std::unique_ptr<TableSink>> OpenTableSink(
    TableFormat format, const std::filesystem::path& path, Timestamp created) {
  switch (format) {
    case TableFormat::kCsv:
      return OpenCsvSink(path, CsvDialect::kRfc4180);
    case TableFormat::kExcelCsv:
      return OpenCsvSink(path, CsvDialect::kGermanExcel);
    case TableFormat::kXlsx:
      return OpenSheetSink(path, created);
    case TableFormat::kJsonLines:
      return OpenJsonLinesSink(path);
    case TableFormat::kGeoJson:
      return OpenGeoJsonSink(path);
  }
  return Fail(ErrorKind::kInternal, "no such format");
}

std::optional<TableFormat> FindTableFormat(std::string_view name) {
  const std::string folded = AsciiLower(name);
  if (folded == "csv") return TableFormat::kCsv;
  if (folded == "xlsx") return TableFormat::kXlsx;
  if (folded == "jsonl") return TableFormat::kJsonLines;
  if (folded == "geojson") return TableFormat::kGeoJson;
  return std::nullopt;
}

}  // namespace ritmon
