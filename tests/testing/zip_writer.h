// SPDX-License-Identifier: GPL-3.0-or-later
// Zip archives for tests, entry by entry, hostile ones included.

#pragma once

#include <string>
#include <utility>
#include <vector>

namespace ritmon {

// Name and content, in this order. Deflated.
using ZipEntries = std::vector<std::pair<std::string, std::string>>;
std::string MakeZip(const ZipEntries& entries);

// The least that is a workbook: one sheet "Tabelle1" with this <sheetData>,
// and the parts of `more` beside it or in the stead of ours.
ZipEntries WorkbookParts(const std::string& sheet_data,
                         const ZipEntries& more = {});

}  // namespace ritmon
