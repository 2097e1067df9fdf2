// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/cluster_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/csv.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "report/html_text.h"
#include "report/svg_stack_chart.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

int MarkOf(const ClusterFields& cluster, const std::string& field) {
  const auto mark = cluster.marks.find(field);
  return mark == cluster.marks.end() ? 0 : mark->second.intensity;
}

// Nothing if none of its own pages was read: they say neither yes nor no.
std::optional<int> ProposalOf(const ClusterFields& cluster,
                              const std::string& field) {
  if (cluster.pages == 0) return std::nullopt;
  const auto proposal = cluster.proposals.find(field);
  return proposal == cluster.proposals.end() ? 0 : proposal->second.intensity;
}

// By cluster, and "none".
using ByCluster = std::map<std::string, uint64_t>;

// Companies of each field that are in none of the clusters are known exactly;
// those in any are the rest.
Status AddCounts(const Analysis& analysis, ClusterTable& table) {
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  const CountOptions options{.as_of = analysis.today()};
  auto query = analysis.ParseCompanyQuery("", false, analysis.today());
  if (!query) return tl::unexpected(query.error());
  auto fields = companies->Count(*query, {Dimension::kField}, options,
                                 analysis.vocabulary());
  if (!fields) return tl::unexpected(fields.error());
  auto crossed =
      companies->Count(*query, {Dimension::kField, Dimension::kCluster},
                       options, analysis.vocabulary());
  if (!crossed) return tl::unexpected(crossed.error());
  auto all = companies->Count(*query, {Dimension::kCluster}, options,
                              analysis.vocabulary());
  if (!all) return tl::unexpected(all.error());
  std::map<std::string, ByCluster> by_field;
  for (const CountRow& row : crossed->rows) {
    by_field[row.key[0]][row.key[1]] = row.companies;
  }
  ByCluster any;
  for (const CountRow& row : all->rows) any[row.key[0]] = row.companies;
  const std::string none(kNoCluster);
  for (const CountRow& row : fields->rows) {
    ByCluster& in = by_field[row.key[0]];
    ClusterFieldRow& out = table.rows.emplace_back();
    out.field = row.key[0];
    out.companies = row.companies;
    out.members = row.companies - in[none];
    for (const ClusterFields& cluster : table.clusters) {
      out.in_cluster.push_back(in[cluster.cluster.id]);
    }
  }
  table.companies = all->total;
  table.members = all->total - any[none];
  for (const ClusterFields& cluster : table.clusters) {
    table.in_cluster.push_back(any[cluster.cluster.id]);
  }
  return {};
}

std::string ShareText(uint64_t part, uint64_t whole, bool german) {
  return FormatShare(part, whole,
                     german ? Language::kGerman : Language::kEnglish);
}

std::string ClusterLine(const ClusterFields& one, uint64_t active,
                        bool german) {
  const ClusterSource& cluster = one.cluster;
  std::string text = cluster.label + ": ";
  text += fmt::format(
      fmt::runtime(german ? "{} Einträge der Mitgliederliste; in der Region {} "
                            "in einem Feld gezählt"
                          : "{} entries of the member list; in the region {} "
                            "counted in a field"),
      one.entries, active);
  if (cluster.told_members) {
    text += fmt::format(fmt::runtime(german ? "; nennt selbst {} Mitglieder"
                                            : "; says it has {} members"),
                        *cluster.told_members);
  }
  if (cluster.staff) {
    text += "; " + (german ? StaffText(*cluster.staff, true) + " Beschäftigte"
                           : "staff " + StaffText(*cluster.staff, false));
  }
  if (cluster.founded) {
    text += fmt::format(fmt::runtime(german ? "; seit {}" : "; since {}"),
                        *cluster.founded);
  }
  text += fmt::format(fmt::runtime(german ? "; {} eigene Seiten gelesen"
                                          : "; {} pages of its own read"),
                      one.pages);
  return WrapText(text, 2);
}

}  // namespace

std::string StaffText(double staff, bool german) {
  return FormatDecimal(staff, german ? Language::kGerman : Language::kEnglish);
}

std::string MarkText(const ClusterFields& cluster, const std::string& field) {
  const int mark = MarkOf(cluster, field);
  const std::optional<int> proposal = ProposalOf(cluster, field);
  std::string text(IntensityText(mark));
  if (!proposal || *proposal == mark) return text;
  return fmt::format("{}{}({})", text, text.empty() ? "" : " ",
                     *proposal == 0 ? "–" : IntensityText(*proposal));
}

Result<ClusterTable> ClusterTableOf(const Analysis& analysis) {
  if (analysis.options().clusters.empty()) {
    return Fail(ErrorKind::kNotFound,
                "no clusters are configured: [[cluster]] "
                "(config/reference.toml)");
  }
  auto store = analysis.OpenStore();
  if (!store) return tl::unexpected(store.error());
  auto fields =
      ClusterFieldsOf(analysis.options(), analysis.vocabulary(), *store);
  if (!fields) return tl::unexpected(fields.error());
  ClusterTable table;
  table.clusters = std::move(*fields);
  if (auto s = AddCounts(analysis, table); !s) return tl::unexpected(s.error());
  return table;
}

std::string ClustersAsText(const ClusterTable& table,
                           const Vocabulary& vocabulary,
                           const Terminal& terminal) {
  const bool german = terminal.german();
  constexpr auto kRight = TextTable::Align::kRight;
  std::vector<TextTable::Column> columns = {
      {german ? "ANWENDUNGSFELD" : "FIELD"}};
  for (const ClusterFields& one : table.clusters) {
    columns.push_back({CutToWidth(one.cluster.label, 18)});
  }
  columns.push_back({german ? "GEZÄHLT" : "COUNTED", kRight});
  columns.push_back({german ? "MITGLIEDER" : "MEMBERS", kRight});
  columns.push_back({german ? "ANTEIL" : "SHARE", kRight});
  TextTable text(columns);
  for (const ClusterFieldRow& row : table.rows) {
    std::vector<std::string> cells = {
        LabelOf(vocabulary.fields, row.field, german)};
    for (const ClusterFields& one : table.clusters) {
      cells.push_back(MarkText(one, row.field));
    }
    cells.push_back(std::to_string(row.companies));
    cells.push_back(std::to_string(row.members));
    cells.push_back(ShareText(row.members, row.companies, german));
    text.Add(std::move(cells));
  }
  std::vector<std::string> last = {german ? "in einem Feld, jedes einmal"
                                          : "in any field, each once"};
  last.resize(1 + table.clusters.size());
  last.push_back(std::to_string(table.companies));
  last.push_back(std::to_string(table.members));
  last.push_back(ShareText(table.members, table.companies, german));
  text.Add(std::move(last));
  std::string out = text.Render(terminal.width) + "\n";
  for (size_t i = 0; i < table.clusters.size(); ++i) {
    out += ClusterLine(table.clusters[i], table.in_cluster[i], german);
  }
  return out +
         WrapText(german ? "+ vereinzelte, ++ umfangreiche Aktivitäten; in "
                           "Klammern ein Vorschlag aus den eigenen Seiten des "
                           "Clusters, wo er anders lautet."
                         : "+ single, ++ extensive activities; in brackets a "
                           "proposal from the cluster's own pages, where it "
                           "differs.",
                  0);
}

std::string ClustersAsCsv(const ClusterTable& table) {
  CsvWriter writer(',');
  writer.Append({"cluster", "field", "intensity", "evidence", "source", "date",
                 "proposal", "pages", "sentence", "url", "companies",
                 "companies_in_cluster"});
  for (const ClusterFieldRow& row : table.rows) {
    for (size_t i = 0; i < table.clusters.size(); ++i) {
      const ClusterFields& one = table.clusters[i];
      const auto mark = one.marks.find(row.field);
      const auto proposal = one.proposals.find(row.field);
      const ClusterMark no_mark;
      const ClusterProposal no_proposal;
      const ClusterMark& said =
          mark == one.marks.end() ? no_mark : mark->second;
      const ClusterProposal& seen =
          proposal == one.proposals.end() ? no_proposal : proposal->second;
      writer.Append({one.cluster.id, row.field, std::to_string(said.intensity),
                     said.evidence, said.source, said.date,
                     std::to_string(seen.intensity), std::to_string(seen.pages),
                     seen.sentence, seen.url, std::to_string(row.companies),
                     std::to_string(row.in_cluster[i])});
    }
  }
  return writer.Take();
}

std::string ClustersAsJson(const ClusterTable& table) {
  Json clusters = Json::array();
  for (size_t i = 0; i < table.clusters.size(); ++i) {
    const ClusterFields& one = table.clusters[i];
    Json marks = Json::object();
    for (const auto& [field, mark] : one.marks) {
      marks[field] = {{"intensity", mark.intensity},
                      {"evidence", mark.evidence},
                      {"source", mark.source},
                      {"date", mark.date}};
    }
    Json proposals = Json::object();
    for (const auto& [field, proposal] : one.proposals) {
      proposals[field] = {{"intensity", proposal.intensity},
                          {"pages", proposal.pages},
                          {"sentence", proposal.sentence},
                          {"url", proposal.url}};
    }
    Json json{{"id", one.cluster.id},
              {"label", one.cluster.label},
              {"entries", one.entries},
              {"pages", one.pages},
              {"companies", table.in_cluster[i]}};
    if (one.cluster.told_members) {
      json["told_members"] = *one.cluster.told_members;
    }
    if (one.cluster.staff) json["staff"] = *one.cluster.staff;
    if (one.cluster.founded) json["founded"] = *one.cluster.founded;
    json["source"] = one.cluster.source;
    json["marks"] = std::move(marks);
    json["proposals"] = std::move(proposals);
    clusters.push_back(std::move(json));
  }
  Json rows = Json::array();
  for (const ClusterFieldRow& row : table.rows) {
    rows.push_back({{"field", row.field},
                    {"companies", row.companies},
                    {"members", row.members}});
  }
  const Json json{{"clusters", std::move(clusters)},
                  {"fields", std::move(rows)},
                  {"companies", table.companies},
                  {"members", table.members}};
  return IndentedJson(json);
}

}  // namespace ritmon
