// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and reports as files or text.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/analysis.h"

namespace ritmon {

struct ExportRequest {
  std::string query;
  std::string format = "csv";  // or jsonl
  std::string as_of;           // a date; today if empty
  bool everywhere = false;     // not only in the region
  bool all = false;            // also what has no field
};

Result<std::string> ExportCompanies(const Analysis& analysis,
                                    const ExportRequest& request);
Result<std::string> ExportPages(const Analysis& analysis,
                                const ExportRequest& request);

// A CSV with a byte order mark, by which Excel tells UTF-8 from the machine's
// own code page.
Status WriteCsvFile(const std::filesystem::path& path, const std::string& csv);

// The tagged companies of the region.
Status WriteCompanyList(const Analysis& analysis,
                        const std::filesystem::path& path);

// The report of the region, self-contained HTML.
Status WriteReport(const Analysis& analysis, const std::filesystem::path& path,
                   Date as_of, bool german);

}  // namespace ritmon
