// SPDX-License-Identifier: GPL-3.0-or-later
// Grants as a table.

#pragma once

#include <filesystem>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/exports.h"

namespace ritmon {

// Grants of the region (request.everywhere: all) in the configured period that
// have a field (request.all: also the others), by FKZ. kInvalid for a query,
// whose filters grants do not have, and for a map.
Result<ExportSummary> ExportGrants(const Analysis& analysis,
                                   const ExportRequest& request,
                                   const std::filesystem::path& path);

}  // namespace ritmon
