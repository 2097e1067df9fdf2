// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_funding.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "report/html_figure.h"
#include "report/svg_stack_chart.h"

namespace ritmon {
namespace {

constexpr double kCentsPerMillion = 100'000'000;

std::string Money(const HtmlContext& context, int64_t cents) {
  return FormatEuros(cents, context.language());
}

StackRow ChartRow(const MoneyRow& row, std::string label) {
  StackRow bar{std::move(label), row.is_unstable ? "!" : "", {}};
  for (const int64_t cents : row.cents) {
    bar.values.push_back(static_cast<double>(cents) / kCentsPerMillion);
  }
  bar.values.push_back(static_cast<double>(row.own_cents) / kCentsPerMillion);
  return bar;
}

StackChart EmptyChart(const HtmlContext& context, const FundingChapter& funding,
                      std::string id, std::string title) {
  const bool german = context.german();
  StackChart chart;
  chart.text = {std::move(id), std::move(title),
                german ? "Balkendiagramm; die Werte stehen in der Tabelle."
                       : "Bar chart; the values are in the table."};
  for (const Label& actor : funding.actors) {
    chart.series.push_back({context.Pick(actor), false});
  }
  chart.series.push_back({german ? "Eigenmittel der Unternehmen (Schätzung)"
                                 : "companies' own money (estimate)",
                          true});
  chart.unit = german ? "Mio. EUR" : "EUR million";
  return chart;
}

FigureData DataOf(const HtmlContext& context, const FundingChapter& funding,
                  std::string_view first, std::string_view csv_first) {
  const bool german = context.german();
  FigureData data;
  data.titles.emplace_back(first);
  data.csv_titles.emplace_back(csv_first);
  for (const Label& actor : funding.actors) {
    data.titles.push_back(context.Pick(actor));
    data.csv_titles.push_back(context.Pick(actor));
  }
  for (const char* title : {german ? "zusammen" : "together",
                            german ? "Eigenmittel*" : "own money*",
                            german ? "Vorhaben" : "projects"}) {
    data.titles.emplace_back(title);
  }
  for (const char* title : {"sum_eur", "own_eur_estimate", "projects"}) {
    data.csv_titles.emplace_back(title);
  }
  return data;
}

void AddRow(const HtmlContext& context, const MoneyRow& row, std::string label,
            FigureData& data) {
  std::vector<std::string> cells = {label};
  std::vector<std::string> raw = {std::move(label)};
  for (const int64_t cents : row.cents) {
    cells.push_back(cents == 0 ? "–" : Money(context, cents));
    raw.push_back(EurosText(cents));
  }
  cells.push_back(Money(context, row.Sum()));
  raw.push_back(EurosText(row.Sum()));
  cells.push_back(row.own_cents == 0 ? "–" : Money(context, row.own_cents));
  raw.push_back(EurosText(row.own_cents));
  cells.push_back(context.Count(row.projects) + (row.is_unstable ? " !" : ""));
  raw.push_back(std::to_string(row.projects));
  data.rows.push_back(std::move(cells));
  data.csv.push_back(std::move(raw));
}

std::string EstimateNote(const HtmlContext& context) {
  return context.german()
             ? "Schraffiert: Schätzung, keine Fördersumme. ! weniger als fünf "
               "Vorhaben."
             : "Striped: an estimate, no grant. ! fewer than five projects.";
}

// "Zusammen 12,3 Mio. EUR in 40 Vorhaben: 49 % Wirtschaft, ..."
std::string TotalSentence(const HtmlContext& context,
                          const FundingChapter& funding) {
  const MoneyRow& total = funding.future_fields.total;
  const bool german = context.german();
  if (total.projects == 0) {
    return german ? "In keinem der Felder liegt eine Förderung."
                  : "There is no grant in any of the fields.";
  }
  std::vector<std::string> parts;
  for (size_t i = 0; i < total.cents.size(); ++i) {
    if (total.cents[i] <= 0) continue;
    parts.push_back(fmt::format(
        "{} {}",
        FormatShare(static_cast<uint64_t>(total.cents[i]),
                    static_cast<uint64_t>(total.Sum()), context.language()),
        context.Pick(funding.actors[i])));
  }
  std::string text = fmt::format(
      fmt::runtime(german ? "{} in {} Vorhaben mit mindestens einem Feld"
                          : "{} in {} projects with at least one field"),
      Money(context, total.Sum()), context.Count(total.projects));
  if (!parts.empty()) {
    text += ": " + Enumerate(parts, context.language());
  }
  text += ". ";
  if (total.own_cents > 0) {
    text += fmt::format(
        fmt::runtime(german ? "Hinzu kommen schätzungsweise {} Eigenmittel der "
                              "Unternehmen. "
                            : "Companies add an estimated {} of their own. "),
        Money(context, total.own_cents));
  }
  if (funding.without_field > 0) {
    text += fmt::format(
        fmt::runtime(german ? "Weitere {} Förderungen ({}) liegen in keinem "
                              "der Felder."
                            : "Another {} grants ({}) are in none of the "
                              "fields."),
        context.Count(funding.without_field),
        Money(context, funding.without_field_cents));
  }
  return text;
}

}  // namespace

std::string LargestSentence(const HtmlContext& context,
                            const MoneyTable& table) {
  const auto largest = std::max_element(
      table.rows.begin(), table.rows.end(),
      [](const MoneyRow& a, const MoneyRow& b) { return a.Sum() < b.Sum(); });
  if (largest == table.rows.end() || largest->Sum() <= 0) return {};
  return fmt::format(
      fmt::runtime(context.german() ? "Am meisten entfällt auf {}: {}."
                                    : "Most goes to {}: {}."),
      context.Pick(largest->label), Money(context, largest->Sum()));
}

namespace {

std::string PartSentence(const HtmlContext& context, const PartTable& part,
                         const MoneyTable& whole) {
  const bool german = context.german();
  if (whole.total.Sum() <= 0) return {};
  return fmt::format(
      fmt::runtime(german ? "{}: {} von {} ({}); der Rest liegt im übrigen "
                            "Gebiet von {}."
                          : "{}: {} of {} ({}); the rest is elsewhere in {}."),
      context.Pick(part.part), Money(context, part.of_part.total.Sum()),
      Money(context, whole.total.Sum()),
      FormatShare(static_cast<uint64_t>(part.of_part.total.Sum()),
                  static_cast<uint64_t>(whole.total.Sum()), context.language()),
      context.Pick(part.whole));
}

}  // namespace

int64_t MoneyRow::Sum() const {
  return std::accumulate(cents.begin(), cents.end(), int64_t{0});
}

std::string MoneyFigure(HtmlContext& context, const FundingChapter& funding,
                        const MoneyTable& table, const std::string& id,
                        const std::string& caption, std::string_view first) {
  StackChart chart = EmptyChart(context, funding, id, caption);
  FigureParts parts{.id = id, .caption = caption};
  parts.note = EstimateNote(context);
  parts.source = context.Pick(funding.source);
  parts.data = DataOf(context, funding, first, "label");
  for (const MoneyRow& row : table.rows) {
    chart.rows.push_back(ChartRow(row, context.Pick(row.label)));
    AddRow(context, row, context.Pick(row.label), parts.data);
  }
  AddRow(context, table.total,
         context.german() ? "zusammen, jedes Vorhaben einmal"
                          : "together, each project once",
         parts.data);
  parts.query = context.QueryLink(caption, table.command);
  parts.wide = RenderStackChart(chart, ChartWidth::kWide, context.language());
  parts.narrow =
      RenderStackChart(chart, ChartWidth::kNarrow, context.language());
  return RenderFigure(context, parts);
}

std::string FundingByActor(HtmlContext& context,
                           const FundingChapter& funding) {
  const bool german = context.german();
  std::string out = Paragraph(TotalSentence(context, funding));
  out += Paragraph(LargestSentence(context, funding.future_fields));
  out += MoneyFigure(
      context, funding, funding.future_fields, "funding-actors",
      german ? "Forschungsförderung des Bundes nach Zukunftsfeld und Akteur"
             : "Federal research funding by future field and kind of actor",
      german ? "Zukunftsfeld" : "Future field");
  if (funding.years.rows.size() > 1) {
    out += MoneyFigure(context, funding, funding.years, "funding-years",
                       german ? "Bewilligte Summen nach Jahr des Beginns, auch "
                                "von Vorhaben ohne Feld"
                              : "Sums granted by the year in which projects "
                                "start, also of those in no field",
                       german ? "Jahr" : "Year");
  }
  return out;
}

std::string FundingByPart(HtmlContext& context, const FundingChapter& funding) {
  const bool german = context.german();
  const std::string caption = german ? "Forschungsförderung nach Anwendungsfeld"
                                     : "Research funding by application field";
  if (!funding.part) {
    return MoneyFigure(context, funding, funding.fields, "funding-fields",
                       caption, context.wording().field);
  }
  const PartTable& part = *funding.part;
  const std::string full =
      fmt::format("{}: {} {} {}", caption, context.Pick(part.part),
                  german ? "und" : "and", context.Pick(part.whole));
  StackChart chart = EmptyChart(context, funding, "funding-fields", full);
  FigureParts parts{.id = "funding-fields", .caption = full};
  parts.note = fmt::format(
      fmt::runtime(german ? "Oberer Balken: {}; unterer: {}. {}"
                          : "Upper bar: {}; lower: {}. {}"),
      context.Pick(part.part), context.Pick(part.whole), EstimateNote(context));
  parts.source = context.Pick(funding.source);
  parts.data = DataOf(context, funding, context.wording().field, "field");
  for (size_t i = 0; i < funding.fields.rows.size(); ++i) {
    const MoneyRow& whole = funding.fields.rows[i];
    const std::string& label = context.Pick(whole.label);
    const MoneyRow& inner = part.of_part.rows[i];
    chart.rows.push_back(ChartRow(inner, label));
    chart.rows.push_back(ChartRow(whole, ""));
    AddRow(context, inner,
           fmt::format("{}, {}", label, context.Pick(part.part)), parts.data);
    AddRow(context, whole,
           fmt::format("{}, {}", label, context.Pick(part.whole)), parts.data);
  }
  parts.query = context.QueryLink(caption, funding.fields.command);
  parts.query += " " + context.QueryLink(full, part.of_part.command);
  parts.wide = RenderStackChart(chart, ChartWidth::kWide, context.language());
  parts.narrow =
      RenderStackChart(chart, ChartWidth::kNarrow, context.language());
  return Paragraph(PartSentence(context, part, funding.fields)) +
         RenderFigure(context, parts);
}

std::string FundingSection(HtmlContext& context) {
  const std::string& reason = context.Pick(context.data().no_funding);
  if (!context.data().funding && reason.empty()) return {};
  std::string out = OpenSection("funding", context.wording().grants_heading);
  if (!context.data().funding) {
    return out + Paragraph(reason) + "</section>\n";
  }
  const FundingChapter& funding = *context.data().funding;
  for (const auto part : {FundingByActor, FundingByPart, FundingTopics,
                          FundingIndex, FundingMass, FundingLists}) {
    out += part(context, funding);
  }
  return out + Paragraph(context.Pick(funding.basis), "note") + "</section>\n";
}

}  // namespace ritmon
