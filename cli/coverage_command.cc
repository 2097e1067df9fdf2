// SPDX-License-Identifier: GPL-3.0-or-later
// What the counts cannot see.

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/coverage_report.h"
#include "cli/coverage_view.h"

namespace ritmon {

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
  auto report = CollectCoverageReport(*analysis, *dimension, everywhere,
                                      terminal.german());
  if (!report) return Report(report.error());
  auto status = Print(
      json ? CoverageAsJson(*report)
           : RenderCoverage(*report, analysis->vocabulary(), terminal.german()),
      terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
