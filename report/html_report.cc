// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_report.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>
#include <vector>

#include "report/html_chapters.h"
#include "report/html_companies.h"
#include "report/html_context.h"
#include "report/html_figures.h"
#include "report/html_funding.h"
#include "report/html_style.h"
#include "report/html_tables.h"
#include "report/svg_chart.h"

namespace ritmon {
namespace {

std::string TitleOf(const HtmlContext& context) {
  const std::string& title = context.Pick(context.data().title);
  return title.empty() ? std::string(context.wording().title) : title;
}

std::string Head(const HtmlContext& context) {
  // The policy says to the browser what is true anyway: nothing is loaded and
  // nothing is run.
  return fmt::format(
      "<!DOCTYPE html>\n"
      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{}\">\n<head>\n"
      "<meta charset=\"utf-8\" />\n"
      "<meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src &#39;none&#39;; "
      "style-src &#39;unsafe-inline&#39;\" />\n"
      "<meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\" />\n"
      "<meta name=\"generator\" content=\"ritmon {}\" />\n"
      "<title>{}: {}</title>\n<style>{}</style>\n</head>\n<body>\n",
      LanguageTag(context.language()),
      EscapeHtml(context.data().program_version), EscapeHtml(TitleOf(context)),
      EscapeHtml(context.Pick(context.data().region)), ReportStyle());
}

size_t FieldsOf(const ReportData& data) {
  size_t fields = 0;
  for (const FutureFieldCount& future : data.future_fields) {
    fields += future.fields.size();
  }
  return fields;
}

// "companies of the region are active in at least one of 15 application
// fields, 1.2% of those in the register."
std::string LeadSentence(const HtmlContext& context) {
  const ReportData& data = context.data();
  const bool german = context.language() == Language::kGerman;
  const uint64_t active = data.totals.active.value;
  const std::string fields = context.Count(FieldsOf(data));
  const std::string in_fields =
      german ? fmt::format("in mindestens einem von {} Anwendungsfeldern aktiv",
                           fields)
             : fmt::format("active in at least one of {} application fields",
                           fields);
  std::string share;
  if (data.totals.register_companies.value > 0) {
    share =
        fmt::format("{} {} {}", german ? ", das sind" : ",",
                    FormatShare(active, data.totals.register_companies.value,
                                context.language(), 1),
                    german ? "der Unternehmen im Register"
                           : "of the companies in the register");
  }
  if (german) {
    return fmt::format("Unternehmen der Region {} {}{}.",
                       active == 1 ? "ist" : "sind", in_fields, share);
  }
  return fmt::format("{} of the region {} {}{}.",
                     active == 1 ? "company" : "companies",
                     active == 1 ? "is" : "are", in_fields, share);
}

std::string CandidateSentence(HtmlContext& context) {
  const Figure& candidates = context.data().totals.candidates;
  const bool german = context.language() == Language::kGerman;
  const std::string number =
      context.Number(candidates, context.wording().q_candidates);
  if (candidates.value == 1) {
    return german ? number + " weiteres ist Kandidat."
                  : number + " more is a candidate.";
  }
  return german ? number + " weitere sind Kandidaten."
                : number + " more are candidates.";
}

std::string Tiles(HtmlContext& context) {
  const Wording& wording = context.wording();
  std::string out = "<ul class=\"tiles\">\n";
  for (size_t i = 0; i < context.data().future_fields.size(); ++i) {
    const FutureFieldCount& future = context.data().future_fields[i];
    const std::string& label = context.Pick(future.label);
    const std::string counted =
        context.Number(future.counted, QueryTitle(wording.companies, label));
    const std::string candidates = context.Number(
        future.candidates, QueryTitle(wording.candidates, label));
    out += fmt::format(
        "<li style=\"border-color:{}\"><b>{}</b><span class=\"value\">{}"
        "</span><small>{}: {}</small></li>\n",
        GroupColour(i), EscapeHtml(label), counted, wording.candidates,
        candidates);
  }
  return out + "</ul>\n";
}

std::string Opening(HtmlContext& context) {
  const Wording& wording = context.wording();
  // One after the other: the order of use numbers the queries.
  const std::string active =
      context.Number(context.data().totals.active, wording.q_active);
  const std::string candidates = CandidateSentence(context);
  std::string out = fmt::format(
      "<header>\n<p class=\"eyebrow\">{}</p>\n<h1>{}</h1>\n"
      "<p class=\"date\">{} {}</p>\n"
      "<div class=\"lead\"><span class=\"total\">{}</span>"
      "<p>{} {}</p></div>\n",
      EscapeHtml(context.Pick(context.data().region)),
      EscapeHtml(TitleOf(context)), wording.as_of,
      FormatLongDate(context.data().as_of, context.language()), active,
      EscapeHtml(LeadSentence(context)), candidates);
  if (!context.data().future_fields.empty()) {
    out += Tiles(context) + Paragraph(wording.overlap_note, "note");
  }
  return out + Paragraph(wording.lead_note, "note");
}

// Links to those of the sections that are there.
std::string Contents(const HtmlContext& context, std::string_view body) {
  const Wording& wording = context.wording();
  const std::pair<std::string_view, std::string_view> sections[] = {
      {"overview",
       context.language() == Language::kGerman ? "Felder" : "Fields"},
      {"funding", wording.grants_heading},
      {"fields", wording.fields_heading},
      {"mass", context.language() == Language::kGerman ? "Kritische Masse"
                                                       : "Critical mass"},
      {"age", wording.age_heading},
      {"size", wording.size_heading},
      {"places", wording.place_heading},
      {"clusters",
       context.language() == Language::kGerman ? "Cluster" : "Clusters"},
      {"scoreboard", context.language() == Language::kGerman
                         ? "Regionen im Vergleich"
                         : "Regions compared"},
      {"trend",
       context.language() == Language::kGerman ? "Entwicklung" : "Trend"},
      {"coverage",
       context.language() == Language::kGerman ? "Abdeckung" : "Coverage"},
      {"method", wording.method_heading},
      {"companies", wording.list_heading},
      {"queries", wording.queries_heading}};
  std::string out =
      fmt::format("<nav aria-label=\"{}\"><ul>\n", wording.contents);
  for (const auto& [id, heading] : sections) {
    if (body.find(fmt::format("<section id=\"{}\">", id)) ==
        std::string_view::npos) {
      continue;
    }
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", id, heading);
  }
  return out + "</ul></nav>\n";
}

// The whole of <main>; `context` then knows the queries and the charts.
std::string Body(HtmlContext& context) {
  std::string body;
  for (const auto section :
       {OverviewSection, FundingSection, FieldsSection, MassSection, AgeSection,
        SizeSection, PlacesSection, ClustersSection, ScoreboardSection,
        TrendSection, CoverageSection, MethodSection, CompaniesSection}) {
    body += section(context);
  }
  return body + QueriesSection(context);
}

}  // namespace

std::string RenderReport(const ReportData& data, Language language) {
  HtmlContext context(data, language);
  const std::string opening = Opening(context);
  const std::string body = Body(context);
  return Head(context) + opening + Contents(context, body) +
         "</header>\n<main>\n" + body + "</main>\n<footer>ritmon " +
         EscapeHtml(data.program_version) + "</footer>\n</body>\n</html>\n";
}

std::vector<std::pair<std::string, std::string>> RenderFigures(
    const ReportData& data, Language language) {
  HtmlContext context(data, language);
  Body(context);
  return context.charts();
}

}  // namespace ritmon
