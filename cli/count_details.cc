// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/count_details.h"

#include <algorithm>
#include <tuple>

#include "index/cell_query.h"

namespace ritmon {
namespace {

Result<std::vector<CompanyName>> NamesOf(CompanyIndexReader& companies,
                                         const Query& query) {
  std::vector<CompanyName> names;
  const Status read =
      companies.ForEach(query, [&](const CompanyRecord& record) {
        names.push_back({record.company.id, record.company.name});
        return true;
      });
  if (!read) return tl::unexpected(read.error());
  std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.id) < std::tie(b.name, b.id);
  });
  return names;
}

}  // namespace

Result<CountDetails> DetailsOf(CompanyIndexReader& companies,
                               const Query& query, const CountTable& table,
                               const CountOptions& options,
                               const Vocabulary& vocabulary, bool with_names) {
  std::string base = ToString(query);
  if (query.root.kind == QueryNode::Kind::kOr) base = "(" + base + ")";
  if (!base.empty()) base += " ";
  CountDetails details;
  for (const CountRow& row : table.rows) {
    details.queries.push_back(base +
                              CellQuery(table.dimensions, row.key, options));
    if (!with_names) continue;
    auto& names = details.companies.emplace_back();
    if (row.companies == 0 || row.suppressed) continue;
    auto cell = ParseQuery(details.queries.back(),
                           {QueryTarget::kCompanies, &vocabulary, query.as_of});
    if (!cell) return tl::unexpected(cell.error());
    auto found = NamesOf(companies, *cell);
    if (!found) return tl::unexpected(found.error());
    names = std::move(*found);
  }
  return details;
}

}  // namespace ritmon
