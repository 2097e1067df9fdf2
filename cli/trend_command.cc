// SPDX-License-Identifier: GPL-3.0-or-later
// How the critical mass went, and what of its change is real.

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/history_access.h"
#include "cli/trend_view.h"

namespace ritmon {

int TrendCommand(const Arguments& arguments) {
  CommandLine command{
      "how the counts went from run to run, and what of their change is real",
      "ritmon trend"};
  CommonFlags common;
  OutputFlags output;
  std::string by{kByField};
  std::vector<std::string> names;
  std::string since;
  std::string format = "text";
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command.Add("--by", by, "what is counted, each company once")
      .OneOf({std::string(kByFutureField), std::string(kByField),
              std::string(kByTopic), std::string(kByTotal)})
      .ShowDefault();
  command
      .Add("--field", names,
           "only this field (or topic, or future field, by --by); may be "
           "given several times")
      .Takes(ValueKind::kFieldName);
  command.Add("--since", since,
              "first value: as it was at the beginning of this day");
  command.Add("--format", format, "text, csv or json")
      .OneOf({"text", "csv", "json"})
      .ShowDefault();
  command.AddFlag("--json", json, "one JSON object, as --format json");
  command.Footer(
      "The change between two snapshots is parted by its cause: real (the\n"
      "companies' pages, the register), changed keyword lists, changed "
      "coverage\n(companies newly known or read), lost sites. The parts add up "
      "to it.");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto lines = LinesNamed(analysis->vocabulary(), by, names);
  if (!lines) return Report(lines.error());
  std::optional<Timestamp> from;
  if (!since.empty()) {
    auto time = ParseSince(since, "--since");
    if (!time) return Report(time.error());
    from = *time;
  }
  auto history = OpenFieldHistory(analysis->options());
  if (!history) return Report(history.error());
  auto snapshots = history->Snapshots(from);
  if (!snapshots) return Report(snapshots.error());
  Trend trend{.by = by, .snapshots = std::move(*snapshots), .series = {}};
  trend.series = MakeSeries(trend.snapshots, *lines, names.empty());
  const Terminal terminal = output.terminal();
  std::string out;
  if (format == "csv") {
    out = TrendAsCsv(trend);
  } else if (json || format == "json") {
    out = TrendAsJson(trend, analysis->vocabulary());
  } else {
    out = TrendAsText(trend, analysis->vocabulary(), terminal);
  }
  auto status = Print(out, terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
