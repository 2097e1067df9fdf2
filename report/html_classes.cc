// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/html_figure.h"
#include "report/html_figures.h"
#include "report/svg_chart.h"

namespace ritmon {
namespace {

constexpr std::string_view kUnknownClass = "unknown";

// What the sections of age and size differ in.
struct ClassView {
  std::string_view id;
  std::string_view heading;
  std::string_view caption;
  std::string_view sentence;
  std::string_view none;
  std::string_view query;
  std::string_view unit;
  std::string (*label)(std::string_view, Language);
  const Distribution FutureFieldCount::*distribution;
  // The classes that the sentence adds up.
  std::vector<std::string_view> summed;
};

uint64_t KnownOf(const Distribution& distribution) {
  uint64_t known = 0;
  for (const ClassCount& count : distribution.classes) {
    if (count.id != kUnknownClass) {
      known = AddSaturating(known, count.companies);
    }
  }
  return known;
}

uint64_t AllOf(const Distribution& distribution) {
  uint64_t all = KnownOf(distribution);
  for (const ClassCount& count : distribution.classes) {
    if (count.id == kUnknownClass) all = AddSaturating(all, count.companies);
  }
  return all;
}

// Ids of all classes but "unknown", as the future fields have them.
std::vector<std::string> ClassIds(const HtmlContext& context,
                                  const ClassView& view) {
  std::vector<std::string> ids;
  for (const FutureFieldCount& future : context.data().future_fields) {
    for (const ClassCount& count : (future.*view.distribution).classes) {
      const bool is_new =
          std::find(ids.begin(), ids.end(), count.id) == ids.end();
      if (is_new && count.id != kUnknownClass) ids.push_back(count.id);
    }
  }
  return ids;
}

uint64_t CompaniesIn(const Distribution& distribution, std::string_view id) {
  uint64_t companies = 0;
  for (const ClassCount& count : distribution.classes) {
    if (count.id == id) companies = AddSaturating(companies, count.companies);
  }
  return companies;
}

std::string ClassSentence(const HtmlContext& context, const ClassView& view) {
  std::vector<std::string> parts;
  for (const FutureFieldCount& future : context.data().future_fields) {
    const Distribution& distribution = future.*view.distribution;
    const uint64_t known = KnownOf(distribution);
    if (known == 0) continue;
    uint64_t summed = 0;
    for (const std::string_view id : view.summed) {
      summed = AddSaturating(summed, CompaniesIn(distribution, id));
    }
    parts.push_back(fmt::format("{} {} ({})", context.Pick(future.label),
                                FormatShare(summed, known, context.language()),
                                PartOf(summed, known, context.language())));
  }
  if (parts.empty()) return std::string(view.none);
  return fmt::format("{}: {}.", view.sentence,
                     Enumerate(parts, context.language()));
}

std::string Legend(const HtmlContext& context, const ClassView& view,
                   const std::vector<std::string>& ids) {
  std::string legend =
      fmt::format("<ul class=\"legend\">\n<li>{}</li>\n", view.unit);
  for (size_t i = 0; i < ids.size(); ++i) {
    legend += fmt::format(
        "<li><span class=\"key\" style=\"background:{}\"></span>{}</li>\n",
        SliceColour(i, ids.size()),
        EscapeHtml(view.label(ids[i], context.language())));
  }
  return legend + "</ul>\n";
}

// "18 von 20 bekannt".
std::string KnownText(const HtmlContext& context,
                      const Distribution& distribution) {
  return fmt::format(
      "{} {}",
      PartOf(KnownOf(distribution), AllOf(distribution), context.language()),
      context.wording().known);
}

ShareChart ClassChart(const HtmlContext& context, const ClassView& view,
                      const FutureFieldCount& future, size_t place,
                      const std::vector<std::string>& ids) {
  ShareChart chart;
  std::vector<std::string> values;
  for (const std::string& id : ids) {
    const uint64_t companies = CompaniesIn(future.*view.distribution, id);
    const std::string label = view.label(id, context.language());
    chart.slices.push_back({label, companies});
    values.push_back(fmt::format("{}: {}", label, context.Count(companies)));
  }
  std::string description;
  for (const std::string& value : values) {
    description += (description.empty() ? "" : "; ") + value;
  }
  chart.text = {fmt::format("{}-{}", view.id, place + 1),
                fmt::format("{}: {}", view.heading, context.Pick(future.label)),
                description};
  return chart;
}

std::string ClassPictures(HtmlContext& context, const ClassView& view,
                          const std::vector<std::string>& ids, bool rings) {
  std::string out =
      fmt::format("<div class=\"{}\">\n", rings ? "rings" : "shares");
  for (size_t i = 0; i < context.data().future_fields.size(); ++i) {
    const FutureFieldCount& future = context.data().future_fields[i];
    const Distribution& distribution = future.*view.distribution;
    const uint64_t known = KnownOf(distribution);
    const ShareChart chart = ClassChart(context, view, future, i, ids);
    const std::string picture =
        rings ? RenderRing(chart, context.Count(known),
                           known == 0 ? context.wording().no_data
                                      : context.wording().ring_note,
                           context.language())
              : RenderShareBar(chart, context.language());
    context.NoteChart(chart.text.id, picture);
    out += fmt::format(
        "<div class=\"small-chart\">\n<p class=\"chart-title\" "
        "style=\"border-color:{}\">{}</p>\n{}<p class=\"chart-note\">{}</p>\n"
        "</div>\n",
        GroupColour(i), EscapeHtml(context.Pick(future.label)), picture,
        EscapeHtml(KnownText(context, distribution)));
  }
  return out + "</div>\n";
}

// The command of all future fields, or empty if each has its own.
std::string CommonCommand(const HtmlContext& context, const ClassView& view) {
  const auto& futures = context.data().future_fields;
  const std::string& first = (futures.front().*view.distribution).command;
  for (const FutureFieldCount& future : futures) {
    if ((future.*view.distribution).command != first) return {};
  }
  return first;
}

std::string ClassRow(HtmlContext& context, const ClassView& view,
                     const std::vector<std::string>& ids,
                     const FutureFieldCount& future, bool own_query) {
  const Distribution& distribution = future.*view.distribution;
  const std::string& label = context.Pick(future.label);
  std::string row =
      fmt::format("<tr><th scope=\"row\">{}</th>", EscapeHtml(label));
  for (const std::string& id : ids) {
    row += fmt::format("<td>{}</td>",
                       context.Count(CompaniesIn(distribution, id)));
  }
  row += fmt::format("<td>{}</td>",
                     context.Count(CompaniesIn(distribution, kUnknownClass)));
  if (own_query) {
    row += fmt::format(
        "<td>{}</td>",
        context.QueryLink(QueryTitle(view.query, label), distribution.command));
  }
  return row + "</tr>\n";
}

FigureData ClassData(const HtmlContext& context, const ClassView& view,
                     const std::vector<std::string>& ids) {
  FigureData data;
  data.csv_titles.emplace_back("future_field");
  data.csv_titles.insert(data.csv_titles.end(), ids.begin(), ids.end());
  data.csv_titles.emplace_back(kUnknownClass);
  for (const FutureFieldCount& future : context.data().future_fields) {
    const Distribution& distribution = future.*view.distribution;
    std::vector<std::string> row = {context.Pick(future.label)};
    for (const std::string& id : ids) {
      row.push_back(std::to_string(CompaniesIn(distribution, id)));
    }
    row.push_back(std::to_string(CompaniesIn(distribution, kUnknownClass)));
    data.csv.push_back(std::move(row));
  }
  return data;
}

std::string ClassTable(HtmlContext& context, const ClassView& view,
                       const std::vector<std::string>& ids, bool own_queries) {
  const Wording& wording = context.wording();
  std::string table = fmt::format(
      "<div class=\"scroll\"><table class=\"classes\">\n<caption>{}</caption>\n"
      "<thead><tr><th scope=\"col\">{}</th>",
      Caption(context.NextTable(), view.caption), wording.future_field);
  for (const std::string& id : ids) {
    table += fmt::format("<th scope=\"col\">{}</th>",
                         EscapeHtml(view.label(id, context.language())));
  }
  table += fmt::format("<th scope=\"col\">{}</th>{}</tr></thead>\n<tbody>\n",
                       wording.unknown, own_queries ? "<td></td>" : "");
  for (const FutureFieldCount& future : context.data().future_fields) {
    table += ClassRow(context, view, ids, future, own_queries);
  }
  return table + "</tbody>\n</table></div>\n" +
         fmt::format("<p>{}</p>\n",
                     CsvLink(context, view.id, ClassData(context, view, ids)));
}

std::string ClassSection(HtmlContext& context, const ClassView& view,
                         bool rings) {
  std::string out = OpenSection(view.id, view.heading);
  const std::vector<std::string> ids = ClassIds(context, view);
  if (ids.empty()) return out + Paragraph(view.none) + "</section>\n";
  const std::string common = CommonCommand(context, view);
  out += Paragraph(ClassSentence(context, view));
  out += "<figure>\n" + Legend(context, view, ids) +
         ClassPictures(context, view, ids, rings) +
         FigureCaption(context.NextFigure(), view.caption,
                       context.wording().share_of_known_note,
                       context.QueryLink(view.query, common)) +
         "</figure>\n";
  return out + ClassTable(context, view, ids, common.empty()) + "</section>\n";
}

}  // namespace

std::string AgeSection(HtmlContext& context) {
  const Wording& wording = context.wording();
  return ClassSection(context,
                      {"age",
                       wording.age_heading,
                       wording.age_caption,
                       wording.age_sentence,
                       wording.age_none,
                       wording.q_ages,
                       wording.age_unit,
                       AgeLabel,
                       &FutureFieldCount::ages,
                       {"0-4"}},
                      /*rings=*/true);
}

std::string SizeSection(HtmlContext& context) {
  const Wording& wording = context.wording();
  return ClassSection(context,
                      {"size",
                       wording.size_heading,
                       wording.size_caption,
                       wording.size_sentence,
                       wording.size_none,
                       wording.q_sizes,
                       wording.size_unit,
                       SizeLabel,
                       &FutureFieldCount::sizes,
                       {"0-99", "1-9", "10-49", "50-99"}},
                      /*rings=*/false);
}

}  // namespace ritmon
