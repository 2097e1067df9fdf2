// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report_chapters.h"

#include <fmt/format.h>

#include <set>
#include <utility>

#include "cli/cluster_rows.h"
#include "cli/coverage_report.h"
#include "cli/coverage_view.h"
#include "cli/history_access.h"
#include "cli/mass_source.h"
#include "cli/mass_view.h"
#include "funding/scoreboard.h"
#include "pipeline/trend.h"

namespace ritmon {
namespace {

Label EntryLabel(const std::vector<VocabularyEntry>& entries,
                 const std::string& id) {
  return {LabelOf(entries, id, true), LabelOf(entries, id, false)};
}

Label FactsOf(const ClusterFields& one, uint64_t active) {
  const ClusterSource& cluster = one.cluster;
  Label label{
      fmt::format("{}: {} Einträge der Mitgliederliste gelesen; in der Region "
                  "sind {} Mitglieder in einem Feld aktiv",
                  cluster.label, one.entries, active),
      fmt::format("{}: {} entries of the member list read; in the region {} "
                  "members are active in a field",
                  cluster.label, one.entries, active)};
  if (cluster.told_members) {
    label.de += fmt::format(", nach eigener Angabe {} Mitglieder",
                            *cluster.told_members);
    label.en += fmt::format(", {} members as it says", *cluster.told_members);
  }
  if (cluster.staff) {
    label.de += ", " + StaffText(*cluster.staff, true) + " Beschäftigte";
    label.en += ", staff " + StaffText(*cluster.staff, false);
  }
  if (cluster.founded) {
    label.de += fmt::format(", gegründet {}", *cluster.founded);
    label.en += fmt::format(", founded {}", *cluster.founded);
  }
  if (!cluster.source.empty()) {
    label.de += " (" + cluster.source + ")";
    label.en += " (" + cluster.source + ")";
  }
  label.de += ".";
  label.en += ".";
  return label;
}

ClusterMarkCell CellOf(const ClusterFields& one, const std::string& field) {
  ClusterMarkCell cell;
  if (const auto mark = one.marks.find(field); mark != one.marks.end()) {
    cell.intensity = mark->second.intensity;
  }
  if (one.pages > 0) {
    const auto seen = one.proposals.find(field);
    cell.proposal = seen == one.proposals.end() ? 0 : seen->second.intensity;
  }
  return cell;
}

// What is not known and why, and where the usual threshold comes from.
std::string NotesOf(const MassReport& report, bool german) {
  const Mass& mass = report.region.mass;
  std::string notes;
  const auto missing = [&](const char* what, const KnownNumber& number) {
    if (number.number || number.note.empty()) return;
    notes += fmt::format("{}: {} ({}). ", what,
                         german ? "keine Angabe" : "no data", number.note);
  };
  missing(german ? "Unternehmen im Register" : "companies in the register",
          mass.register_companies);
  missing(german ? "Einwohner" : "inhabitants", mass.inhabitants);
  if (mass.rows.empty()) return notes;
  const MassThreshold& threshold = mass.rows.front().threshold;
  return notes + (german ? "Schwelle: " : "Threshold: ") +
         ThresholdReason(threshold, german) + ".";
}

std::vector<CountLine> Lines(std::string_view by,
                             const std::vector<VocabularyEntry>& entries) {
  std::vector<CountLine> lines;
  for (const VocabularyEntry& entry : entries) {
    lines.emplace_back(std::string(by), entry.id);
  }
  return lines;
}

}  // namespace

Result<std::optional<ClusterChapter>> CollectClusters(
    const Analysis& analysis) {
  if (analysis.options().clusters.empty()) return std::nullopt;
  auto table = ClusterTableOf(analysis);
  if (!table) return tl::unexpected(table.error());
  ClusterChapter chapter;
  for (size_t i = 0; i < table->clusters.size(); ++i) {
    chapter.clusters.push_back(table->clusters[i].cluster.label);
    chapter.facts.push_back(FactsOf(table->clusters[i], table->in_cluster[i]));
  }
  for (const ClusterFieldRow& row : table->rows) {
    ClusterRow& out = chapter.rows.emplace_back();
    out.field = EntryLabel(analysis.vocabulary().fields, row.field);
    out.companies = row.companies;
    out.members = row.members;
    for (const ClusterFields& one : table->clusters) {
      out.marks.push_back(CellOf(one, row.field));
    }
  }
  chapter.companies = table->companies;
  chapter.members = table->members;
  chapter.command = "ritmon clusters";
  return std::optional<ClusterChapter>(std::move(chapter));
}

Result<std::optional<MassChapter>> CollectMassChapter(
    const Analysis& analysis) {
  MassRequest request;
  auto german = CollectMass(analysis, request);
  if (!german) return tl::unexpected(german.error());
  request.german = false;
  auto english = CollectMass(analysis, request);
  if (!english) return tl::unexpected(english.error());
  const Mass& mass = german->region.mass;
  if (mass.known_companies == 0) return std::nullopt;
  const Vocabulary& vocabulary = analysis.vocabulary();
  MassChapter chapter;
  chapter.command = "ritmon mass";
  chapter.register_companies = mass.register_companies.number;
  chapter.inhabitants = mass.inhabitants.number;
  chapter.notes = {NotesOf(*german, true), NotesOf(*english, false)};
  for (const MassRow& row : mass.rows) {
    FieldJudgement& out = chapter.rows.emplace_back();
    out.field = EntryLabel(vocabulary.fields, row.id);
    out.companies = row.companies;
    if (row.of_register) out.of_register = row.of_register->Fraction();
    out.per_1000_companies = row.per_1000_companies;
    out.per_100000_inhabitants = row.per_100000_inhabitants;
    if (!row.concentration.largest.empty()) {
      out.largest_district =
          EntryLabel(vocabulary.districts, row.concentration.largest);
    }
    out.in_largest = row.concentration.in_largest.part;
    out.placed = row.concentration.in_largest.of;
    out.threshold = row.threshold.companies;
    out.is_reached = row.reached;
  }
  return std::optional<MassChapter>(std::move(chapter));
}

Result<std::vector<CoverageFigure>> CollectCoverageFigures(
    const Analysis& analysis) {
  std::vector<CoverageFigure> figures;
  const struct {
    Dimension by;
    Label label;
    const char* command;
  } kDivisions[] = {
      {Dimension::kSize, {"Größe", "size"}, "ritmon coverage --by size"},
      {Dimension::kAge, {"Alter", "age"}, "ritmon coverage --by age"}};
  for (const auto& division : kDivisions) {
    auto report = CollectCoverageReport(analysis, division.by, false, true);
    if (!report) return tl::unexpected(report.error());
    const CoverageTable& table = report->table;
    if (table.all.total() == 0) continue;
    CoverageFigure& figure = figures.emplace_back();
    figure.by = division.label;
    figure.command = division.command;
    for (const CoverageGroup& group : table.groups) {
      const auto label = [&](bool german) {
        return CoverageGroupLabel(group.value, division.by,
                                  analysis.vocabulary(), german);
      };
      figure.classes.push_back({label(true), label(false)});
    }
    for (const CoverageLine& line : CoverageLines(table.all)) {
      CoverageRow& row = figure.rows.emplace_back();
      row.name = {std::string(line.german), std::string(line.english)};
      row.is_end = line.end.has_value();
      row.companies.push_back(line.Of(table.all));
      for (const CoverageGroup& group : table.groups) {
        row.companies.push_back(line.Of(group));
      }
    }
  }
  return figures;
}

Result<std::vector<ScoreboardFigure>> CollectScoreboard(
    const Analysis& analysis) {
  std::vector<ScoreboardFigure> figures;
  if (analysis.options().scoreboard.empty()) return figures;
  auto indicators = ReadScoreboard(analysis.options().scoreboard);
  if (!indicators) return tl::unexpected(indicators.error());
  for (const ScoreboardIndicator& indicator : *indicators) {
    ScoreboardFigure& figure = figures.emplace_back();
    figure.indicator = indicator.name;
    std::set<std::string> sources;
    for (const ScoreboardValue& value : indicator.values) {
      figure.bars.push_back({value.region, value.value, value.year});
      sources.insert(value.source);
    }
    figure.source = fmt::format("{}", fmt::join(sources, "; "));
  }
  return figures;
}

Result<std::optional<TrendChapter>> CollectTrend(const Analysis& analysis) {
  auto history = OpenFieldHistory(analysis.options());
  if (!history) {
    if (history.error().kind == ErrorKind::kNotFound) return std::nullopt;
    return tl::unexpected(history.error());
  }
  auto snapshots = history->Snapshots(std::nullopt);
  if (!snapshots) return tl::unexpected(snapshots.error());
  const Vocabulary& vocabulary = analysis.vocabulary();
  TrendChapter chapter;
  chapter.command = "ritmon trend --by future-field";
  for (const FieldSnapshot& snapshot : *snapshots) {
    chapter.dates.emplace_back(
        std::chrono::floor<std::chrono::days>(snapshot.time));
  }
  for (const TrendSeries& series :
       MakeSeries(*snapshots, Lines(kByFutureField, vocabulary.future_fields),
                  false)) {
    chapter.lines.push_back(
        {EntryLabel(vocabulary.future_fields, series.line.second),
         series.counts});
  }
  for (const TrendSeries& series :
       MakeSeries(*snapshots, Lines(kByField, vocabulary.fields), false)) {
    TrendRow row{.field = EntryLabel(vocabulary.fields, series.line.second)};
    row.after = series.last();
    if (!series.changes.empty()) {
      const MassChange& change = series.changes.back();
      row.before = series.counts[series.counts.size() - 2];
      row.real = change.real;
      row.lists = change.lists;
      row.coverage = change.coverage;
      row.lost_sites = change.lost_sites;
    }
    chapter.rows.push_back(std::move(row));
  }
  return std::optional<TrendChapter>(std::move(chapter));
}

}  // namespace ritmon
