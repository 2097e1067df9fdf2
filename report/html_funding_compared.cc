// SPDX-License-Identifier: GPL-3.0-or-later
// Abb. 7, and money against companies.

#include <fmt/format.h>

#include <utility>

#include "report/html_figure.h"
#include "report/html_funding.h"
#include "report/svg_quadrant_chart.h"

namespace ritmon {
namespace {

std::string Percent(const HtmlContext& context,
                    const std::optional<double>& share) {
  if (!share) return "–";
  return fmt::format("{:.0f}{}", *share * 100,
                     context.german() ? "\u00A0%" : "%");
}

// A ratio, or why there is none.
std::string RatioText(const HtmlContext& context, const IndexPoint& point,
                      size_t other) {
  if (!point.ratios[other]) return context.Pick(point.reasons[other]);
  return DecimalText(context, point.ratios[other], 2) +
         (point.is_unstable ? " !" : "");
}

FigureData IndexData(const HtmlContext& context, const IndexTable& index) {
  const bool german = context.german();
  FigureData data;
  data.titles = {std::string(context.wording().field),
                 german ? "EUR je Beschäftigten" : "EUR per employee"};
  data.csv_titles = {"field", "eur_per_employee"};
  for (const Label& other : index.others) {
    data.titles.push_back(fmt::format(fmt::runtime(german ? "zu {}" : "to {}"),
                                      context.Pick(other)));
    data.csv_titles.push_back("ratio_" + context.Pick(other));
  }
  data.titles.emplace_back(german ? "größtes Vorhaben" : "largest project");
  data.csv_titles.emplace_back("largest_share");
  for (const IndexPoint& point : index.points) {
    std::vector<std::string> row = {context.Pick(point.field),
                                    DecimalText(context, point.intensity, 2)};
    std::vector<std::string> raw = {context.Pick(point.field),
                                    RawText(point.intensity)};
    for (size_t i = 0; i < point.ratios.size(); ++i) {
      row.push_back(RatioText(context, point, i));
      raw.push_back(RawText(point.ratios[i]));
    }
    row.push_back(
        point.largest_share > 0 ? Percent(context, point.largest_share) : "–");
    raw.push_back(RawText(point.largest_share));
    data.rows.push_back(std::move(row));
    data.csv.push_back(std::move(raw));
  }
  return data;
}

bool HasRatios(const IndexPoint& point) {
  return point.ratios.size() >= 2 && point.ratios[0] && point.ratios[1];
}

// Whether a point has a place on a logarithmic chart, where 0 has none.
bool IsDrawn(const IndexPoint& point) {
  return HasRatios(point) && *point.ratios[0] > 0 && *point.ratios[1] > 0;
}

QuadrantChart ChartOf(const HtmlContext& context, const IndexTable& index,
                      const std::string& caption) {
  const bool german = context.german();
  const std::string& home = context.Pick(index.home);
  const std::string& first = context.Pick(index.others[0]);
  const std::string& second = context.Pick(index.others[1]);
  QuadrantChart chart;
  chart.text = {"funding-index", caption,
                german ? "Punktdiagramm in vier Quadranten; die Werte stehen "
                         "in der Tabelle."
                       : "Scatter chart in four quadrants; the values are in "
                         "the table."};
  chart.x_label = home + " / " + first;
  chart.y_label = home + " / " + second;
  chart.corners = {
      german ? "unter beiden" : "below both",
      fmt::format(fmt::runtime(german ? "nur über {}" : "above {} only"),
                  first),
      fmt::format(fmt::runtime(german ? "nur über {}" : "above {} only"),
                  second),
      german ? "über beiden" : "above both"};
  for (const IndexPoint& point : index.points) {
    if (!IsDrawn(point)) continue;
    chart.points.push_back({context.Pick(point.field), *point.ratios[0],
                            *point.ratios[1], point.is_unstable, point.group});
  }
  return chart;
}

std::string QuadrantSentence(const HtmlContext& context,
                             const IndexTable& index) {
  const bool german = context.german();
  std::vector<std::string> above;
  std::vector<std::string> below;
  std::vector<std::string> without;
  for (const IndexPoint& point : index.points) {
    const std::string& label = context.Pick(point.field);
    if (!HasRatios(point)) {
      without.push_back(label);
    } else if (*point.ratios[0] > 1 && *point.ratios[1] > 1) {
      above.push_back(label);
    } else if (*point.ratios[0] < 1 && *point.ratios[1] < 1) {
      below.push_back(label);
    }
  }
  std::string text;
  const auto add = [&](std::string_view de, std::string_view en,
                       const std::vector<std::string>& names) {
    if (names.empty()) return;
    text += fmt::format("{}{} {}.", text.empty() ? "" : " ", german ? de : en,
                        Enumerate(names, context.language()));
  };
  add("Mehr Förderung je Beschäftigten als in beiden Vergleichsregionen:",
      "More funding per employee than in both other regions:", above);
  add("Weniger als in beiden:", "Less than in both:", below);
  add("Ohne Verhältnis, weil auf einer Seite keine Förderung liegt oder eine "
      "Beschäftigtenzahl fehlt:",
      "Without a ratio, for want of funding or of an employment figure on one "
      "side:",
      without);
  return text;
}

std::string EmploymentNote(const HtmlContext& context,
                           const IndexTable& index) {
  std::string text =
      context.german()
          ? "1,00: gleich viel je sozialversicherungspflichtig Beschäftigten. "
            "Hohl: auf einer Seite weniger als fünf Vorhaben. "
          : "1.00: as much per employee subject to social insurance. Hollow: "
            "fewer than five projects on one side. ";
  for (const Label& figure : index.employment) {
    text += context.Pick(figure) + ". ";
  }
  text.pop_back();
  return text;
}

}  // namespace

std::string FundingIndex(HtmlContext& context, const FundingChapter& funding) {
  const bool german = context.german();
  const std::string heading = german ? "FuE-Exzellenz-Index: Förderung je "
                                       "Beschäftigten im Vergleich"
                                     : "R&D excellence index: funding per "
                                       "employee compared";
  std::string out = "<h4>" + EscapeHtml(heading) + "</h4>\n";
  if (!funding.index) return out + Paragraph(context.Pick(funding.no_index));
  const IndexTable& index = *funding.index;
  const FigureData data = IndexData(context, index);
  const std::string query = context.QueryLink(heading, index.command);
  bool any = false;
  for (const IndexPoint& point : index.points) any |= IsDrawn(point);
  out += Paragraph(QuadrantSentence(context, index));
  if (index.others.size() < 2 || !any) {
    const std::string table = context.NextTable();
    return out +
           RenderDataTable(data, fmt::format("{}: {}", table, heading), "") +
           fmt::format("<p class=\"note\">{} {} {}</p>\n",
                       EscapeHtml(EmploymentNote(context, index)), query,
                       CsvLink(context, "funding-index", data));
  }
  FigureParts parts{.id = "funding-index", .caption = heading};
  parts.note = EmploymentNote(context, index);
  parts.source = context.Pick(funding.source);
  parts.query = query;
  parts.data = data;
  const QuadrantChart chart = ChartOf(context, index, heading);
  parts.wide =
      RenderQuadrantChart(chart, ChartWidth::kWide, context.language());
  parts.narrow =
      RenderQuadrantChart(chart, ChartWidth::kNarrow, context.language());
  return out + RenderFigure(context, parts);
}

std::string FundingMass(HtmlContext& context, const FundingChapter& funding) {
  if (funding.mass.empty()) return {};
  const bool german = context.german();
  const std::string caption = german ? "Förderung und Zahl der Unternehmen"
                                     : "Funding and number of companies";
  FigureData data;
  data.titles = {std::string(context.wording().field),
                 german ? "Förderung" : "funding",
                 std::string(context.wording().companies),
                 german ? "Anteil Geld" : "share of money",
                 german ? "Anteil Unternehmen" : "share of companies",
                 ""};
  data.csv_titles = {"field", "eur", "companies", "money_share",
                     "company_share"};
  std::vector<std::string> much;
  for (const FieldMoney& row : funding.mass) {
    const std::string& label = context.Pick(row.field);
    data.rows.push_back(
        {label, FormatEuros(row.cents, context.language()),
         context.Count(row.companies), Percent(context, row.money_share),
         Percent(context, row.company_share), context.Pick(row.verdict)});
    data.csv.push_back({label, EurosText(row.cents),
                        std::to_string(row.companies), RawText(row.money_share),
                        RawText(row.company_share)});
    if (row.stands_out) much.push_back(label);
  }
  std::string out = "<h4>" + EscapeHtml(caption) + "</h4>\n";
  if (!much.empty()) {
    out += Paragraph(
        fmt::format("{} {}.",
                    german ? "Viel Fördergeld, aber wenige Unternehmen:"
                           : "Much research money, but few companies:",
                    Enumerate(much, context.language())));
  }
  const std::string query = context.QueryLink(caption, funding.mass_command);
  out += RenderDataTable(
      data, fmt::format("{}: {}", context.NextTable(), caption), "mass");
  return out + fmt::format("<p class=\"note\">{} {} {}</p>\n",
                           german
                               ? "Genannt wird, wo sich die Anteile um das "
                                 "Doppelte unterscheiden."
                               : "Named is where the shares differ by twice as "
                                 "much.",
                           query, CsvLink(context, "funding-mass", data));
}

}  // namespace ritmon
