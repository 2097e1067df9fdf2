// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the company store and a row's form, for company_store.cc.

#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/database.h"
#include "model/company.h"
#include "registry/company_keys.h"
#include "registry/company_store.h"

namespace ritmon {

// On disk: described in docs/formats.md. The same columns hold companies on
// their way in (company_staging.h).
inline constexpr std::string_view kCompanyTableColumns = R"sql((
  id TEXT NOT NULL,
  number_key BIGINT NOT NULL,
  name_key BIGINT NOT NULL,
  light_key BIGINT NOT NULL,
  street_key BIGINT NOT NULL,
  address_key BIGINT NOT NULL,
  district TEXT NOT NULL,
  website TEXT NOT NULL,
  vat_id TEXT NOT NULL,
  lei TEXT NOT NULL,
  name TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  court_code TEXT NOT NULL,
  register_type TEXT NOT NULL,
  register_number TEXT NOT NULL,
  register_suffix TEXT NOT NULL,
  court TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  town TEXT NOT NULL,
  founded TEXT NOT NULL,
  founded_precision TEXT NOT NULL,
  founded_source TEXT NOT NULL,
  employees TEXT NOT NULL,
  employees_year BIGINT,
  status TEXT NOT NULL,
  kind TEXT NOT NULL,
  wz TEXT NOT NULL,
  purpose TEXT NOT NULL,
  previous_names TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL
))sql";

// The name of each index of `companies` and what it is on. Made after the rows
// where many come at once.
struct CompanyIndex {
  std::string_view name;
  std::string_view definition;

  // Of some rows only.
  constexpr bool IsPartial() const {
    return definition.find(" WHERE ") != std::string_view::npos;
  }
};
inline constexpr std::array<CompanyIndex, 10> kCompanyIndexes = {{
    {"companies_id", "UNIQUE (id)"},
    {"companies_number_key", "(number_key)"},
    {"companies_name_key", "(name_key)"},
    {"companies_light_key", "(light_key)"},
    {"companies_street_key", "(street_key)"},
    {"companies_address_key", "(address_key)"},
    {"companies_district", "(district)"},
    {"companies_website", "(website) WHERE website <> ''"},
    {"companies_vat_id", "(vat_id) WHERE vat_id <> ''"},
    {"companies_lei", "(lei) WHERE lei <> ''"},
}};
// "CREATE INDEX IF NOT EXISTS ..." and "DROP INDEX IF EXISTS ...". `schema` is
// that of an attached database: "staging.".
std::string CreateSql(const CompanyIndex& index, std::string_view schema = {});
std::string DropSql(const CompanyIndex& index);

inline constexpr std::string_view kOtherCompanyTables = R"sql(
CREATE TABLE IF NOT EXISTS company_names (
  name_key BIGINT NOT NULL,
  company_id TEXT NOT NULL,
  PRIMARY KEY (name_key, company_id)
);
CREATE TABLE IF NOT EXISTS company_values (
  company_id TEXT NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  source_rank BIGINT NOT NULL,
  as_of TEXT NOT NULL,
  PRIMARY KEY (company_id, field)
);
)sql";

// What ReadCompanyRow reads.
inline constexpr std::string_view kCompanyColumnList =
    "id, name, legal_form, court_code, register_type, register_number, "
    "register_suffix, court, street, postcode, town, district, founded, "
    "founded_precision, founded_source, employees, employees_year, status, "
    "kind, wz, purpose, website, vat_id, lei, previous_names, source";
// ... and the rest of a row.
inline constexpr std::string_view kCompanyRestList =
    "source_rank, as_of, number_key, name_key, light_key, street_key, "
    "address_key";
inline constexpr int kCompanyColumns = 33;

Company ReadCompanyRow(const Statement& row);
// Its source_rank and as_of, from the columns behind kCompanyColumnList.
SourceInfo ReadRowSource(const Statement& row);

// "INSERT INTO `table` (...) VALUES ($1, ...)".
std::string InsertCompanySql(std::string_view table);
// Parameters 1 to kCompanyColumns. `statement` must run before `company` or
// `source` changes.
void BindCompanyRow(Statement& statement, const Company& company,
                    const CompanyKeys& keys, const SourceInfo& source);

}  // namespace ritmon
