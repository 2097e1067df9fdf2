// SPDX-License-Identifier: GPL-3.0-or-later
// Company registers and lists into the state store, and their websites as
// seeds into the frontier.

#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"
#include "registry/company_csv.h"
#include "registry/import.h"
#include "registry/source_format.h"

namespace ritmon {

struct ImportReport {
  std::vector<ImportSummary> files;  // those that were read
  int unchanged_files = 0;           // same size and time as last imported
  bool changed = false;              // any company is new or different
};

// Called now and then while `file` is read.
using OnImportProgress = std::function<void(const std::filesystem::path& file,
                                            const ImportProgress& progress)>;

// Imports every one of `sources` that has changed since it was last imported,
// or is told to be read otherwise. The first error ends it; files before it
// stay imported.
Result<ImportReport> ImportCompanies(const Options& options,
                                     const std::vector<CompanySource>& sources,
                                     const Clock& clock,
                                     const OnImportProgress& on_progress = {});

// A row of a source as it is understood.
struct PreviewRow {
  uint64_t line = 0;
  Company company;
};

// What an import would make of a source; nothing is stored.
struct SourcePreview {
  SourceFormat format = SourceFormat::kCsv;
  std::string source;  // what it would be called
  int rank = 0;
  std::optional<CsvLayout> layout;  // of a table
  std::vector<PreviewRow> rows;     // the first three that are taken
  std::vector<Refusal> refusals;    // before the third of them
  static constexpr size_t kRows = 3;
};
Result<SourcePreview> PreviewCompanies(const Options& options,
                                       const CompanySource& source);

// The ready-made mapping called `name` ("orbis"). kNotFound names those that
// there are.
Result<std::filesystem::path> FindMapping(const Options& options,
                                          const std::string& name);

}  // namespace ritmon
