// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_csv.h"

#include <algorithm>
#include <utility>

#include "base/compressed_lines.h"
#include "base/table_reader.h"

namespace ritmon {
namespace {

// Enough for a header and some rows, with what stands above it.
constexpr size_t kHeadBytes = size_t{64} << 10;
constexpr char kDelimiters[] = {';', ',', '\t', '|'};

Result<std::string> HeadOf(const std::filesystem::path& path) {
  auto file = CompressedFile::Open(path);
  if (!file) return tl::unexpected(file.error());
  return file->ReadHead(kHeadBytes);
}

// The layout that the first rows of `head` have with these settings.
Result<CsvLayout> LayoutWith(std::string_view head, const CsvOptions& csv,
                             const CompanyTableOptions& options) {
  HeaderFinder finder(options.mapping, options.known);
  auto read = ReadCsvText(
      head, csv, [&](const CsvRow& row) { return !finder.Offer(row); });
  if (!read) return tl::unexpected(read.error());
  auto table = finder.Layout();
  if (!table) return tl::unexpected(table.error());
  return CsvLayout{read->format, std::move(*table)};
}

// The same of a whole file, whatever it is: the one place, with ReadCompanyCsv,
// that says how rows are got from a file.
Result<CsvLayout> LayoutOf(const std::filesystem::path& path,
                           const CsvOptions& csv,
                           const CompanyTableOptions& options) {
  HeaderFinder finder(options.mapping, options.known);
  auto read = ReadTableFile(
      path, csv, [&](const CsvRow& row) { return !finder.Offer(row); });
  if (!read) return tl::unexpected(read.error());
  auto table = finder.Layout();
  if (!table) return FailAt(path.string(), table.error());
  return CsvLayout{read->format, std::move(*table)};
}

// A workbook has no delimiter to look for.
bool IsWorkbook(std::string_view head) {
  return head.substr(0, 1000).find("openxmlformats.org/package/2006") !=
         std::string_view::npos;
}

size_t MappedColumns(const TableLayout& table) {
  size_t mapped = 0;
  for (const auto& column : table.columns) {
    if (!column) continue;
    // "PLZ;Ort": cut at a wrong sign.
    const std::string& header = table.header[*column];
    if (header.find_first_of(";\t|") == std::string::npos) ++mapped;
  }
  return mapped;
}

CsvOptions SettingsOf(const CompanyCsvOptions& options,
                      const std::optional<CompanyMapping>& mapping) {
  CsvOptions csv = options.csv;
  if (!mapping) return csv;
  if (!csv.delimiter) csv.delimiter = mapping->delimiter;
  if (!csv.encoding) csv.encoding = mapping->encoding;
  return csv;
}

}  // namespace

Result<CsvLayout> DetectCompanyCsv(const std::filesystem::path& path,
                                   const CompanyCsvOptions& options) {
  auto head = HeadOf(path);
  if (!head) return tl::unexpected(head.error());
  const CsvOptions csv = SettingsOf(options, options.mapping);
  if (!csv.delimiter && !IsWorkbook(*head)) {
    // The sign by which most columns are found: what stands above the header
    // would mislead a count of cells.
    std::optional<CsvLayout> best;
    for (const char delimiter : kDelimiters) {
      CsvOptions with = csv;
      with.delimiter = delimiter;
      auto layout = LayoutWith(*head, with, options);
      if (!layout || MappedColumns(layout->table) < 2) continue;
      if (!best || MappedColumns(layout->table) > MappedColumns(best->table)) {
        best = std::move(*layout);
      }
    }
    if (best) return *best;
  }
  auto layout = LayoutOf(path, csv, options);
  if (!layout) return layout;
  // Found at a sign that the header has inside its cells.
  if (!csv.delimiter && MappedColumns(layout->table) < 2) {
    return Fail(ErrorKind::kInvalid,
                path.string() + ": no delimiter makes columns of the header '" +
                    layout->table.header[0].substr(0, 80) + "'");
  }
  return layout;
}

Status ReadCompanyCsv(const std::filesystem::path& path,
                      const CompanyCsvOptions& options, const Courts& courts,
                      CompanySink& sink) {
  auto layout = DetectCompanyCsv(path, options);
  if (!layout) return tl::unexpected(layout.error());
  CompanyTableOptions table = options;
  table.mapping = layout->table.mapping;
  table.mapping->skip_lines = layout->table.header_line - 1;
  CsvOptions csv = SettingsOf(options, table.mapping);
  csv.delimiter = layout->format.delimiter;
  csv.on_bytes = [&](uint64_t bytes) { sink.NoteBytes(bytes); };
  CompanyTableReader reader(table, courts, sink);
  auto read = ReadTableFile(
      path, csv, [&](const CsvRow& row) { return reader.OnRow(row); });
  if (!read) return tl::unexpected(read.error());
  if (auto s = reader.Finish(); !s) return FailAt(path.string(), s.error());
  for (const CsvProblem& problem : read->problems) {
    sink.Refuse(problem.line, problem.message);
  }
  for (size_t i = read->problems.size(); i < read->bad_rows; ++i) {
    sink.Refuse(0, "one of many bad rows");
  }
  return {};
}

Result<ImportSummary> ImportCompanyCsv(const std::filesystem::path& path,
                                       const CompanyCsvOptions& options,
                                       const ImportContext& context) {
  return ImportFile(path, options.source.name, context, [&](CompanySink& sink) {
    return ReadCompanyCsv(path, options, context.courts, sink);
  });
}

}  // namespace ritmon
