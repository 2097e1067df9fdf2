// SPDX-License-Identifier: GPL-3.0-or-later
// Tables as the sheets of an XLSX workbook (base/sheet_writer.h), with typed
// cells. A table that has more rows than a sheet goes on in another: "Evidence
// (2)".

#pragma once

#include <filesystem>
#include <memory>

#include "base/result.h"
#include "base/time.h"
#include "report/table_sink.h"

namespace ritmon {

// kInvalid unless `path` is, or can become, an ordinary file.
Result<std::unique_ptr<TableSink>> OpenSheetSink(
    const std::filesystem::path& path, Timestamp created);

}  // namespace ritmon
