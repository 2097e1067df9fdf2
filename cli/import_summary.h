// SPDX-License-Identifier: GPL-3.0-or-later
// What an import did, and what one would do, in words.

#pragma once

#include <string>

#include "pipeline/import_stage.h"

namespace ritmon {

// kExitPartial if rows were refused.
int CodeOf(const ImportReport& report);

// One file: counts, what was refused and why (the first 20 lines, by reason),
// what was kept against it.
std::string DescribeImport(const ImportSummary& summary);
// The same as a JSON object on one line.
std::string ImportJson(const ImportSummary& summary);

// Format, delimiter, encoding, header line, which column is taken for what,
// the first rows as they are understood.
std::string DescribePreview(const std::filesystem::path& file,
                            const SourcePreview& preview);
std::string PreviewJson(const std::filesystem::path& file,
                        const SourcePreview& preview);

}  // namespace ritmon
