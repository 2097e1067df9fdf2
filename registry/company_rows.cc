// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_rows.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"

namespace ritmon {
namespace {

std::string JoinLines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    if (!text.empty()) text += '\n';
    text += line;
  }
  return text;
}

std::vector<std::string> SplitLines(const std::string& text) {
  std::vector<std::string> lines;
  size_t begin = 0;
  while (begin < text.size()) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

CompanyStatus ParseStatus(std::string_view text) {
  if (text == "removed") return CompanyStatus::kRemoved;
  if (text == "liquidation") return CompanyStatus::kLiquidation;
  return CompanyStatus::kActive;
}

}  // namespace

std::string CreateSql(const CompanyIndex& index, std::string_view schema) {
  const bool unique = index.definition.starts_with("UNIQUE ");
  return std::string(unique ? "CREATE UNIQUE" : "CREATE") +
         " INDEX IF NOT EXISTS " + std::string(schema) +
         std::string(index.name) + " ON companies " +
         std::string(index.definition.substr(unique ? 7 : 0));
}

std::string DropSql(const CompanyIndex& index) {
  return "DROP INDEX IF EXISTS " + std::string(index.name);
}

Company ReadCompanyRow(const Statement& row) {
  Company company;
  int c = 0;
  const auto text = [&] { return row.Text(c++); };
  company.id = text();
  company.name = text();
  company.legal_form = text();
  RegisterNumber number;
  number.court = text();
  number.type = text();
  number.number = text();
  number.suffix = text();
  if (!number.number.empty()) company.register_number = std::move(number);
  company.court = text();
  company.address.street = text();
  company.address.postcode = text();
  company.address.town = text();
  company.district = text();
  company.founded = ParseDate(text());
  company.founded_precision = text();
  company.founded_source = text();
  company.employees = ParseHeadcount(text());
  const auto year = row.OptionalInt(c++);
  if (company.employees && year) {
    company.employees->year = static_cast<int>(*year);
  }
  company.status = ParseStatus(text());
  company.kind = ParseEntityKind(text()).value_or(EntityKind::kEnterprise);
  company.wz = text();
  company.purpose = text();
  company.website = text();
  company.vat_id = text();
  company.lei = text();
  company.previous_names = SplitLines(text());
  company.source = text();
  return company;
}

SourceInfo ReadRowSource(const Statement& row) {
  constexpr int kSource = 25;
  return {row.Text(kSource), static_cast<int>(row.Int(kSource + 1)),
          row.Text(kSource + 2)};
}

std::string InsertCompanySql(std::string_view table) {
  std::string sql = "INSERT INTO " + std::string(table) + " (" +
                    std::string(kCompanyColumnList) + ", " +
                    std::string(kCompanyRestList) + ") VALUES ($1";
  for (int i = 2; i <= kCompanyColumns; ++i) sql += ", $" + std::to_string(i);
  return sql + ")";
}

void BindCompanyRow(Statement& statement, const Company& c,
                    const CompanyKeys& keys, const SourceInfo& source) {
  static const RegisterNumber kNone;
  const RegisterNumber& number = c.register_number ? *c.register_number : kNone;
  int p = 0;
  // What the row borrows lives in `c`, in `source` or in constants; the rest is
  // copied.
  const auto bind = [&](std::string_view text) {
    statement.BindView(++p, text);
  };
  const auto copy = [&](const std::string& text) { statement.Bind(++p, text); };
  bind(c.id);
  bind(c.name);
  bind(c.legal_form);
  bind(number.court);
  bind(number.type);
  bind(number.number);
  bind(number.suffix);
  bind(c.court);
  bind(c.address.street);
  bind(c.address.postcode);
  bind(c.address.town);
  bind(c.district);
  copy(c.founded ? FormatDate(*c.founded) : std::string());
  bind(c.founded_precision);
  bind(c.founded_source);
  copy(c.employees ? ToString(*c.employees) : std::string());
  std::optional<int64_t> year;
  if (c.employees && c.employees->year) year = *c.employees->year;
  statement.Bind(++p, year);
  bind(ToString(c.status));
  bind(ToString(c.kind));
  bind(c.wz);
  bind(c.purpose);
  bind(c.website);
  bind(c.vat_id);
  bind(c.lei);
  copy(JoinLines(c.previous_names));
  bind(source.name);
  statement.Bind(++p, static_cast<int64_t>(source.rank));
  bind(source.as_of);
  for (const int64_t key :
       {keys.number, keys.name, keys.light, keys.street, keys.address}) {
    statement.Bind(++p, key);
  }
}

}  // namespace ritmon
