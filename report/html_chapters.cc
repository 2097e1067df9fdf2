// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_chapters.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/html_figure.h"
#include "report/svg_line_chart.h"
#include "report/svg_stack_chart.h"

namespace ritmon {
namespace {

std::string_view MarkText(int intensity) {
  return intensity >= 2 ? "++" : intensity == 1 ? "+" : "";
}

// "++", "+ (++)", "(+)".
std::string CellText(const ClusterMarkCell& cell) {
  const std::string mark(MarkText(cell.intensity));
  if (!cell.proposal || *cell.proposal == cell.intensity) return mark;
  return fmt::format("{}{}({})", mark, mark.empty() ? "" : " ",
                     *cell.proposal == 0 ? "–" : MarkText(*cell.proposal));
}

std::string ClusterSentence(const HtmlContext& context,
                            const ClusterChapter& chapter) {
  const bool german = context.german();
  if (chapter.companies == 0) {
    return german ? "Es ist kein Unternehmen in einem Feld gezählt."
                  : "No company is counted in any field.";
  }
  std::vector<std::string> without;
  for (const ClusterRow& row : chapter.rows) {
    if (row.companies > 0 && row.members == 0) {
      without.push_back(context.Pick(row.field));
    }
  }
  std::string text = fmt::format(
      fmt::runtime(german ? "Von {} in einem Feld aktiven Unternehmen sind {} "
                            "({}) Mitglied eines der Cluster."
                          : "Of {} companies active in a field {} ({}) are "
                            "members of one of the clusters."),
      context.Count(chapter.companies), context.Count(chapter.members),
      FormatShare(chapter.members, chapter.companies, context.language()));
  if (!without.empty()) {
    text += fmt::format(
        " {} {}.",
        german ? "Kein Mitglied ist aktiv in:" : "No member is active in:",
        Enumerate(without, context.language()));
  }
  return text;
}

std::string Signed(int64_t number) {
  if (number == 0) return "–";
  return fmt::format("{}{}", number > 0 ? "+" : "−",
                     number > 0 ? number : -number);
}

FigureData TrendData(const HtmlContext& context, const TrendChapter& trend) {
  FigureData data;
  data.titles.emplace_back(context.wording().future_field);
  data.csv_titles.emplace_back("future_field");
  for (const Date day : trend.dates) {
    data.titles.push_back(FormatLongDate(day, context.language()));
    data.csv_titles.push_back(FormatDate(day));
  }
  for (const TrendLine& line : trend.lines) {
    std::vector<std::string> row = {context.Pick(line.label)};
    std::vector<std::string> raw = row;
    for (const int64_t count : line.counts) {
      row.push_back(context.Count(static_cast<uint64_t>(count)));
      raw.push_back(std::to_string(count));
    }
    data.rows.push_back(std::move(row));
    data.csv.push_back(std::move(raw));
  }
  return data;
}

std::string TrendTable(HtmlContext& context, const TrendChapter& trend) {
  const bool german = context.german();
  FigureData data;
  data.titles = {std::string(context.wording().field),
                 german ? "vorher" : "before",
                 german ? "jetzt" : "now",
                 german ? "Differenz" : "change",
                 german ? "echt" : "real",
                 german ? "andere Listen" : "changed lists",
                 german ? "andere Abdeckung" : "changed coverage",
                 german ? "Seiten weg" : "lost sites"};
  data.csv_titles = {"field", "before", "after",    "change",
                     "real",  "lists",  "coverage", "lost_sites"};
  bool any = false;
  for (const TrendRow& row : trend.rows) {
    const int64_t numbers[] = {row.after - row.before, row.real, row.lists,
                               row.coverage, row.lost_sites};
    any |= std::any_of(std::begin(numbers), std::end(numbers),
                       [](int64_t number) { return number != 0; });
    std::vector<std::string> cells = {context.Pick(row.field),
                                      std::to_string(row.before),
                                      std::to_string(row.after)};
    std::vector<std::string> raw = cells;
    for (const int64_t number : numbers) {
      cells.push_back(Signed(number));
      raw.push_back(std::to_string(number));
    }
    data.rows.push_back(std::move(cells));
    data.csv.push_back(std::move(raw));
  }
  const std::string caption = fmt::format(
      fmt::runtime(german ? "Veränderung vom {} zum {}"
                          : "Change from {} to {}"),
      FormatLongDate(trend.dates[trend.dates.size() - 2], context.language()),
      FormatLongDate(trend.dates.back(), context.language()));
  if (!any) {
    return Paragraph(german ? caption + ": keine." : caption + ": none.");
  }
  return RenderDataTable(
             data, fmt::format("{}: {}", context.NextTable(), caption), "") +
         fmt::format("<p class=\"note\">{} {}</p>\n",
                     german ? "Nur was echt ist, haben die Unternehmen selbst "
                              "verändert."
                            : "Only what is real was changed by the companies.",
                     CsvLink(context, "trend-change", data));
}

}  // namespace

std::string OverviewSection(HtmlContext& context) {
  const bool german = context.german();
  if (context.data().future_fields.empty()) return {};
  std::string out = OpenSection(
      "overview", german ? "Zukunftsfelder und ihre Anwendungsfelder"
                         : "Future fields and their application fields");
  out += "<div class=\"overview\">\n";
  for (size_t i = 0; i < context.data().future_fields.size(); ++i) {
    const FutureFieldCount& future = context.data().future_fields[i];
    out += fmt::format("<div style=\"border-color:{}\"><b>{}</b><ul>\n",
                       GroupColour(i), EscapeHtml(context.Pick(future.label)));
    for (const FieldCount& field : future.fields) {
      out +=
          fmt::format("<li>{}</li>\n", EscapeHtml(context.Pick(field.label)));
    }
    out += "</ul></div>\n";
  }
  return out + "</div>\n</section>\n";
}

std::string ClustersSection(HtmlContext& context) {
  if (!context.data().clusters) return {};
  const ClusterChapter& chapter = *context.data().clusters;
  const bool german = context.german();
  const std::string caption = german
                                  ? "Aktivitäten der Cluster in den Feldern"
                                  : "Activities of the clusters in the fields";
  FigureData data;
  data.titles.emplace_back(context.wording().field);
  data.csv_titles.emplace_back("field");
  for (const std::string& cluster : chapter.clusters) {
    data.titles.push_back(cluster);
    data.csv_titles.push_back(cluster);
    data.csv_titles.push_back(cluster + " (proposal)");
  }
  for (const char* title :
       {german ? "Unternehmen" : "companies",
        german ? "davon Mitglied" : "members", german ? "Anteil" : "share"}) {
    data.titles.emplace_back(title);
  }
  data.csv_titles.emplace_back("companies");
  data.csv_titles.emplace_back("members");
  for (const ClusterRow& row : chapter.rows) {
    std::vector<std::string> cells = {context.Pick(row.field)};
    std::vector<std::string> raw = cells;
    for (const ClusterMarkCell& mark : row.marks) {
      cells.push_back(CellText(mark));
      raw.push_back(std::to_string(mark.intensity));
      raw.push_back(mark.proposal ? std::to_string(*mark.proposal) : "");
    }
    for (const uint64_t number : {row.companies, row.members}) {
      cells.push_back(context.Count(number));
      raw.push_back(std::to_string(number));
    }
    cells.push_back(
        FormatShare(row.members, row.companies, context.language()));
    data.rows.push_back(std::move(cells));
    data.csv.push_back(std::move(raw));
  }
  std::string out = OpenSection("clusters", german ? "Cluster" : "Clusters") +
                    Paragraph(ClusterSentence(context, chapter));
  const std::string query = context.QueryLink(caption, chapter.command);
  out += RenderDataTable(
      data, fmt::format("{}: {}", context.NextTable(), caption), "clusters");
  out += fmt::format(
      "<p class=\"note\">{} {} {}</p>\n",
      german ? "+ vereinzelte, ++ umfangreiche Aktivitäten, wie Menschen sie "
               "eingetragen haben. In Klammern ein Vorschlag aus den eigenen "
               "Seiten des Clusters, wo er anders lautet."
             : "+ single, ++ extensive activities, as people have entered "
               "them. In brackets a proposal from the cluster's own pages, "
               "where it differs.",
      query, CsvLink(context, "clusters", data));
  for (const Label& fact : chapter.facts) {
    out += Paragraph(context.Pick(fact), "note");
  }
  return out + "</section>\n";
}

std::string TrendSection(HtmlContext& context) {
  if (!context.data().trend) return {};
  const TrendChapter& trend = *context.data().trend;
  const bool german = context.german();
  std::string out = OpenSection("trend", german ? "Entwicklung" : "Trend");
  if (trend.dates.size() < 2) {
    return out +
           Paragraph(german ? "Keine Angabe: Dies ist der erste Stand; der "
                              "nächste Lauf wird mit ihm verglichen."
                            : "No data: this is the first snapshot; the next "
                              "run will be compared with it.") +
           "</section>\n";
  }
  out += TrendTable(context, trend);
  const std::string caption = german ? "Gezählte Unternehmen je Zukunftsfeld"
                                     : "Companies counted per future field";
  LineChart chart;
  chart.text = {"trend", caption,
                german ? "Liniendiagramm; die Werte stehen in der Tabelle."
                       : "Line chart; the values are in the table."};
  chart.days = trend.dates;
  for (const TrendLine& line : trend.lines) {
    chart.lines.push_back({context.Pick(line.label), line.counts});
  }
  FigureParts parts{.id = "trend", .caption = caption};
  parts.query = context.QueryLink(caption, trend.command);
  parts.data = TrendData(context, trend);
  parts.wide = RenderLineChart(chart, ChartWidth::kWide, context.language());
  parts.narrow =
      RenderLineChart(chart, ChartWidth::kNarrow, context.language());
  return out + RenderFigure(context, parts) + "</section>\n";
}

std::string ScoreboardSection(HtmlContext& context) {
  if (context.data().scoreboard.empty()) return {};
  const bool german = context.german();
  std::string out = OpenSection(
      "scoreboard", german ? "Innovation im Vergleich der Regionen"
                           : "Innovation compared with other regions");
  size_t number = 0;
  for (const ScoreboardFigure& figure : context.data().scoreboard) {
    FigureParts parts{.id = fmt::format("scoreboard-{}", ++number),
                      .caption = figure.indicator};
    parts.source = figure.source;
    StackChart chart;
    chart.text = {parts.id, figure.indicator,
                  german ? "Balkendiagramm; die Werte stehen in der Tabelle."
                         : "Bar chart; the values are in the table."};
    chart.series = {{figure.indicator, false}};
    parts.data.titles = {std::string(context.wording().region),
                         german ? "Wert" : "value", german ? "Jahr" : "year"};
    parts.data.csv_titles = {"region", "value", "year"};
    for (const ScoreboardBar& bar : figure.bars) {
      chart.rows.push_back({bar.region, std::to_string(bar.year), {bar.value}});
      parts.data.rows.push_back({bar.region,
                                 FormatDecimal(bar.value, context.language()),
                                 std::to_string(bar.year)});
      parts.data.csv.push_back(
          {bar.region, fmt::format("{}", bar.value), std::to_string(bar.year)});
    }
    parts.wide = RenderStackChart(chart, ChartWidth::kWide, context.language());
    parts.narrow =
        RenderStackChart(chart, ChartWidth::kNarrow, context.language());
    out += RenderFigure(context, parts);
  }
  return out + "</section>\n";
}

}  // namespace ritmon
