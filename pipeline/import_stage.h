// SPDX-License-Identifier: GPL-3.0-or-later
// Company registers and lists into the state store, and their websites as
// seeds into the frontier.

#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "pipeline/options.h"
#include "registry/import.h"

namespace ritmon {

struct ImportReport {
  std::vector<ImportSummary> files;  // those that were read
  int unchanged_files = 0;           // same size and time as last imported
  bool changed = false;              // any company is new or different
};

// Called now and then while `file` is read.
using OnImportProgress = std::function<void(const std::filesystem::path& file,
                                            const ImportProgress& progress)>;

// Imports every configured file that has changed since it was last imported.
Result<ImportReport> ImportCompanies(const Options& options, const Clock& clock,
                                     const OnImportProgress& on_progress = {});

}  // namespace ritmon
