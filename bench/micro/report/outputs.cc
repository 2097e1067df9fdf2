// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the house: rows of an export, tables and charts of a report.

#include <memory>
#include <string>
#include <vector>

#include "base/time.h"
#include "bench/index/index_text.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/scratch_folder.h"
#include "report/company_columns.h"
#include "report/html_figure.h"
#include "report/svg_quadrant_chart.h"
#include "report/svg_stack_chart.h"
#include "report/table_sink.h"

namespace ritmon {
namespace {

constexpr size_t kRows = 500;
const Date kToday{std::chrono::year(2026), std::chrono::month(11),
                  std::chrono::day(29)};

std::vector<CompanyRecord> Companies() {
  const IndexText text(kRows * 30, kRows);
  std::vector<CompanyRecord> companies;
  for (uint64_t i = 0; i < kRows; ++i) companies.push_back(text.CompanyOf(i));
  return companies;
}

// All columns of each company, written by `format`.
void ExportCompanies(benchmark::State& state, TableFormat format) {
  const std::vector<CompanyRecord> companies = Companies();
  std::vector<TableColumn> columns;
  for (const CompanyTableColumn& column : CompanyColumns()) {
    columns.push_back(
        {std::string(column.text.id), std::string(column.text.id)});
  }
  const ScratchFolder folder;
  for (auto _ : state) {
    auto sink = Must(OpenTableSink(format, folder.path() / "companies",
                                   SystemClock().Now()));
    Must(sink->Begin("companies", columns));
    for (const CompanyRecord& company : companies) {
      TableRow row;
      for (const CompanyTableColumn& column : CompanyColumns()) {
        row.cells.push_back(column.cell(company, kToday));
      }
      Must(sink->Add(row));
    }
    Must(sink->Finish());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(kRows));
}
void ExportCsvRow(benchmark::State& state) {
  ExportCompanies(state, TableFormat::kCsv);
}
BENCHMARK(ExportCsvRow)->Unit(benchmark::kMillisecond);
void ExportXlsxRow(benchmark::State& state) {
  ExportCompanies(state, TableFormat::kXlsx);
}
BENCHMARK(ExportXlsxRow)->Unit(benchmark::kMillisecond);
void ExportJsonRow(benchmark::State& state) {
  ExportCompanies(state, TableFormat::kJsonLines);
}
BENCHMARK(ExportJsonRow)->Unit(benchmark::kMillisecond);

void HtmlTableRow(benchmark::State& state) {
  FigureData data;
  data.titles = {"Firma", "Ort", "Feld", "Mitarbeitende"};
  for (const CompanyRecord& company : Companies()) {
    data.rows.push_back({company.company.name, company.company.address.town,
                         "Wasserstoff & Co.", "17"});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(RenderDataTable(data, "Firmen <alle>", "wide"));
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(data.rows.size()));
}
BENCHMARK(HtmlTableRow)->Unit(benchmark::kMicrosecond);

void MoneyStackChart(benchmark::State& state) {
  StackChart chart;
  chart.text = {"money", "Förderung", "Euro je Feld und Art des Empfängers"};
  chart.series = {
      {"Unternehmen"}, {"Forschung"}, {"Öffentliche"}, {"Eigenanteil", true}};
  chart.unit = "Mio. EUR";
  for (int i = 0; i < 15; ++i) {
    chart.rows.push_back({"Feld " + std::to_string(i),
                          i % 5 == 0 ? "!" : "",
                          {i * 3.5, i * 2.0, 1.0 + i, i * 0.7}});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        RenderStackChart(chart, ChartWidth::kWide, Language::kGerman));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(MoneyStackChart)->Unit(benchmark::kMicrosecond);

void MoneyQuadrantChart(benchmark::State& state) {
  QuadrantChart chart;
  chart.text = {"index", "Index", "Förderung je Beschäftigten"};
  chart.x_label = "Euro je Beschäftigten";
  chart.y_label = "Verhältnis";
  chart.corners = {"wenig", "viel", "wenig, über", "viel, über"};
  for (int i = 0; i < 15; ++i) {
    chart.points.push_back({"Feld " + std::to_string(i), 1.0 + i * 3,
                            0.2 + i * 0.3, i % 4 == 0,
                            static_cast<size_t>(i % 4)});
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        RenderQuadrantChart(chart, ChartWidth::kWide, Language::kGerman));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(MoneyQuadrantChart)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace ritmon
