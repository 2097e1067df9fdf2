// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/history_rows.h"

namespace ritmon {

// An end of none is NULL: the interval still holds.
const char kHistorySchema[] = R"sql(
CREATE TABLE IF NOT EXISTS snapshot (
  turn BIGINT PRIMARY KEY,
  taken_at BIGINT NOT NULL,
  list_version TEXT NOT NULL,
  program TEXT NOT NULL,
  region TEXT NOT NULL,
  companies BIGINT NOT NULL,
  with_site BIGINT NOT NULL,
  companies_read BIGINT NOT NULL,
  sites BIGINT NOT NULL,
  reachable BIGINT NOT NULL,
  gone BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  reserved BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS snapshot_count (
  turn BIGINT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  companies BIGINT NOT NULL,
  real_change BIGINT NOT NULL,
  list_change BIGINT NOT NULL,
  coverage_change BIGINT NOT NULL,
  lost_sites BIGINT NOT NULL,
  PRIMARY KEY (turn, dimension, id)
);
CREATE TABLE IF NOT EXISTS company_interval (
  company_id TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  name TEXT NOT NULL,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  district TEXT NOT NULL,
  in_region BIGINT NOT NULL,
  founded TEXT NOT NULL,
  founded_precision TEXT NOT NULL,
  employees TEXT NOT NULL,
  PRIMARY KEY (company_id, valid_from)
);
CREATE TABLE IF NOT EXISTS tag_interval (
  company_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  valid_from BIGINT NOT NULL,
  valid_to BIGINT,
  confidence TEXT NOT NULL,
  counted BIGINT NOT NULL,
  list_version TEXT NOT NULL,
  PRIMARY KEY (company_id, dimension, id, valid_from)
);
CREATE TABLE IF NOT EXISTS company_site (
  company_id TEXT NOT NULL,
  site TEXT NOT NULL,
  lost BIGINT NOT NULL,
  PRIMARY KEY (company_id, site)
);
CREATE TABLE IF NOT EXISTS field_change (
  changed_at BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  gained BIGINT NOT NULL,
  cause TEXT NOT NULL,
  PRIMARY KEY (changed_at, dimension, id, company_id)
);
CREATE INDEX IF NOT EXISTS field_change_company ON field_change (company_id);
CREATE TABLE IF NOT EXISTS forgotten_count (
  dimension TEXT NOT NULL,
  id TEXT NOT NULL,
  companies BIGINT NOT NULL,
  PRIMARY KEY (dimension, id)
);
)sql";

namespace {

CompanyStatus ParseStatus(std::string_view name) {
  for (const CompanyStatus status :
       {CompanyStatus::kLiquidation, CompanyStatus::kRemoved}) {
    if (ToString(status) == name) return status;
  }
  return CompanyStatus::kActive;
}

}  // namespace

CompanyState StateFrom(const Statement& row, int first) {
  CompanyState state;
  state.name = row.Text(first);
  state.status = ParseStatus(row.Text(first + 1));
  state.kind =
      ParseEntityKind(row.Text(first + 2)).value_or(EntityKind::kEnterprise);
  state.legal_form = row.Text(first + 3);
  state.district = row.Text(first + 4);
  state.in_region = row.Int(first + 5) != 0;
  state.founded = ParseDate(row.Text(first + 6));
  state.founded_precision = row.Text(first + 7);
  state.employees = ParseHeadcount(row.Text(first + 8));
  return state;
}

void BindState(Statement& statement, int first, const CompanyState& state) {
  statement.Bind(first, state.name)
      .Bind(first + 1, ToString(state.status))
      .Bind(first + 2, ToString(state.kind))
      .Bind(first + 3, state.legal_form)
      .Bind(first + 4, state.district)
      .Bind(first + 5, int64_t{state.in_region})
      .Bind(first + 6, state.founded ? FormatDate(*state.founded) : "")
      .Bind(first + 7, state.founded_precision)
      .Bind(first + 8, state.employees ? ToString(*state.employees) : "");
}

CompanyMoment MomentOf(const CompanyState& state) {
  return {.known = true,
          .in_region = state.in_region,
          .district = state.district,
          .status = state.status,
          .kind = state.kind,
          .founded = state.founded,
          .read = {},
          .lost = {}};
}

Status ForEachRow(Statement& statement,
                  const std::function<Status(const Statement&)>& visit) {
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    if (auto s = visit(statement); !s) {
      statement.Reset();
      return s;
    }
  }
}

Status RunWithText(Database& database, std::string_view sql,
                   const std::string& text) {
  auto statement = database.Prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  return statement->Bind(1, text).Run();
}

}  // namespace ritmon
