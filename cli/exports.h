// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and reports as files.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/row_progress.h"
#include "report/html_text.h"
#include "report/table_sink.h"

namespace ritmon {

struct ExportRequest {
  std::string query;
  TableFormat format = TableFormat::kCsv;
  std::string columns;  // names of sets and columns; empty: the format's own
  std::string as_of;    // a date; today if empty
  // Of titles and of what a workbook explains; nothing: titles are ids, the
  // rest is German.
  std::optional<Language> language;
  bool everywhere = false;         // not only in the region
  bool all = false;                // also what has no field
  OnRow on_row = [](uint64_t) {};  // told of each row that went out
};

struct ExportSummary {
  uint64_t rows = 0;
  uint64_t without_place = 0;  // of a map: features with no geometry
  std::string notes;           // TableSink::Notes
};

// To `path`, or "-" for standard output. Rows go out as they are read.
Result<ExportSummary> ExportCompanies(const Analysis& analysis,
                                      const ExportRequest& request,
                                      const std::filesystem::path& path);
// kInvalid for a map: pages have no place.
Result<ExportSummary> ExportPages(const Analysis& analysis,
                                  const ExportRequest& request,
                                  const std::filesystem::path& path);

// A CSV with a byte order mark, by which Excel tells UTF-8 from the machine's
// own code page.
Status WriteCsvFile(const std::filesystem::path& path, const std::string& csv);

// The tagged companies of the region, for Excel; titles are ids.
Status WriteCompanyList(const Analysis& analysis,
                        const std::filesystem::path& path);

// The report of the region, self-contained HTML; its charts as SVG files into
// `figures` too, unless that is empty. How many of these there are.
Result<size_t> WriteReport(const Analysis& analysis,
                           const std::filesystem::path& path,
                           const std::filesystem::path& figures, Date as_of,
                           bool german);

}  // namespace ritmon
