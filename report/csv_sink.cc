// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv_sink.h"

#include <utility>

#include "base/csv.h"
#include "base/output_file.h"

namespace ritmon {
namespace {

// By it Excel tells UTF-8 from the machine's own code page.
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvSink final : public TableSink {
 public:
  CsvSink(OutputFile output, CsvDialect dialect)
      : output_(std::move(output)),
        dialect_(dialect),
        writer_(dialect == CsvDialect::kGermanExcel ? ';' : ',',
                FormulaCells::kAsTheyAre) {}

  Status Begin(const std::string& /*name*/,
               const std::vector<TableColumn>& columns) override {
    if (columns_ > 0) return Fail(ErrorKind::kInvalid, "CSV holds one table");
    columns_ = columns.size();
    TableRow titles;
    for (const TableColumn& column : columns) {
      titles.cells.emplace_back(column.title);
    }
    if (dialect_ == CsvDialect::kGermanExcel) {
      if (auto s = output_.Append(kByteOrderMark); !s) return s;
    }
    return Add(titles);
  }

  Status Add(const TableRow& row) override {
    std::vector<std::string> texts;
    texts.reserve(columns_);
    for (const TableCell& cell : row.cells) {
      texts.push_back(CsvText(cell, dialect_));
    }
    texts.resize(columns_);
    writer_.Append(texts);
    return output_.Append(writer_.Take());
  }

  Status Finish() override { return output_.Close(); }

 private:
  OutputFile output_;
  CsvDialect dialect_;
  CsvWriter writer_;
  size_t columns_ = 0;
};

}  // namespace

Result<std::unique_ptr<TableSink>> OpenCsvSink(
    const std::filesystem::path& path, CsvDialect dialect) {
  auto output = OutputFile::Create(path);
  if (!output) return tl::unexpected(output.error());
  return std::make_unique<CsvSink>(std::move(*output), dialect);
}

}  // namespace ritmon
