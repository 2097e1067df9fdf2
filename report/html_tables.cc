// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ritmon {
namespace {

uint64_t MostOf(const PlaceTable& table) {
  uint64_t most = 0;
  for (const PlaceCount& place : table.places) {
    most = std::max(most, place.companies);
  }
  return most;
}

std::string PlaceRow(const HtmlContext& context, const PlaceCount& place,
                     uint64_t most) {
  const double percent = most == 0
                             ? 0
                             : 100.0 * static_cast<double>(place.companies) /
                                   static_cast<double>(most);
  return fmt::format(
      "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"meter\">"
      "<span style=\"width:{:.1f}%\"></span></td></tr>\n",
      EscapeHtml(context.Pick(place.label)), context.Count(place.companies),
      percent);
}

// Rows for places that have companies; the others follow as a list of names.
std::string PlacesTable(HtmlContext& context, const PlaceTable& places,
                        std::string_view heading, std::string_view query) {
  if (places.places.empty()) return {};
  const Wording& wording = context.wording();
  const uint64_t most = MostOf(places);
  std::string out = fmt::format(
      "<div class=\"scroll\"><table class=\"places\">\n<caption>{}: {} {}"
      "</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}"
      "</th><th></th></tr></thead>\n<tbody>\n",
      Caption(context.NextTable(), wording.place_caption), heading,
      context.QueryLink(query, places.command), heading, wording.companies);
  std::vector<std::string> without;
  for (const PlaceCount& place : places.places) {
    if (place.companies == 0) {
      without.push_back(context.Pick(place.label));
    } else {
      out += PlaceRow(context, place, most);
    }
  }
  out += "</tbody>\n</table></div>\n";
  if (!without.empty()) {
    out += Paragraph(fmt::format("{} {}.", wording.places_without,
                                 Enumerate(without, context.language())),
                     "note");
  }
  return out;
}

std::string CoverageTable(HtmlContext& context) {
  const Wording& wording = context.wording();
  const ReportTotals& totals = context.data().totals;
  const struct {
    std::string_view text;
    const Figure& figure;
  } rows[] = {{wording.in_register, totals.register_companies},
              {wording.shells, totals.shells},
              {wording.with_website, totals.with_website},
              {wording.sites_crawled, totals.sites_crawled},
              {wording.sites_matched, totals.sites_matched},
              {wording.pages_read, totals.pages_read},
              {wording.pages_without_text, totals.pages_without_text},
              {wording.companies_without_text, totals.companies_without_text}};
  std::string out = fmt::format(
      "<div class=\"scroll\"><table class=\"coverage\">\n<caption>{}"
      "</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}"
      "</th></tr></thead>\n<tbody>\n",
      Caption(context.NextTable(), wording.coverage_caption), wording.stage,
      wording.count);
  for (const auto& row : rows) {
    out += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                       row.text, context.Number(row.figure, row.text));
  }
  return out + "</tbody>\n</table></div>\n";
}

std::string CoverageSentence(const HtmlContext& context) {
  const ReportTotals& totals = context.data().totals;
  const std::string share =
      FormatShare(totals.with_website.value, totals.register_companies.value,
                  context.language(), 1);
  if (totals.register_companies.value == 0) {
    return std::string(context.wording().coverage_note);
  }
  if (context.language() == Language::kGerman) {
    return fmt::format(
        "Von {} der Unternehmen im Register ist eine Website "
        "bekannt. {}",
        share, context.wording().coverage_note);
  }
  return fmt::format(
      "Of {} of the companies in the register a website is "
      "known. {}",
      share, context.wording().coverage_note);
}

// Nothing where every page has its text.
std::string ScriptNote(const HtmlContext& context) {
  const ReportTotals& totals = context.data().totals;
  if (totals.pages_without_text.value == 0) return "";
  const Language language = context.language();
  const std::string pages = FormatShare(totals.pages_without_text.value,
                                        totals.pages_read.value, language, 1);
  const std::string companies = FormatShare(totals.companies_without_text.value,
                                            totals.companies_read, language, 1);
  if (language == Language::kGerman) {
    return Paragraph(fmt::format(
        "Bei {} der gelesenen Seiten fehlt der Text, weil ihn erst Skripte im "
        "Browser erzeugen; bei {} der Unternehmen mit gelesenen Seiten gilt "
        "das für alle. Was dort steht, fehlt in diesem Bericht.",
        pages, companies));
  }
  return Paragraph(fmt::format(
      "Of {} of the pages read the text is missing, because only scripts in a "
      "browser bring it; of {} of the companies with pages read this is true "
      "of all of them. What is said there is not in this report.",
      pages, companies));
}

std::string Definition(std::string_view term, std::string_view text) {
  return fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", EscapeHtml(term),
                     EscapeHtml(text));
}

std::string OrDash(const std::string& text) {
  return text.empty() ? "–" : text;
}

std::string VersionText(const HtmlContext& context) {
  const ReportData& data = context.data();
  const bool german = context.language() == Language::kGerman;
  return fmt::format(
      "{} {}; ritmon {}; {} {}.", german ? "Stichtag" : "Reference date",
      FormatLongDate(data.as_of, context.language()),
      OrDash(data.program_version),
      german ? "Schlagwortlisten" : "keyword lists", OrDash(data.list_version));
}

}  // namespace

std::string PlacesSection(HtmlContext& context) {
  const ReportData& data = context.data();
  const Wording& wording = context.wording();
  if (data.regions.places.empty() && data.districts.places.empty()) return {};
  std::string out = OpenSection("places", wording.place_heading);
  out += PlacesTable(context, data.regions, wording.region, wording.q_regions);
  out += PlacesTable(context, data.districts, wording.district,
                     wording.q_districts);
  return out + Paragraph(wording.place_note, "note") + "</section>\n";
}

std::string MethodSection(HtmlContext& context) {
  const Wording& wording = context.wording();
  return OpenSection("method", wording.method_heading) +
         Paragraph(CoverageSentence(context)) + CoverageTable(context) +
         ScriptNote(context) + "<dl class=\"method\">\n" +
         Definition(wording.counted_term, wording.counted_text) +
         Definition(wording.candidate_term, wording.candidate_text) +
         Definition(wording.left_out_term, wording.left_out_text) +
         Definition(wording.place_term, wording.place_text) +
         Definition(wording.age_term, wording.age_text) +
         Definition(wording.limits_term, wording.limits_text) +
         Definition(wording.version_term, VersionText(context)) +
         "</dl>\n</section>\n";
}

std::string QueriesSection(const HtmlContext& context) {
  if (context.queries().all().empty()) return {};
  const Wording& wording = context.wording();
  std::string out = OpenSection("queries", wording.queries_heading) +
                    Paragraph(wording.queries_note) +
                    "<ol class=\"queries\">\n";
  size_t number = 0;
  for (const Queries::Query& query : context.queries().all()) {
    out += fmt::format(
        "<li id=\"query-{}\"><span>{}</span> <code>{}</code></li>\n", ++number,
        EscapeHtml(query.what), EscapeHtml(query.command));
  }
  return out + "</ol>\n</section>\n";
}

}  // namespace ritmon
