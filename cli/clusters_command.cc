// SPDX-License-Identifier: GPL-3.0-or-later
// ritmon clusters: clusters, their members, and the fields they work in.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "cli/cluster_rows.h"
#include "cli/command_line.h"

namespace ritmon {

int ClustersCommand(const Arguments& arguments) {
  CommandLine command{
      "clusters: members, the fields they work in, how many of the companies "
      "active in a field are members",
      "ritmon clusters"};
  CommonFlags common;
  std::string format = "text";
  OutputFlags output;
  common.AddTo(command);
  output.AddTo(command);
  command.Add("--format", format, "text, csv or json")
      .OneOf({"text", "csv", "json"})
      .ShowDefault();
  command.Footer(
      "+ single, ++ extensive activities, as the table of clusters.marks "
      "says.\n"
      "In brackets a proposal: what the cluster's own pages speak of.");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto table = ClusterTableOf(*analysis);
  if (!table) return Report(table.error());
  const Terminal terminal = output.terminal();
  const std::string out =
      format == "json" ? ClustersAsJson(*table)
      : format == "csv"
          ? ClustersAsCsv(*table)
          : ClustersAsText(*table, analysis->vocabulary(), terminal);
  auto status = Print(out, terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
