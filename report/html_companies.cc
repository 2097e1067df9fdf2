// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/html_companies.h"

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "base/charset.h"
#include "report/svg_chart.h"

namespace ritmon {
namespace {

struct Entry {
  const ReportCompany* company;  // of the data
  const ReportTag* tag;
};

struct FieldEntries {
  std::vector<Entry> counted;
  std::vector<Entry> candidates;
};

using EntriesByField = std::map<std::string_view, FieldEntries>;

EntriesByField GroupByField(const ReportData& data) {
  EntriesByField entries;
  for (const ReportCompany& company : data.companies) {
    for (const ReportTag& tag : company.fields) {
      FieldEntries& field = entries[tag.field];
      (tag.counted ? field.counted : field.candidates)
          .push_back({&company, &tag});
    }
  }
  return entries;
}

// "Norderstedt · founded 2019 · 45 employees · confidence high".
std::string Facts(const HtmlContext& context, const Entry& entry) {
  const ReportCompany& company = *entry.company;
  const Wording& wording = context.wording();
  std::vector<std::string> facts;
  if (!company.town.empty()) {
    facts.push_back("<bdi>" + EscapeHtml(company.town) + "</bdi>");
  }
  if (company.founded) {
    facts.push_back(
        fmt::format("{}\u00A0{}", wording.founded, *company.founded));
  }
  if (company.employees && *company.employees >= 0) {
    facts.push_back(EmployeesText(static_cast<uint64_t>(*company.employees),
                                  context.language()));
  }
  facts.push_back(
      fmt::format("{}\u00A0{}", wording.confidence,
                  ConfidenceLabel(entry.tag->confidence, context.language())));
  std::string text;
  for (const std::string& fact : facts) {
    text += (text.empty() ? "" : "\u00A0· ") + fact;
  }
  return text;
}

// The sentence with what was matched marked in it.
std::string MarkedSentence(const ReportEvidence& evidence) {
  const std::string_view sentence = evidence.sentence;
  const size_t at = evidence.matched.empty() ? std::string_view::npos
                                             : sentence.find(evidence.matched);
  // A match within a character of bytes that are not UTF-8 is not marked.
  if (at == std::string_view::npos || !IsValidUtf8(sentence) ||
      !IsValidUtf8(evidence.matched)) {
    return EscapeHtml(sentence);
  }
  return EscapeHtml(sentence.substr(0, at)) + "<mark>" +
         EscapeHtml(evidence.matched) + "</mark>" +
         EscapeHtml(sentence.substr(at + evidence.matched.size()));
}

// The address without scheme, its end left out if it is very long.
std::string ShownUrl(std::string_view url) {
  constexpr size_t kLongest = 96;
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (url.starts_with(scheme)) {
      url.remove_prefix(scheme.size());
      break;
    }
  }
  if (url.ends_with('/')) url.remove_suffix(1);
  if (url.size() <= kLongest) return std::string(url);
  size_t end = kLongest;
  while (end > 0 && (static_cast<unsigned char>(url[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(url.substr(0, end)) + "…";
}

std::string Source(const HtmlContext& context, const ReportEvidence& evidence) {
  const Wording& wording = context.wording();
  const std::string shown = EscapeHtml(ShownUrl(evidence.url));
  std::string source =
      IsSafeHref(evidence.url)
          ? fmt::format(
                "<a href=\"{}\" rel=\"noopener noreferrer nofollow\">"
                "<bdi>{}</bdi></a>",
                EscapeHtml(evidence.url), shown)
          : "<bdi>" + shown + "</bdi>";
  if (!evidence.term.empty()) {
    source += fmt::format(" · {} {}<bdi>{}</bdi>{}", wording.term,
                          wording.opening_quote, EscapeHtml(evidence.term),
                          wording.closing_quote);
  }
  return source;
}

std::string Company(const HtmlContext& context, const Entry& entry) {
  const Wording& wording = context.wording();
  const ReportCompany& company = *entry.company;
  std::string out = fmt::format(
      "<article>\n<div><h5><bdi>{}</bdi></h5>\n<p class=\"facts\">{}</p>"
      "</div>\n<div>\n",
      EscapeHtml(company.name), Facts(context, entry));
  if (entry.tag->evidence) {
    const ReportEvidence& evidence = *entry.tag->evidence;
    out += fmt::format(
        "<blockquote dir=\"auto\">{}{}{}</blockquote>\n"
        "<p class=\"source\">{}</p>\n",
        wording.opening_quote, MarkedSentence(evidence), wording.closing_quote,
        Source(context, evidence));
  }
  if (!company.explain_command.empty()) {
    out += fmt::format("<p class=\"source\"><code>{}</code></p>\n",
                       EscapeHtml(company.explain_command));
  }
  return out + "</div>\n</article>\n";
}

std::string Field(const HtmlContext& context, const FieldCount& field,
                  const FieldEntries& entries) {
  const Wording& wording = context.wording();
  std::string out = fmt::format(
      "<h4>{} <span>{}</span></h4>\n", EscapeHtml(context.Pick(field.label)),
      CompaniesText(field.counted.value, context.language()));
  if (entries.counted.empty() && entries.candidates.empty()) {
    return out + Paragraph(wording.no_companies, "note");
  }
  for (const Entry& entry : entries.counted) out += Company(context, entry);
  if (entries.candidates.empty()) return out;
  out +=
      fmt::format("<div class=\"candidates\">\n<p class=\"divider\">{}</p>\n",
                  wording.candidates_legend);
  for (const Entry& entry : entries.candidates) out += Company(context, entry);
  return out + "</div>\n";
}

}  // namespace

std::string CompaniesSection(HtmlContext& context) {
  const Wording& wording = context.wording();
  const ReportData& data = context.data();
  std::string out = OpenSection("companies", wording.list_heading);
  const std::string link = context.QueryLink(wording.q_list, data.list_command);
  out += fmt::format("<p>{}{}{}</p>\n", EscapeHtml(wording.list_note),
                     link.empty() ? "" : " ", link);
  if (data.future_fields.empty()) out += Paragraph(wording.no_companies);
  const EntriesByField entries = GroupByField(data);
  const FieldEntries none;
  for (size_t i = 0; i < data.future_fields.size(); ++i) {
    const FutureFieldCount& future = data.future_fields[i];
    out += fmt::format("<h3 style=\"border-color:{}\">{}</h3>\n",
                       GroupColour(i), EscapeHtml(context.Pick(future.label)));
    for (const FieldCount& field : future.fields) {
      const auto at = entries.find(field.id);
      out += Field(context, field, at == entries.end() ? none : at->second);
    }
  }
  return out + "</section>\n";
}

}  // namespace ritmon
