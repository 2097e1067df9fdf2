// SPDX-License-Identifier: GPL-3.0-or-later
// Tables on their way out: values in, bytes out, one implementation a format.
//
// Rows are written as they come; memory does not grow with them. The file is in
// its place once Finish has succeeded; before, and after an error, nothing of
// it is there (base/output_file.h). Text may be any bytes and never becomes a
// formula: report/csv_text.h says how. Objects belong to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/sheet_writer.h"
#include "base/time.h"
#include "registry/place_points.h"

namespace ritmon {

// A value that is JSON already: an object, a list. Elsewhere it is a text.
struct JsonText {
  std::string json;
};

// Nothing, a text, numbers, yes or no, a day, a time (UTC), an address.
using TableCell = std::variant<std::monostate, std::string, int64_t, double,
                               bool, Date, Timestamp, SheetLink, JsonText>;

struct TableColumn {
  std::string id;     // what programs call it
  std::string title;  // what stands above it
};

struct TableRow {
  std::vector<TableCell> cells;   // as many as there are columns, or fewer
  std::optional<GeoPoint> point;  // only maps have a place for it
};

enum class TableFormat {
  kCsv,       // RFC 4180
  kExcelCsv,  // as Excel in German reads and writes it
  kXlsx,      // ECMA-376; the only one that holds several tables
  kJsonLines,
  kGeoJson,  // RFC 7946; the rows of one table as features
};

class TableSink {
 public:
  virtual ~TableSink() = default;
  // The next table. kInvalid if the format holds one only.
  virtual Status Begin(const std::string& name,
                       const std::vector<TableColumn>& columns) = 0;
  virtual Status Add(const TableRow& row) = 0;
  // Completes the output. Nothing may follow.
  virtual Status Finish() = 0;
  // What people must know of what was written: cells that were cut, say. One a
  // line; complete after Finish.
  virtual std::string Notes() const { return {}; }
};

// To `path`, or "-" for standard output, which a workbook cannot be written to:
// kInvalid. `created` is kept in a workbook.
Result<std::unique_ptr<TableSink>> OpenTableSink(
    TableFormat format, const std::filesystem::path& path, Timestamp created);

// "csv", "xlsx", "jsonl", "geojson", without case.
std::optional<TableFormat> FindTableFormat(std::string_view name);

}  // namespace ritmon
