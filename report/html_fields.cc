// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/html_figure.h"
#include "report/html_figures.h"
#include "report/svg_chart.h"

namespace ritmon {
namespace {

BarChart FieldChart(const HtmlContext& context) {
  const Wording& wording = context.wording();
  BarChart chart;
  chart.text = {"fields", std::string(wording.fields_caption),
                std::string(wording.fields_description)};
  chart.counted_label = wording.counted;
  chart.candidates_label = wording.candidates_legend;
  for (const FutureFieldCount& future : context.data().future_fields) {
    BarGroup group{context.Pick(future.label), {}};
    for (const FieldCount& field : future.fields) {
      group.bars.push_back({context.Pick(field.label), field.counted.value,
                            field.candidates.value});
    }
    chart.groups.push_back(std::move(group));
  }
  return chart;
}

// Which fields have most companies, and which none: the fields of rank one to
// three, more only if they are equal.
std::string FieldSentence(const HtmlContext& context) {
  std::vector<std::pair<uint64_t, std::string>> ranked;
  std::vector<std::string> empty;
  for (const FutureFieldCount& future : context.data().future_fields) {
    for (const FieldCount& field : future.fields) {
      const std::string& label = context.Pick(field.label);
      if (field.counted.value == 0) empty.push_back(label);
      if (field.counted.value > 0) {
        ranked.emplace_back(field.counted.value, label);
      }
    }
  }
  std::stable_sort(
      ranked.begin(), ranked.end(),
      [](const auto& a, const auto& b) { return a.first > b.first; });
  constexpr size_t kNamed = 3;
  std::vector<std::string> most;
  for (const auto& [companies, label] : ranked) {
    if (most.size() >= kNamed && companies < ranked[kNamed - 1].first) break;
    most.push_back(fmt::format("{} ({})", label, context.Count(companies)));
  }
  const bool german = context.language() == Language::kGerman;
  std::string sentence;
  if (!most.empty()) {
    sentence = fmt::format(
        "{} {}.",
        german ? "Am stärksten besetzt:" : "The fields with most companies:",
        Enumerate(most, context.language()));
  }
  if (!empty.empty()) {
    sentence += fmt::format(
        "{}{} {}.", sentence.empty() ? "" : " ",
        german ? "Ohne gezähltes Unternehmen:" : "Without any company counted:",
        Enumerate(empty, context.language()));
  }
  return sentence;
}

std::string FieldRows(HtmlContext& context, const FutureFieldCount& future,
                      size_t place) {
  std::string rows = fmt::format(
      "<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"4\">"
      "<span class=\"key\" style=\"background:{}\"></span>{}</th></tr>\n",
      GroupColour(place), EscapeHtml(context.Pick(future.label)));
  for (const FieldCount& field : future.fields) {
    const std::string& label = context.Pick(field.label);
    const std::string counted = context.Number(
        field.counted, QueryTitle(context.wording().companies, label));
    const std::string candidates = context.Number(
        field.candidates, QueryTitle(context.wording().candidates, label));
    rows += fmt::format(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        EscapeHtml(label), counted, candidates,
        EscapeHtml(FormatShare(field.counted.value,
                               context.data().totals.active.value,
                               context.language())));
  }
  return rows + "</tbody>\n";
}

FigureData FieldData(const HtmlContext& context) {
  FigureData data;
  data.csv_titles = {"future_field", "field", "companies", "candidates"};
  for (const FutureFieldCount& future : context.data().future_fields) {
    for (const FieldCount& field : future.fields) {
      data.csv.push_back({context.Pick(future.label), context.Pick(field.label),
                          std::to_string(field.counted.value),
                          std::to_string(field.candidates.value)});
    }
  }
  return data;
}

std::string FieldTable(HtmlContext& context) {
  const Wording& wording = context.wording();
  std::string table = fmt::format(
      "<div class=\"scroll\"><table class=\"fields\">\n<caption>{}</caption>\n"
      "<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>"
      "<th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n",
      Caption(context.NextTable(), wording.fields_caption), wording.field,
      wording.counted, wording.candidates, wording.share_of_active);
  size_t place = 0;
  for (const FutureFieldCount& future : context.data().future_fields) {
    table += FieldRows(context, future, place++);
  }
  return table + "</table></div>\n" +
         Paragraph(
             fmt::format("{} {}", wording.share_note, wording.overlap_note),
             "note") +
         fmt::format("<p>{}</p>\n",
                     CsvLink(context, "fields", FieldData(context)));
}

}  // namespace

std::string FieldsSection(HtmlContext& context) {
  const Wording& wording = context.wording();
  std::string out = OpenSection("fields", wording.fields_heading);
  if (context.data().future_fields.empty()) {
    return out + Paragraph(wording.no_fields) + "</section>\n";
  }
  const std::string sentence = FieldSentence(context);
  if (!sentence.empty()) out += Paragraph(sentence);
  const BarChart chart = FieldChart(context);
  const std::string wide =
      RenderBarChart(chart, ChartWidth::kWide, context.language());
  context.NoteChart("fields", wide);
  out += fmt::format(
      "<figure>\n<div class=\"wide\">{}</div>\n<div class=\"narrow\">{}</div>\n"
      "{}</figure>\n",
      wide, RenderBarChart(chart, ChartWidth::kNarrow, context.language()),
      FigureCaption(
          context.NextFigure(), wording.fields_caption, "",
          context.QueryLink(wording.q_fields, context.data().field_command)));
  return out + FieldTable(context) + "</section>\n";
}

}  // namespace ritmon
