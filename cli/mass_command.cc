// SPDX-License-Identifier: GPL-3.0-or-later
// The critical mass as a judgement.

#include "cli/command_line.h"
#include "cli/mass_source.h"
#include "cli/mass_view.h"

namespace ritmon {

int MassCommand(const Arguments& arguments) {
  CommandLine command{
      "the critical mass as a judgement: share, density, concentration, "
      "threshold",
      "ritmon mass"};
  CommonFlags common;
  MassRequest request;
  std::string by = "field";
  OutputFlags output;
  bool queries = false;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command.Add("--by", by, "field or future-field")
      .OneOf({"field", "future-field"})
      .ShowDefault();
  command.Add("--field", request.field,
              "only this field (or future field, by --by): id, label or alias");
  command.Add("--region", request.region,
              "another region, district or state than the configured one");
  command.Add("--benchmark", request.benchmark,
              "a region beside it; else critical_mass.benchmark");
  command.AddFlag("--queries", queries,
                  "below each number the query that finds it");
  command.AddFlag("--json", json, "one JSON object");
  command.Footer(
      "The threshold is critical_mass.threshold, [[field_threshold]] that of "
      "a single\nfield. No number is given by anybody: say why it is yours in "
      "'reason'.");
  if (const auto over = command.Parse(arguments)) return *over;
  request.by = by == "field" ? Dimension::kField : Dimension::kFutureField;
  const Terminal terminal = output.terminal();
  // Programs read one language.
  request.german = terminal.german() && !json;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto report = CollectMass(*analysis, request);
  if (!report) return Report(report.error());
  auto status = Print(
      json ? MassAsJson(*report, analysis->vocabulary(), queries)
           : RenderMass(*report, analysis->vocabulary(), terminal, queries),
      terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
