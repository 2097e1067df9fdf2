// SPDX-License-Identifier: GPL-3.0-or-later
// The columns that a list of grants can have. Pure functions, any thread.

#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/grant.h"
#include "report/table_columns.h"
#include "report/table_sink.h"

namespace ritmon {

// A grant with what was found out about it.
struct GrantData {
  Grant grant;
  std::vector<std::string> fields;
  std::vector<std::string> topics;
  std::string project;  // one key for all parts of a joint project
  std::string company_id;
};

struct GrantTableColumn {
  ColumnText text;
  TableCell (*cell)(const GrantData& grant);
};

std::span<const GrantTableColumn> GrantColumnTable();
// basic, standard, full.
const std::vector<ColumnSet>& GrantColumnSets();

}  // namespace ritmon
