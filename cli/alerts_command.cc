// SPDX-License-Identifier: GPL-3.0-or-later
// Who is new in a field since a date, who has gone, who was founded.

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/history_access.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"
#include "pipeline/trend.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string DayText(Timestamp time) {
  return FormatTimestamp(time).substr(0, 10);
}

constexpr size_t kWhatCell = 1;
constexpr size_t kReasonCell = 3;

std::vector<std::string> CellsOf(const Alert& alert) {
  return {DayText(alert.time), std::string(ToString(alert.kind)),
          alert.line.second,   alert.reason,
          alert.company_id,    alert.name};
}

std::string AsText(const std::vector<Alert>& alerts, const std::string& since,
                   const Terminal& terminal) {
  const Language language = terminal.language;
  if (alerts.empty()) return Say(language, Phrase::no_alerts, since) + "\n";
  const auto head = [&](Phrase phrase) { return Say(language, phrase); };
  TextTable table({{head(Phrase::head_date), TextTable::Align::kLeft, true},
                   {head(Phrase::head_what)},
                   {head(Phrase::head_field)},
                   {head(Phrase::head_reason)},
                   {head(Phrase::head_id)},
                   {head(Phrase::head_company)}});
  for (const Alert& alert : alerts) {
    std::vector<std::string> cells = CellsOf(alert);
    for (const size_t what : {kWhatCell, kReasonCell}) {
      cells[what] = WordIn(language, cells[what]);
    }
    table.Add(std::move(cells));
  }
  return table.Render(terminal) +
         Say(language, alerts.size() == 1 ? Phrase::one_alert : Phrase::alerts,
             alerts.size(), since) +
         "\n";
}

std::string AsCsv(const std::vector<Alert>& alerts) {
  CsvWriter csv(',');
  csv.Append({"date", "what", "field", "reason", "company", "name"});
  for (const Alert& alert : alerts) csv.Append(CellsOf(alert));
  return csv.Take();
}

std::string AsJson(const std::vector<Alert>& alerts) {
  Json rows = Json::array();
  for (const Alert& alert : alerts) {
    rows.push_back({{"date", DayText(alert.time)},
                    {"time", FormatTimestamp(alert.time)},
                    {"what", ToString(alert.kind)},
                    {"by", alert.line.first},
                    {"field", alert.line.second},
                    {"reason", alert.reason},
                    {"company", alert.company_id},
                    {"name", alert.name}});
  }
  return IndentedJson(rows);
}

// Fields, future fields for their fields, and topics.
Result<std::set<CountLine>> LinesToWatch(
    const Vocabulary& vocabulary, const std::vector<std::string>& names) {
  std::set<CountLine> lines;
  if (names.empty()) {
    auto all = LinesNamed(vocabulary, kByField, {});
    if (!all) return tl::unexpected(all.error());
    lines.insert(all->begin(), all->end());
  }
  for (const std::string& name : names) {
    auto fields = LinesNamed(vocabulary, kByField, {name});
    auto topics = LinesNamed(vocabulary, kByTopic, {name});
    if (!fields && !topics) return tl::unexpected(fields.error());
    const auto& found = fields ? fields : topics;
    lines.insert(found->begin(), found->end());
  }
  return lines;
}

}  // namespace

int AlertsCommand(const Arguments& arguments) {
  CommandLine command{
      "companies newly active in a field, newly gone, newly founded",
      "ritmon alerts"};
  CommonFlags common;
  OutputFlags output;
  std::string since;
  std::vector<std::string> names;
  std::string format = "text";
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command.Add("--since", since, "a date: from the beginning of this day")
      .Required();
  command
      .Add("--field", names,
           "only this field, topic, or all fields of this future field; may "
           "be given several times")
      .Takes(ValueKind::kFieldName);
  command.Add("--format", format, "text, csv or json")
      .OneOf({"text", "csv", "json"})
      .ShowDefault();
  command.AddFlag("--json", json, "one array, as --format json");
  command.Example("ritmon alerts --since 2026-01-01");
  command.Footer(
      "Reasons: real, lists (changed keyword lists), coverage (newly known or\n"
      "read), lost-sites; 'ritmon trend' counts by them. Exit code 0 also if\n"
      "there is nothing to tell.");
  if (const auto over = command.Parse(arguments)) return *over;
  auto from = ParseSince(since, "--since");
  if (!from) return Report(from.error());
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto lines = LinesToWatch(analysis->vocabulary(), names);
  if (!lines) return Report(lines.error());
  auto history = OpenFieldHistory(analysis->options());
  if (!history) return Report(history.error());
  auto first = history->First();
  if (!first) return Report(first.error());
  if (*first && *from < (*first)->time) {
    Warn("the history begins on " + DayText((*first)->time) +
         ": who came or went before is not known");
  }
  auto alerts = FindAlerts(*history, *from, *lines);
  if (!alerts) return Report(alerts.error());
  const Terminal terminal = output.terminal();
  std::string out = AsText(*alerts, DayText(*from), terminal);
  if (format == "csv") out = AsCsv(*alerts);
  if (json || format == "json") out = AsJson(*alerts);
  auto status = Print(out, terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
