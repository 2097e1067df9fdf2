// SPDX-License-Identifier: GPL-3.0-or-later
// A table as CSV: RFC 4180 with a header, CRLF and quotes where needed, or as
// Excel in German wants it. See report/csv_text.h for the cells.

#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "report/csv_text.h"
#include "report/table_sink.h"

namespace ritmon {

Result<std::unique_ptr<TableSink>> OpenCsvSink(
    const std::filesystem::path& path, CsvDialect dialect);

}  // namespace ritmon
