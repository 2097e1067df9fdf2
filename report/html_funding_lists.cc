// SPDX-License-Identifier: GPL-3.0-or-later
// Topics (Abb. 5 and 6), the largest projects and recipients.

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/html_figure.h"
#include "report/html_funding.h"

namespace ritmon {
namespace {

// Only fields in which any topic has money.
std::vector<size_t> FieldsWithMoney(const TopicTable& topics) {
  std::vector<size_t> fields;
  for (size_t field = 0; field < topics.fields.size(); ++field) {
    for (const std::vector<int64_t>& row : topics.cents) {
      if (row[field] <= 0) continue;
      fields.push_back(field);
      break;
    }
  }
  return fields;
}

FigureData TopicData(const HtmlContext& context, const TopicTable& topics,
                     const std::vector<size_t>& fields) {
  FigureData data;
  data.titles.emplace_back(context.german() ? "Thema" : "Topic");
  data.csv_titles.emplace_back("topic");
  for (const size_t field : fields) {
    data.titles.push_back(context.Pick(topics.fields[field]));
    data.csv_titles.push_back(context.Pick(topics.fields[field]));
  }
  for (size_t topic = 0; topic < topics.topics.size(); ++topic) {
    std::vector<std::string> row = {context.Pick(topics.topics[topic])};
    std::vector<std::string> raw = row;
    for (const size_t field : fields) {
      const int64_t cents = topics.cents[topic][field];
      row.push_back(cents == 0 ? "–" : FormatEuros(cents, context.language()));
      raw.push_back(EurosText(cents));
    }
    data.rows.push_back(std::move(row));
    data.csv.push_back(std::move(raw));
  }
  return data;
}

std::string JoinedNames(const std::vector<std::string>& names) {
  return names.empty() ? "–" : fmt::format("{}", fmt::join(names, "; "));
}

std::string Projects(HtmlContext& context, const FundingChapter& funding) {
  if (funding.projects.empty()) return {};
  const bool german = context.german();
  const std::string caption =
      german ? "Die größten Vorhaben, mit und ohne Feld"
             : "The largest projects, of any field or none";
  FigureData data;
  data.titles = {german ? "Vorhaben" : "Project",
                 german ? "in der Region" : "in the region",
                 german ? "außerhalb" : "outside",
                 german ? "Beteiligte in der Region" : "partners in the region",
                 german ? "außerhalb" : "outside"};
  data.csv_titles = {"project", "eur_inside", "eur_outside", "inside",
                     "outside"};
  for (const ProjectRow& row : funding.projects) {
    const std::string& fields = context.Pick(row.fields);
    data.rows.push_back(
        {fields.empty() ? row.title : fmt::format("{} ({})", row.title, fields),
         FormatEuros(row.inside_cents, context.language()),
         row.outside.empty()
             ? "–"
             : FormatEuros(row.outside_cents, context.language()),
         JoinedNames(row.inside), JoinedNames(row.outside)});
    data.csv.push_back({row.title, EurosText(row.inside_cents),
                        EurosText(row.outside_cents), JoinedNames(row.inside),
                        JoinedNames(row.outside)});
  }
  const std::string query =
      context.QueryLink(caption, funding.projects_command);
  return RenderDataTable(data,
                         fmt::format("{}: {}", context.NextTable(), caption),
                         "projects") +
         fmt::format("<p class=\"note\">{} {}</p>\n", query,
                     CsvLink(context, "funding-projects", data));
}

std::string Recipients(HtmlContext& context, const FundingChapter& funding) {
  if (funding.recipients.empty()) return {};
  const bool german = context.german();
  const std::string caption =
      german ? "Die größten Empfänger, mit und ohne Feld"
             : "The largest recipients, of any field or none";
  FigureData data;
  data.titles = {
      german ? "Empfänger" : "Recipient", std::string(context.wording().actor),
      german ? "Förderungen" : "grants", std::string(context.wording().sum)};
  data.csv_titles = {"recipient", "actor", "grants", "eur"};
  for (const RecipientRow& row : funding.recipients) {
    data.rows.push_back({row.name, context.Pick(row.actor),
                         context.Count(row.grants),
                         FormatEuros(row.cents, context.language())});
    data.csv.push_back({row.name, context.Pick(row.actor),
                        std::to_string(row.grants), EurosText(row.cents)});
  }
  const std::string query =
      context.QueryLink(caption, funding.recipients_command);
  return RenderDataTable(data,
                         fmt::format("{}: {}", context.NextTable(), caption),
                         "recipients") +
         fmt::format("<p class=\"note\">{} {}</p>\n", query,
                     CsvLink(context, "funding-recipients", data));
}

}  // namespace

std::string FundingTopics(HtmlContext& context, const FundingChapter& funding) {
  const bool german = context.german();
  const std::string caption =
      german ? "Förderung nach Themen" : "Funding by topic";
  std::string out = "<h4>" + EscapeHtml(caption) + "</h4>\n";
  const std::vector<size_t> fields = FieldsWithMoney(funding.topics);
  if (fields.empty()) {
    return out + Paragraph(german ? "Keine Förderung nennt eines der Themen."
                                  : "No grant speaks of any of the topics.");
  }
  out += Paragraph(LargestSentence(context, funding.topic_sums));
  out += MoneyFigure(context, funding, funding.topic_sums, "funding-topics",
                     caption, german ? "Thema" : "Topic");
  const std::string crossed =
      german ? "Themen und Anwendungsfelder" : "Topics and application fields";
  const FigureData data = TopicData(context, funding.topics, fields);
  const std::string query = context.QueryLink(crossed, funding.topics.command);
  return out +
         RenderDataTable(data,
                         fmt::format("{}: {}", context.NextTable(), crossed),
                         "topics") +
         fmt::format("<p class=\"note\">{} {}</p>\n", query,
                     CsvLink(context, "funding-topics-fields", data));
}

std::string FundingLists(HtmlContext& context, const FundingChapter& funding) {
  // One after the other: the order of use numbers the tables.
  const std::string projects = Projects(context, funding);
  return projects + Recipients(context, funding);
}

}  // namespace ritmon
