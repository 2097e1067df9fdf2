// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_grants.h"

#include <utility>
#include <vector>

#include "pipeline/funding_view.h"
#include "report/grant_columns.h"

namespace ritmon {
namespace {

Result<std::vector<size_t>> ChosenOf(const ExportRequest& request) {
  std::vector<std::string_view> ids;
  for (const GrantTableColumn& column : GrantColumnTable()) {
    ids.push_back(column.text.id);
  }
  return ChooseColumns(request.columns.empty() ? "standard" : request.columns,
                       ids, GrantColumnSets());
}

std::vector<TableColumn> ColumnsOf(const std::vector<size_t>& chosen,
                                   const ExportRequest& request) {
  const bool ids =
      request.format == TableFormat::kJsonLines || !request.language;
  std::vector<TableColumn> columns;
  for (const size_t at : chosen) {
    const ColumnText& text = GrantColumnTable()[at].text;
    columns.push_back(
        {std::string(text.id),
         std::string(ids ? text.id : text.Title(*request.language))});
  }
  return columns;
}

TableRow RowOf(const TaggedGrant& tagged, const std::vector<size_t>& chosen) {
  const GrantData data{tagged.grant, tagged.fields, tagged.topics,
                       tagged.project, tagged.company_id};
  TableRow row;
  for (const size_t at : chosen) {
    row.cells.push_back(GrantColumnTable()[at].cell(data));
  }
  return row;
}

}  // namespace

Result<ExportSummary> ExportGrants(const Analysis& analysis,
                                   const ExportRequest& request,
                                   const std::filesystem::path& path) {
  if (request.format == TableFormat::kGeoJson) {
    return Fail(ErrorKind::kInvalid,
                "grants have no place on a map; export companies have one");
  }
  if (!request.query.empty()) {
    return Fail(ErrorKind::kInvalid,
                "grants take no query; their fields and companies are columns");
  }
  auto chosen = ChosenOf(request);
  if (!chosen) return tl::unexpected(chosen.error());
  const FundingOptions& funding = analysis.options().funding;
  auto scope = ScopeOfRegion(
      analysis.places().regions,
      request.everywhere ? std::string() : analysis.options().region,
      funding.place);
  if (!scope) return tl::unexpected(scope.error());
  auto view = FundingView::Open(analysis.options(), analysis.lists());
  if (!view) return tl::unexpected(view.error());
  auto sink = OpenTableSink(request.format, path,
                            std::chrono::sys_days(analysis.today()));
  if (!sink) return tl::unexpected(sink.error());
  const bool german =
      request.language.value_or(Language::kGerman) == Language::kGerman;
  ExportSummary summary;
  Status status = (*sink)->Begin(german ? "Förderungen" : "Grants",
                                 ColumnsOf(*chosen, request));
  if (status) {
    status = view->ForEach([&](const TaggedGrant& tagged) -> Status {
      const bool wanted = IsInScope(tagged.grant, *scope) &&
                          IsInPeriod(tagged.grant, funding.indicators) &&
                          (request.all || !tagged.fields.empty());
      if (!wanted) return {};
      ++summary.rows;
      if (request.on_row) request.on_row(summary.rows);
      return (*sink)->Add(RowOf(tagged, *chosen));
    });
  }
  if (status) status = (*sink)->Finish();
  if (!status) return tl::unexpected(status.error());
  summary.notes = (*sink)->Notes();
  return summary;
}

}  // namespace ritmon
