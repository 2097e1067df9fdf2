// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_directory.h"

#include <algorithm>
#include <utility>

#include "registry/company_keys.h"
#include "registry/company_rows.h"

namespace ritmon {
namespace {

void SortUnique(Companies& companies) {
  std::sort(companies.begin(), companies.end(),
            [](const Company& a, const Company& b) { return a.id < b.id; });
  companies.erase(std::unique(companies.begin(), companies.end(),
                              [](const Company& a, const Company& b) {
                                return a.id == b.id;
                              }),
                  companies.end());
}

}  // namespace

Result<CompanyDirectory> CompanyDirectory::Open(Database& database,
                                                const Courts& courts) {
  CompanyDirectory directory(database, courts);
  if (auto s = directory.Prepare(); !s) {
    return Fail(ErrorKind::kNotFound,
                "no companies here yet: ritmon import companies FILE");
  }
  return directory;
}

Status CompanyDirectory::Prepare() {
  const std::string select =
      "SELECT " + std::string(kCompanyColumnList) + " FROM companies ";
  const std::string limit = " LIMIT " + std::to_string(kMaxOfOneKey);
  const std::pair<std::optional<Statement>*, std::string> slots[] = {
      {&by_id_, select + "WHERE id = $1"},
      {&by_number_, select + "WHERE number_key = $1" + limit},
      {&by_name_, select + "WHERE name_key = $1" + limit},
      {&by_previous_name_,
       select +
           "WHERE id IN (SELECT company_id FROM company_names "
           "WHERE name_key = $1)" +
           limit},
      {&by_light_, select + "WHERE light_key = $1" + limit},
      {&by_street_, select + "WHERE street_key = $1" + limit},
      {&by_vat_id_,
       select + "WHERE vat_id = $1 AND vat_id <> '' ORDER BY id" + limit},
      {&by_lei_, select + "WHERE lei = $1 AND lei <> '' ORDER BY id" + limit},
  };
  for (const auto& [slot, sql] : slots) {
    auto statement = database_->Prepare(sql);
    if (!statement) return tl::unexpected(statement.error());
    slot->emplace(std::move(*statement));
  }
  return {};
}

Status CompanyDirectory::Append(Statement& statement, int64_t key,
                                Companies& found) {
  if (key == 0) return {};
  statement.Bind(1, key);
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    found.push_back(ReadCompanyRow(statement));
  }
}

Result<std::optional<Company>> CompanyDirectory::Find(std::string_view id) {
  auto found = OfText(*by_id_, id);
  if (!found) return tl::unexpected(found.error());
  if (found->empty()) return std::nullopt;
  return std::move(found->front());
}

Result<Companies> CompanyDirectory::OfText(Statement& statement,
                                           std::string_view text) {
  Companies found;
  statement.Bind(1, text);
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return found;
    found.push_back(ReadCompanyRow(statement));
  }
}

Result<Companies> CompanyDirectory::ByRegisterNumber(std::string_view court,
                                                     std::string_view type,
                                                     std::string_view number) {
  Companies found;
  if (!court.empty()) {
    auto s = Append(*by_number_, NumberKey(court, type, number), found);
    if (!s) return tl::unexpected(s.error());
  } else {
    for (const Court& any : courts_->all()) {
      auto s = Append(*by_number_, NumberKey(any.code, type, number), found);
      if (!s) return tl::unexpected(s.error());
    }
  }
  SortUnique(found);
  return found;
}

Result<Companies> CompanyDirectory::ByFullKey(std::string_view key) {
  Companies found;
  for (Statement* statement : {&*by_name_, &*by_previous_name_}) {
    auto s = Append(*statement, NameKey(key), found);
    if (!s) return tl::unexpected(s.error());
  }
  SortUnique(found);
  return found;
}

Result<Companies> CompanyDirectory::ByLightKey(std::string_view key,
                                               std::string_view postcode) {
  Companies found;
  auto s = Append(*by_light_, LightKey(key, postcode), found);
  if (!s) return tl::unexpected(s.error());
  SortUnique(found);
  return found;
}

Result<Companies> CompanyDirectory::InStreet(std::string_view light_key,
                                             std::string_view postcode,
                                             std::string_view street) {
  Companies found;
  auto s = Append(*by_street_, StreetKey(light_key, postcode, street), found);
  if (!s) return tl::unexpected(s.error());
  SortUnique(found);
  return found;
}

Result<Companies> CompanyDirectory::ByVatId(std::string_view vat_id) {
  return OfText(*by_vat_id_, vat_id);
}

Result<Companies> CompanyDirectory::ByLei(std::string_view lei) {
  return OfText(*by_lei_, lei);
}

}  // namespace ritmon
