// SPDX-License-Identifier: GPL-3.0-or-later
// Critical mass and coverage.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/html_chapters.h"
#include "report/html_figure.h"

namespace ritmon {
namespace {

std::string Verdict(const HtmlContext& context, const FieldJudgement& row) {
  const bool german = context.german();
  const std::string_view answer =
      row.is_reached ? (german ? "ja" : "yes") : (german ? "nein" : "no");
  return fmt::format("{} ({}\u00A0{})", answer, row.is_reached ? "≥" : "<",
                     context.Count(row.threshold));
}

// Takes a column off the page in which no field has a value; the CSV keeps it.
void DropUnknown(size_t column, FigureData& data) {
  const bool known = std::any_of(data.rows.begin(), data.rows.end(),
                                 [&](const std::vector<std::string>& row) {
                                   return row[column] != kNoValue;
                                 });
  if (known) return;
  const auto offset = static_cast<std::ptrdiff_t>(column);
  data.titles.erase(data.titles.begin() + offset);
  for (std::vector<std::string>& row : data.rows) {
    row.erase(row.begin() + offset);
  }
}

std::string MassSentence(const HtmlContext& context,
                         const MassChapter& chapter) {
  const bool german = context.german();
  std::vector<std::string> reached;
  for (const FieldJudgement& row : chapter.rows) {
    if (row.is_reached) reached.push_back(context.Pick(row.field));
  }
  if (reached.empty()) {
    return german ? "Kein Feld erreicht seine Schwelle."
                  : "No field reaches its threshold.";
  }
  return fmt::format(
      "{} {}.",
      german ? "Ihre Schwelle erreichen:" : "These reach their threshold:",
      Enumerate(reached, context.language()));
}

FigureData MassData(const HtmlContext& context, const MassChapter& chapter) {
  const bool german = context.german();
  FigureData data;
  data.titles = {std::string(context.wording().field),
                 std::string(context.wording().companies),
                 german ? "Anteil am Register" : "share of register",
                 german ? "je 1.000 Unternehmen" : "per 1,000 companies",
                 german ? "je 100.000 Einwohner" : "per 100,000 inhabitants",
                 german ? "größter Kreis" : "largest district",
                 german ? "genug?" : "enough?"};
  data.csv_titles = {"field",
                     "companies",
                     "of_register",
                     "per_1000_companies",
                     "per_100000_inhabitants",
                     "largest_district",
                     "in_largest",
                     "threshold",
                     "reached"};
  for (const FieldJudgement& row : chapter.rows) {
    const std::string& field = context.Pick(row.field);
    const std::string& largest = context.Pick(row.largest_district);
    std::optional<double> percent = row.of_register;
    if (percent) *percent *= 100;
    data.rows.push_back(
        {field, context.Count(row.companies),
         percent ? DecimalText(context, percent, 1) + (german ? "\u00A0%" : "%")
                 : std::string(kNoValue),
         DecimalText(context, row.per_1000_companies, 1),
         DecimalText(context, row.per_100000_inhabitants, 1),
         largest.empty() ? std::string(kNoValue)
                         : fmt::format("{}: {}", largest,
                                       PartOf(row.in_largest, row.placed,
                                              context.language())),
         Verdict(context, row)});
    data.csv.push_back(
        {field, std::to_string(row.companies), RawText(row.of_register),
         RawText(row.per_1000_companies), RawText(row.per_100000_inhabitants),
         largest, std::to_string(row.in_largest), std::to_string(row.threshold),
         row.is_reached ? "1" : "0"});
  }
  // From the right, so that the columns keep their numbers.
  for (const size_t column : {4U, 3U, 2U}) DropUnknown(column, data);
  return data;
}

std::string CoverageOf(HtmlContext& context, const CoverageFigure& figure,
                       size_t number) {
  FigureData data;
  data.titles = {std::string(context.wording().stage),
                 context.german() ? "alle" : "all"};
  data.csv_titles = {"stage", "all"};
  for (const Label& one : figure.classes) {
    data.titles.push_back(context.Pick(one));
    data.csv_titles.push_back(context.Pick(one));
  }
  for (const CoverageRow& row : figure.rows) {
    const std::string name = (row.is_end ? "− " : "") + context.Pick(row.name);
    std::vector<std::string> cells = {name};
    std::vector<std::string> raw = {context.Pick(row.name)};
    for (size_t i = 0; i < row.companies.size(); ++i) {
      const uint64_t of = figure.rows.front().companies[i];
      cells.push_back(
          fmt::format("{} ({})", context.Count(row.companies[i]),
                      FormatShare(row.companies[i], of, context.language())));
      raw.push_back(std::to_string(row.companies[i]));
    }
    data.rows.push_back(std::move(cells));
    data.csv.push_back(std::move(raw));
  }
  const std::string caption =
      fmt::format("{} {}", context.german() ? "Abdeckung nach" : "Coverage by",
                  context.Pick(figure.by));
  const std::string table = context.NextTable();
  const std::string query = context.QueryLink(caption, figure.command);
  return RenderDataTable(data, fmt::format("{}: {}", table, caption), "reach") +
         fmt::format(
             "<p class=\"note\">{} {}</p>\n", query,
             CsvLink(context, fmt::format("coverage-{}", number), data));
}

}  // namespace

std::string MassSection(HtmlContext& context) {
  if (!context.data().mass) return {};
  const MassChapter& chapter = *context.data().mass;
  const bool german = context.german();
  const std::string caption = german
                                  ? "Kritische Masse je Anwendungsfeld"
                                  : "Critical mass of each application field";
  const FigureData data = MassData(context, chapter);
  std::string out =
      OpenSection("mass", german ? "Kritische Masse" : "Critical mass") +
      Paragraph(MassSentence(context, chapter));
  const std::string table = context.NextTable();
  const std::string query = context.QueryLink(caption, chapter.command);
  return out +
         RenderDataTable(data, fmt::format("{}: {}", table, caption), "mass") +
         fmt::format("<p class=\"note\">{} {} {}</p>\n</section>\n",
                     EscapeHtml(context.Pick(chapter.notes)), query,
                     CsvLink(context, "mass", data));
}

std::string CoverageSection(HtmlContext& context) {
  if (context.data().coverage.empty()) return {};
  const bool german = context.german();
  std::string out =
      OpenSection("coverage", german ? "Was die Zählung nicht sieht"
                                     : "What the count does not see");
  out += Paragraph(
      german ? "Jedes aktive Unternehmen des Registers steht an genau einer "
               "Stelle: dort, wo es nicht weiterging (−), oder am Ende. Wo "
               "eine Klasse seltener gesehen wird als eine andere, sind ihre "
               "Zahlen zu klein."
             : "Each active company of the register stands in one place: where "
               "it came no further (−), or at the end. Where one class is seen "
               "less than another, its numbers are too small.");
  size_t number = 0;
  for (const CoverageFigure& figure : context.data().coverage) {
    out += CoverageOf(context, figure, ++number);
  }
  return out + "</section>\n";
}

}  // namespace ritmon
