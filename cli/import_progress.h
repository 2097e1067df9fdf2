// SPDX-License-Identifier: GPL-3.0-or-later
// The line on a terminal that tells how far an import has come.

#pragma once

#include "pipeline/import_stage.h"

namespace ritmon {

// From its second second on; nothing where standard error is no terminal or
// `quiet`. EndProgress (frontend.h) wipes it.
OnImportProgress TerminalImportProgress(bool quiet);

// The line, at most 79 columns: "firmen.csv: reading, 1200000 rows (23 %),
// 61000/s, about 1:10 left". `file_bytes`: 0 if not known.
std::string ImportProgressLine(const std::string& file,
                               const ImportProgress& progress,
                               uint64_t file_bytes, double seconds);

}  // namespace ritmon
