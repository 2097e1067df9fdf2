// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/company_rows.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "registry/name_key.h"

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

Company ReadCompanyRow(const Statement& row) {
  Company company;
  company.id = row.Text(0);
  company.name = row.Text(1);
  company.legal_form = row.Text(3);
  RegisterNumber number{row.Text(4), row.Text(5), row.Text(6), row.Text(7)};
  if (!number.number.empty()) company.register_number = std::move(number);
  company.court = row.Text(8);
  company.address = {row.Text(9), row.Text(10), row.Text(11)};
  company.district = row.Text(12);
  company.founded = ParseDate(row.Text(13));
  company.founded_precision = row.Text(14);
  company.employees = row.OptionalInt(15);
  company.status = ParseStatus(row.Text(16));
  company.kind =
      ParseEntityKind(row.Text(17)).value_or(EntityKind::kEnterprise);
  company.wz = row.Text(18);
  company.purpose = row.Text(19);
  company.website = row.Text(20);
  company.previous_names = SplitLines(row.Text(21));
  company.source = row.Text(22);
  return company;
}

void BindCompanyRow(Statement& statement, const Company& c,
                    const SourceInfo& source) {
  const RegisterNumber number = c.register_number.value_or(RegisterNumber{});
  int p = 0;
  const auto bind = [&](std::string_view text) { statement.Bind(++p, text); };
  bind(c.id);
  bind(c.name);
  bind(FullNameKey(c.name));
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
  bind(c.founded ? FormatDate(*c.founded) : std::string());
  bind(c.founded_precision);
  statement.Bind(++p, c.employees);
  bind(ToString(c.status));
  bind(ToString(c.kind));
  bind(c.wz);
  bind(c.purpose);
  bind(c.website);
  bind(JoinLines(c.previous_names));
  bind(source.name);
  statement.Bind(++p, static_cast<int64_t>(source.rank));
  bind(source.as_of);
}

}  // namespace ritmon
