// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/coverage_report.h"

#include <utility>

#include "pipeline/coverage_stage.h"

namespace ritmon {

Result<CoverageReport> CollectCoverageReport(const Analysis& analysis,
                                             Dimension by, bool everywhere,
                                             bool german) {
  // The companies that the counts choose from (IsCounted).
  const std::string text = "status:active kind:enterprise";
  auto query = analysis.ParseCompanyQuery(text, everywhere, analysis.today());
  if (!query) return tl::unexpected(query.error());
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  auto pages = analysis.OpenStore();
  if (!pages) return tl::unexpected(pages.error());
  auto table =
      CollectCoverage(analysis.options(), *companies, *query, by, *pages);
  if (!table) return tl::unexpected(table.error());
  CoverageReport report{.region = {},
                        .region_label = {},
                        .as_of = analysis.today(),
                        .by = by,
                        .table = std::move(*table),
                        .query = ToString(*query)};
  if (everywhere) return report;
  const auto region = analysis.places().regions.Find(analysis.options().region);
  if (!region) return report;
  report.region = region->name;
  report.region_label = german ? region->label_de : region->label_en;
  return report;
}

}  // namespace ritmon
