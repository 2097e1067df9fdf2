// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_upgrade.h"

#include <string>
#include <utility>

#include "registry/company_rows.h"
#include "registry/company_store.h"

namespace ritmon {
namespace {

// What version 0.1 had, in the order of ReadCompanyRow: no keys, no VAT id and
// LEI, headcounts were figures.
constexpr char kOldRows[] = R"sql(
SELECT id, name, legal_form, court_code, register_type, register_number,
  register_suffix, court, street, postcode, town, district, founded,
  founded_precision, source, coalesce(CAST(employees AS TEXT), ''), NULL,
  status, kind, wz, purpose, website, '', '', previous_names, source,
  source_rank, as_of
FROM companies_of_0_1 ORDER BY id
)sql";

}  // namespace

Status UpgradeCompanies(Database& database) {
  if (!database.HasTable("companies") ||
      database.Prepare("SELECT number_key FROM companies")) {
    return {};
  }
  if (auto s =
          database.Execute("DROP INDEX IF EXISTS companies_name_key; "
                           "ALTER TABLE companies RENAME TO companies_of_0_1");
      !s) {
    return s;
  }
  auto store = CompanyStore::Open(database);
  if (!store) return tl::unexpected(store.error());
  {
    auto select = database.Prepare(kOldRows);
    if (!select) return tl::unexpected(select.error());
    while (true) {
      auto row = select->Step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) break;
      Company company = ReadCompanyRow(*select);
      if (!company.founded) company.founded_source.clear();
      auto stored = store->Upsert(std::move(company), ReadRowSource(*select));
      if (!stored) return tl::unexpected(stored.error());
    }
  }
  return database.Execute("DROP TABLE companies_of_0_1");
}

}  // namespace ritmon
