// SPDX-License-Identifier: GPL-3.0-or-later
// What the counts cannot see.

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/coverage_view.h"
#include "pipeline/coverage_stage.h"

namespace ritmon {
namespace {

Result<CoverageReport> Collect(const Analysis& analysis, Dimension by,
                               bool everywhere, bool german) {
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

}  // namespace

int CoverageCommand(const Arguments& arguments) {
  CommandLine command{
      "what the counts cannot see: how far the register's companies came",
      "ritmon coverage"};
  CommonFlags common;
  std::string by = "size";
  OutputFlags output;
  bool everywhere = false;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command
      .Add("--by", by,
           "size (the study's), size-eu, size-class (finer), age, startup, "
           "district or legal-form")
      .ShowDefault();
  command.AddFlag("--everywhere", everywhere, "not only in the region");
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto dimension = ParseDimension(by);
  if (!dimension) return Report(dimension.error());
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  const Terminal terminal = output.terminal();
  auto report = Collect(*analysis, *dimension, everywhere, terminal.german());
  if (!report) return Report(report.error());
  auto status = Print(
      json ? CoverageAsJson(*report)
           : RenderCoverage(*report, analysis->vocabulary(), terminal.german()),
      terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
