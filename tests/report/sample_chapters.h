// SPDX-License-Identifier: GPL-3.0-or-later
// Chapters on money, clusters and trend for tests of the report.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "report/report_data.h"

namespace ritmon {

inline MoneyRow SampleMoney(Label label, int64_t business, int64_t science,
                            uint64_t projects) {
  MoneyRow row;
  row.label = std::move(label);
  row.cents = {business * 100, science * 100};
  row.own_cents = business * 100;
  row.projects = projects;
  row.is_unstable = projects < 5;
  return row;
}

// Two kinds of actors, two fields, one of them without any money.
inline FundingChapter SampleFunding() {
  FundingChapter funding;
  funding.actors = {{"Wirtschaft", "Business"}, {"Wissenschaft", "Science"}};
  funding.future_fields = {{SampleMoney({"Life Science", ""}, 0, 0, 0),
                            SampleMoney({"Green Economy", "Green economy"},
                                        101'500'000, 328'500'000, 61)},
                           SampleMoney({}, 101'500'000, 328'500'000, 61),
                           "ritmon funding table --by future-field,actor"};
  funding.fields = funding.future_fields;
  funding.fields.rows[1].label = {"Kreislaufwirtschaft", "Circular economy"};
  funding.fields.command = "ritmon funding table --by field,actor";
  funding.years = {{SampleMoney({"2021", ""}, 1'500'000, 28'500'000, 2),
                    SampleMoney({"2022", ""}, 100'000'000, 300'000'000, 59)},
                   funding.fields.total,
                   "ritmon funding table --by year,actor"};
  PartTable part;
  part.part = {"Hamburg", ""};
  part.whole = {"Metropolregion", "Metropolitan region"};
  part.of_part = funding.fields;
  part.of_part.rows[1] =
      SampleMoney({"Kreislaufwirtschaft", ""}, 1'000'000, 2'000'000, 4);
  part.of_part.total = SampleMoney({}, 1'000'000, 2'000'000, 4);
  funding.part = part;
  funding.topic_sums = {
      {SampleMoney({"Elektrolyse", "Electrolysis"}, 5'000'000, 0, 3)},
      SampleMoney({}, 5'000'000, 0, 3),
      "ritmon funding table --by topic,actor"};
  funding.topics = {{{"Elektrolyse", "Electrolysis"}},
                    {{"Feld A", "Field A"}, {"Feld B", "Field B"}},
                    {{500'000'000, 0}},
                    "ritmon funding table --by topic,field"};
  IndexTable index;
  index.home = {"Hamburg", ""};
  index.others = {{"München", "Munich"}, {"Stuttgart", ""}};
  index.points = {
      {{"Feld A", "Field A"}, 0, 19.83, {0.639, 0.689}, {{}, {}}, false, 0.4},
      {{"Feld B", "Field B"},
       1,
       5.0,
       {2.5, std::nullopt},
       {{}, {"keine Förderung dort", "no funding there"}},
       true,
       1}};
  index.employment = {
      {"Hamburg: 1.008.635 Beschäftigte", "Hamburg: 1,008,635 employees"}};
  index.command = "ritmon funding index";
  funding.index = index;
  funding.mass = {{{"Feld A", "Field A"},
                   1'000'000'000,
                   3,
                   0.8,
                   0.3,
                   true,
                   {"viel Geld", "much money"}},
                  {{"Feld B", "Field B"},
                   0,
                   0,
                   std::nullopt,
                   std::nullopt,
                   false,
                   {"keine Angabe", "no data"}}};
  funding.mass_command = "ritmon funding companies";
  funding.projects = {{"Verbundprojekt Rotor",
                       {"Feld A", "Field A"},
                       200'000'000,
                       300'000'000,
                       {"Rotor GmbH"},
                       {"TU Anderswo"}},
                      {"Einzelvorhaben", {}, 100'000'000, 0, {"Solo AG"}, {}}};
  funding.projects_command = "ritmon funding projects --top 10";
  funding.recipients = {
      {"Rotor GmbH", {"Wirtschaft", "Business"}, 2, 300'000'000}};
  funding.recipients_command = "ritmon funding recipients --top 10";
  funding.without_field = 7;
  funding.without_field_cents = 70'000'000;
  funding.basis = {"Beginn ab 2020.", "Starting 2020."};
  funding.source = {"Förderkatalog, Stand 28. August 2023",
                    "Förderkatalog as of 28 August 2023"};
  return funding;
}

inline ClusterChapter SampleClusters() {
  ClusterChapter clusters;
  clusters.clusters = {"Windnetz", "Gesundnetz"};
  clusters.facts = {{"Windnetz: 40 Mitglieder.", "Windnetz: 40 members."}};
  clusters.rows = {{{"Feld A", "Field A"}, {{2, 2}, {0, 1}}, 12, 5},
                   {{"Feld B", "Field B"}, {{1, 0}, {0, 0}}, 3, 0}};
  clusters.companies = 14;
  clusters.members = 5;
  clusters.command = "ritmon clusters";
  return clusters;
}

inline TrendChapter SampleTrend() {
  using std::chrono::day, std::chrono::month, std::chrono::year;
  TrendChapter trend;
  trend.dates = {Date{year{2023}, month{1}, day{31}},
                 Date{year{2023}, month{7}, day{31}},
                 Date{year{2023}, month{10}, day{31}}};
  trend.lines = {{{"Life Science", ""}, {1, 1, 2}},
                 {{"Green Economy", "Green economy"}, {18, 21, 20}}};
  trend.rows = {{{"Feld A", "Field A"}, 21, 20, -3, 1, 1, 0},
                {{"Feld B", "Field B"}, 4, 4, 0, 0, 0, 0}};
  trend.command = "ritmon trend --by future-field";
  return trend;
}

inline MassChapter SampleMass() {
  MassChapter mass;
  mass.rows = {{{"Feld A", "Field A"},
                42,
                0.002,
                2.34,
                1.6,
                {"Kreis Nord", "North district"},
                30,
                40,
                30,
                true},
               {{"Feld B", "Field B"},
                3,
                std::nullopt,
                std::nullopt,
                std::nullopt,
                {},
                0,
                0,
                30,
                false}};
  mass.register_companies = 18000;
  mass.notes = {"Einwohner: keine Angabe.", "Inhabitants: no data."};
  mass.command = "ritmon mass";
  return mass;
}

inline std::vector<CoverageFigure> SampleCoverage() {
  return {{{"Größe", "size"},
           {{"0-99", ""}, {"unbekannt", "unknown"}},
           {{{"im Register", "in the register"}, false, {20, 18, 2}},
            {{"keine Website", "no website"}, true, {5, 4, 1}},
            {{"gezählt", "counted"}, false, {15, 14, 1}}},
           "ritmon coverage --by size"}};
}

// All of it in `data`.
inline ReportData WithChapters(ReportData data) {
  data.funding = SampleFunding();
  data.mass = SampleMass();
  data.coverage = SampleCoverage();
  data.clusters = SampleClusters();
  data.trend = SampleTrend();
  data.scoreboard = {{"Regional Innovation Index",
                      {{"Hamburg", 148.1, 2023}, {"EU", 100, 2023}},
                      "RIS 2023"}};
  return data;
}

// The same with `text` wherever text may come from outside.
inline void MakeHostile(const std::string& text, ReportData& data) {
  const Label label{text, text};
  data = WithChapters(std::move(data));
  FundingChapter& funding = *data.funding;
  funding.source = funding.basis = label;
  for (Label& actor : funding.actors) actor = label;
  for (MoneyTable* table :
       {&funding.future_fields, &funding.fields, &funding.years,
        &funding.topic_sums, &funding.part->of_part}) {
    for (MoneyRow& row : table->rows) row.label = label;
    table->command = text;
  }
  funding.part->part = funding.part->whole = label;
  for (auto* labels : {&funding.topics.topics, &funding.topics.fields,
                       &funding.index->others, &funding.index->employment}) {
    for (Label& one : *labels) one = label;
  }
  funding.index->home = label;
  for (IndexPoint& point : funding.index->points) {
    point.field = label;
    for (Label& reason : point.reasons) reason = label;
  }
  for (FieldMoney& row : funding.mass) row.field = row.verdict = label;
  for (ProjectRow& row : funding.projects) {
    row.title = text;
    row.fields = label;
    row.inside = {text};
    row.outside = {text, text};
  }
  for (RecipientRow& row : funding.recipients) {
    row.name = text;
    row.actor = label;
  }
  data.mass->notes = label;
  for (FieldJudgement& row : data.mass->rows) {
    row.field = row.largest_district = label;
  }
  for (CoverageFigure& figure : data.coverage) {
    figure.by = label;
    for (Label& one : figure.classes) one = label;
    for (CoverageRow& row : figure.rows) row.name = label;
  }
  for (std::string& cluster : data.clusters->clusters) cluster = text;
  for (Label& fact : data.clusters->facts) fact = label;
  for (ClusterRow& row : data.clusters->rows) row.field = label;
  for (ScoreboardFigure& figure : data.scoreboard) {
    figure.indicator = figure.source = text;
    for (ScoreboardBar& bar : figure.bars) bar.region = text;
  }
  for (TrendLine& line : data.trend->lines) line.label = label;
  for (TrendRow& row : data.trend->rows) row.field = label;
}

}  // namespace ritmon
