// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the company store and a row's form, for company_store.cc.

#pragma once

#include <string_view>

#include "base/database.h"
#include "model/company.h"
#include "registry/company_store.h"

namespace ritmon {

// On disk: described in docs/formats.md.
inline constexpr std::string_view kCompanyTables = R"sql(
CREATE TABLE IF NOT EXISTS companies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  court_code TEXT NOT NULL,
  register_type TEXT NOT NULL,
  register_number TEXT NOT NULL,
  register_suffix TEXT NOT NULL,
  court TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  town TEXT NOT NULL,
  district TEXT NOT NULL,
  founded TEXT NOT NULL,
  founded_precision TEXT NOT NULL,
  employees BIGINT,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  wz TEXT NOT NULL,
  purpose TEXT NOT NULL,
  website TEXT NOT NULL,
  previous_names TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS companies_name_key ON companies (name_key);
CREATE TABLE IF NOT EXISTS company_values (
  company_id TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL,
  PRIMARY KEY (company_id, field)
);
CREATE TABLE IF NOT EXISTS imports (
  number BIGINT PRIMARY KEY,
  source TEXT NOT NULL,
  path TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
)sql";

// What ReadCompanyRow reads, but for the source, which comes last.
inline constexpr std::string_view kCompanyColumnList =
    "id, name, name_key, legal_form, court_code, register_type, "
    "register_number, register_suffix, court, street, postcode, town, "
    "district, founded, founded_precision, employees, status, kind, wz, "
    "purpose, website, previous_names";

// From SELECT kCompanyColumnList, source.
Company ReadCompanyRow(const Statement& row);

// Parameters 1 to 25: kCompanyColumnList, source, source_rank, as_of.
void BindCompanyRow(Statement& statement, const Company& company,
                    const SourceInfo& source);

}  // namespace ritmon
