// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/trend_view.h"

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "cli/history_access.h"
#include "cli/json_output.h"
#include "cli/sparkline.h"
#include "cli/text_table.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kSparkWidth = 24;
constexpr auto kRight = TextTable::Align::kRight;

std::string SeriesText(const Trend& trend, const Vocabulary& vocabulary,
                       const Terminal& terminal) {
  const auto head = [&](Phrase phrase) {
    return Say(terminal.language, phrase);
  };
  TextTable table({{head(Phrase::head_field)},
                   {head(Phrase::head_trend)},
                   {head(Phrase::head_first), kRight},
                   {head(Phrase::head_last), kRight},
                   {head(Phrase::head_change), kRight}});
  for (const TrendSeries& series : trend.series) {
    table.Add(
        {CutToWidth(LineLabel(vocabulary, series.line, terminal.german()), 30),
         Sparkline(series.counts, kSparkWidth), std::to_string(series.first()),
         std::to_string(series.last()),
         Signed(series.last() - series.first())});
  }
  return table.Render(terminal);
}

std::vector<std::string> ChangeCells(const MassChange& change) {
  return {Signed(change.Sum()), Signed(change.real), Signed(change.lists),
          Signed(change.coverage), Signed(change.lost_sites)};
}

// Only what moved; what cancels out has moved too.
std::string ChangesText(const Trend& trend, const Vocabulary& vocabulary,
                        const Terminal& terminal) {
  const auto head = [&](Phrase phrase) {
    return Say(terminal.language, phrase);
  };
  TextTable table({{head(Phrase::head_until)},
                   {head(Phrase::head_field)},
                   {head(Phrase::head_change_short), kRight},
                   {head(Phrase::head_real), kRight},
                   {head(Phrase::head_lists), kRight},
                   {head(Phrase::head_coverage), kRight},
                   {head(Phrase::head_lost_sites), kRight}});
  bool any = false;
  for (size_t i = 1; i < trend.snapshots.size(); ++i) {
    const std::string when = MinuteText(trend.snapshots[i].time);
    for (const TrendSeries& series : trend.series) {
      const MassChange& change = series.changes[i - 1];
      if (change == MassChange()) continue;
      std::vector<std::string> cells = {
          when, CutToWidth(
                    LineLabel(vocabulary, series.line, terminal.german()), 22)};
      for (std::string& cell : ChangeCells(change)) {
        cells.push_back(std::move(cell));
      }
      table.Add(std::move(cells));
      any = true;
    }
  }
  if (!any) return head(Phrase::no_change) + "\n";
  return table.Render(terminal);
}

std::string CoverageText(const FieldSnapshot& snapshot,
                         const Terminal& terminal) {
  const CoverageFacts& facts = snapshot.coverage;
  return WrapText(
      Say(terminal.language, Phrase::coverage_of_snapshot,
          MinuteText(snapshot.time), facts.companies, facts.with_site,
          facts.read, facts.sites, facts.pages, facts.reachable, facts.gone,
          facts.reserved, snapshot.list_version.substr(0, 12)),
      2, terminal.width);
}

Json ToJson(const MassChange& change) {
  return {{"change", change.Sum()},
          {"real", change.real},
          {"lists", change.lists},
          {"coverage", change.coverage},
          {"lost_sites", change.lost_sites}};
}

Json ToJson(const FieldSnapshot& snapshot) {
  const CoverageFacts& facts = snapshot.coverage;
  return {{"time", FormatTimestamp(snapshot.time)},
          {"list_version", snapshot.list_version},
          {"program", snapshot.program},
          {"coverage",
           {{"companies", facts.companies},
            {"with_site", facts.with_site},
            {"read", facts.read},
            {"sites", facts.sites},
            {"reachable", facts.reachable},
            {"gone", facts.gone},
            {"pages", facts.pages},
            {"reservations", facts.reserved}}}};
}

}  // namespace

std::string TrendAsText(const Trend& trend, const Vocabulary& vocabulary,
                        const Terminal& terminal) {
  const FieldSnapshot& first = trend.snapshots.front();
  const FieldSnapshot& last = trend.snapshots.back();
  const auto heading = [&](Phrase phrase) {
    return "\n" + Say(terminal.language, phrase) + "\n";
  };
  std::string text = SeriesText(trend, vocabulary, terminal);
  text += heading(Phrase::what_changed);
  text += ChangesText(trend, vocabulary, terminal);
  text += heading(Phrase::coverage) + CoverageText(first, terminal);
  if (last.turn != first.turn) text += CoverageText(last, terminal);
  return text;
}

std::string TrendAsCsv(const Trend& trend) {
  CsvWriter csv(',');
  csv.Append({"time", "list_version", "by", "id", "companies", "change", "real",
              "lists", "coverage", "lost_sites"});
  for (size_t i = 0; i < trend.snapshots.size(); ++i) {
    const FieldSnapshot& snapshot = trend.snapshots[i];
    for (const TrendSeries& series : trend.series) {
      std::vector<std::string> cells = {
          FormatTimestamp(snapshot.time), snapshot.list_version, trend.by,
          series.line.second, std::to_string(series.counts[i])};
      const MassChange change = i > 0 ? series.changes[i - 1] : MassChange();
      for (const int64_t number : {change.Sum(), change.real, change.lists,
                                   change.coverage, change.lost_sites}) {
        cells.push_back(i > 0 ? std::to_string(number) : "");
      }
      csv.Append(cells);
    }
  }
  return csv.Take();
}

std::string TrendAsJson(const Trend& trend, const Vocabulary& vocabulary) {
  Json snapshots = Json::array();
  for (const FieldSnapshot& snapshot : trend.snapshots) {
    snapshots.push_back(ToJson(snapshot));
  }
  Json all = Json::array();
  for (const TrendSeries& series : trend.series) {
    Json changes = Json::array();
    for (const MassChange& change : series.changes) {
      changes.push_back(ToJson(change));
    }
    Json one{{"id", series.line.second},
             {"label_de", LineLabel(vocabulary, series.line, true)},
             {"label_en", LineLabel(vocabulary, series.line, false)},
             {"companies", series.counts},
             {"first", series.first()},
             {"last", series.last()}};
    one["sum"] = ToJson(series.Sum());
    one["changes"] = std::move(changes);
    all.push_back(std::move(one));
  }
  const Json json{{"by", trend.by},
                  {"snapshots", std::move(snapshots)},
                  {"series", std::move(all)}};
  return IndentedJson(json);
}

}  // namespace ritmon
