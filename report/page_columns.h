// SPDX-License-Identifier: GPL-3.0-or-later
// The columns that a list of pages can have. Pure functions, any thread.

#pragma once

#include <span>
#include <vector>

#include "index/page_document.h"
#include "report/table_columns.h"
#include "report/table_sink.h"

namespace ritmon {

struct PageTableColumn {
  ColumnText text;
  TableCell (*cell)(const PageData& page);
};

std::span<const PageTableColumn> PageColumns();
// basic, standard, full.
const std::vector<ColumnSet>& PageColumnSets();

}  // namespace ritmon
