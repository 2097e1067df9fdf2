// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/source_coverage.h"

namespace ritmon {

Result<SourceCoverage> CoverageOf(Database& database,
                                  const std::vector<std::string>& districts) {
  std::string sql =
      "SELECT COUNT(*), SUM(CASE WHEN founded <> '' THEN 1 ELSE 0 END), "
      "SUM(CASE WHEN employees <> '' THEN 1 ELSE 0 END), "
      "SUM(CASE WHEN website <> '' THEN 1 ELSE 0 END), "
      "SUM(CASE WHEN purpose <> '' OR wz <> '' THEN 1 ELSE 0 END) "
      "FROM companies WHERE status <> 'removed'";
  for (size_t i = 0; i < districts.size(); ++i) {
    sql += (i == 0 ? " AND district IN ($" : ", $") + std::to_string(i + 1);
  }
  if (!districts.empty()) sql += ")";
  auto count = database.Prepare(sql);
  if (!count) return tl::unexpected(count.error());
  for (size_t i = 0; i < districts.size(); ++i) {
    count->Bind(static_cast<int>(i + 1), std::string_view(districts[i]));
  }
  auto row = count->Step();
  if (!row) return tl::unexpected(row.error());
  return SourceCoverage{.companies = count->Int(0),
                        .founded = count->OptionalInt(1).value_or(0),
                        .employees = count->OptionalInt(2).value_or(0),
                        .website = count->OptionalInt(3).value_or(0),
                        .purpose = count->OptionalInt(4).value_or(0)};
}

std::vector<OpenQuestion> OpenQuestions(const SourceCoverage& coverage) {
  const OpenQuestion questions[] = {
      {"founding date", coverage.founded, coverage.companies,
       "GLEIF, OffeneRegister 2022, XJustiz SI files or a vendor's list"},
      {"employees", coverage.employees, coverage.companies,
       "a vendor's list; small companies publish none"},
      {"website", coverage.website, coverage.companies,
       "a vendor's list, member lists of clusters"},
      {"purpose or sector", coverage.purpose, coverage.companies,
       "OffeneRegister 2022, XJustiz SI files or a vendor's list"}};
  std::vector<OpenQuestion> open;
  for (const OpenQuestion& question : questions) {
    if (question.known * 10 < question.of * 9) open.push_back(question);
  }
  return open;
}

}  // namespace ritmon
