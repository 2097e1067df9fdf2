// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of history.db, for field_history.cc and field_recorder.cc.

#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/database.h"
#include "pipeline/field_history.h"

namespace ritmon {

// On disk: do not change (docs/formats.md).
extern const char kHistorySchema[];

// Columns of company_interval that StateFrom reads, and how many.
inline constexpr char kStateColumns[] =
    "name, status, kind, legal_form, district, in_region, founded, "
    "founded_precision, employees";
inline constexpr int kStateColumnCount = 9;

// From column `first` on.
CompanyState StateFrom(const Statement& row, int first);
void BindState(Statement& statement, int first, const CompanyState& state);

CompanyMoment MomentOf(const CompanyState& state);  // without sites

// Each row of a statement that is bound; an error of `visit` ends it.
Status ForEachRow(Statement& statement,
                  const std::function<Status(const Statement&)>& visit);
// Runs a statement with one text.
Status RunWithText(Database& database, std::string_view sql,
                   const std::string& text);

}  // namespace ritmon
