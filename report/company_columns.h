// SPDX-License-Identifier: GPL-3.0-or-later
// The columns that a list of companies can have: what they are called in German
// and English, what they mean, what stands in them. Pure functions, any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/record.h"
#include "report/table_columns.h"
#include "report/table_sink.h"

namespace ritmon {

struct CompanyTableColumn {
  ColumnText text;
  TableCell (*cell)(const CompanyRecord& record, Date as_of);
};

// Identifiers first.
std::span<const CompanyTableColumn> CompanyColumns();
// basic, standard, contact, full.
const std::vector<ColumnSet>& CompanyColumnSets();

// "HRB 900101", "HRB 53 GE"; empty if the register has none.
std::string RegisterText(const Company& company);
// The address of its site to click on: as a source names it, else of the first
// site that was attributed to it; empty if none is known.
std::string WebsiteOf(const CompanyRecord& record);

}  // namespace ritmon
