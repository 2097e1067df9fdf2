// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/json_sink.h"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/output_file.h"

namespace ritmon {
namespace {

std::string Quoted(const std::string& text) {
  using Json = nlohmann::json;
  return Json(text).dump(-1, ' ', false, Json::error_handler_t::replace);
}

struct CellJson {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(const std::string& text) const { return Quoted(text); }
  std::string operator()(int64_t number) const {
    return std::to_string(number);
  }
  std::string operator()(double number) const {
    return std::isfinite(number) ? nlohmann::json(number).dump() : "null";
  }
  std::string operator()(bool yes) const { return yes ? "true" : "false"; }
  std::string operator()(Date day) const { return Quoted(FormatDate(day)); }
  std::string operator()(Timestamp time) const {
    return Quoted(FormatTimestamp(time));
  }
  std::string operator()(const SheetLink& link) const {
    return Quoted(link.url);
  }
  std::string operator()(const JsonText& value) const { return value.json; }
};

std::string ValueOf(const TableRow& row, size_t column) {
  if (column >= row.cells.size()) return "null";
  return std::visit(CellJson{}, row.cells[column]);
}

// What both have in common.
class JsonSink : public TableSink {
 public:
  explicit JsonSink(OutputFile output) : output_(std::move(output)) {}

  Status Begin(const std::string& /*name*/,
               const std::vector<TableColumn>& columns) override {
    if (!columns_.empty()) {
      return Fail(ErrorKind::kInvalid, "JSON holds one table");
    }
    columns_ = columns;
    return {};
  }

 protected:
  OutputFile& output() { return output_; }
  const std::vector<TableColumn>& columns() const { return columns_; }

 private:
  OutputFile output_;
  std::vector<TableColumn> columns_;
};

class JsonLinesSink final : public JsonSink {
 public:
  using JsonSink::JsonSink;
  Status Add(const TableRow& row) override {
    return output().Append(JsonObject(columns(), row) + "\n");
  }
  Status Finish() override { return output().Close(); }
};

class GeoJsonSink final : public JsonSink {
 public:
  using JsonSink::JsonSink;

  Status Begin(const std::string& name,
               const std::vector<TableColumn>& columns) override {
    if (auto s = JsonSink::Begin(name, columns); !s) return s;
    return output().Append("{\"type\":\"FeatureCollection\",\"features\":[");
  }

  Status Add(const TableRow& row) override {
    // Longitude first (RFC 7946, 3.1.1).
    const std::string geometry =
        row.point
            ? fmt::format("{{\"type\":\"Point\",\"coordinates\":[{},{}]}}",
                          row.point->longitude, row.point->latitude)
            : "null";
    const std::string feature = fmt::format(
        "{}\n{{\"type\":\"Feature\",\"id\":{},\"geometry\":{},"
        "\"properties\":{}}}",
        is_first_ ? "" : ",", ValueOf(row, 0), geometry,
        JsonObject(columns(), row));
    is_first_ = false;
    return output().Append(feature);
  }

  Status Finish() override {
    if (auto s = output().Append("\n]}\n"); !s) return s;
    return output().Close();
  }

 private:
  bool is_first_ = true;
};

template <typename Sink>
Result<std::unique_ptr<TableSink>> Open(const std::filesystem::path& path) {
  auto output = OutputFile::Create(path);
  if (!output) return tl::unexpected(output.error());
  return std::make_unique<Sink>(std::move(*output));
}

}  // namespace

std::string JsonObject(const std::vector<TableColumn>& columns,
                       const TableRow& row) {
  std::string object = "{";
  for (size_t i = 0; i < columns.size(); ++i) {
    if (i > 0) object += ',';
    object += Quoted(columns[i].id) + ":" + ValueOf(row, i);
  }
  return object + "}";
}

Result<std::unique_ptr<TableSink>> OpenJsonLinesSink(
    const std::filesystem::path& path) {
  return Open<JsonLinesSink>(path);
}

Result<std::unique_ptr<TableSink>> OpenGeoJsonSink(
    const std::filesystem::path& path) {
  return Open<GeoJsonSink>(path);
}

}  // namespace ritmon
