// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <map>

#include "classifier/keyword_lint.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"
#include "cli/text_table.h"
#include "cli/tools/tool_lines.h"
#include "pipeline/term_breadth.h"

namespace ritmon {
namespace {

std::string AsText(const std::vector<LintFinding>& findings) {
  std::string text;
  std::map<std::string, std::map<LintSeverity, int>> counts;
  for (const LintFinding& finding : findings) {
    text += WrapText(
        fmt::format("{}: {}: {} [{}]", finding.place.ToString(),
                    ToString(finding.severity), finding.message, finding.check),
        4);
    ++counts[finding.check][finding.severity];
  }
  if (findings.empty()) return "nothing to say\n";
  TextTable table({{"CHECK"},
                   {"ERRORS", TextTable::Align::kRight},
                   {"WARNINGS", TextTable::Align::kRight},
                   {"NOTES", TextTable::Align::kRight}});
  std::map<LintSeverity, int> all;
  for (auto& [check, by] : counts) {
    table.Add({check, std::to_string(by[LintSeverity::kError]),
               std::to_string(by[LintSeverity::kWarning]),
               std::to_string(by[LintSeverity::kNote])});
    for (const auto& [severity, count] : by) all[severity] += count;
  }
  table.Add({"all", std::to_string(all[LintSeverity::kError]),
             std::to_string(all[LintSeverity::kWarning]),
             std::to_string(all[LintSeverity::kNote])});
  return text + "\n" + table.Render();
}

std::string AsJson(const std::vector<LintFinding>& findings) {
  Json list = Json::array();
  for (const LintFinding& finding : findings) {
    list.push_back(Json{{"severity", ToString(finding.severity)},
                        {"file", finding.place.file},
                        {"line", finding.place.line},
                        {"check", finding.check},
                        {"message", finding.message}});
  }
  return IndentedJson(Json{{"findings", std::move(list)}});
}

// A strong term carries a page alone: unless it needs a context, it must not
// stand all over the pages.
Result<std::vector<LintFinding>> BroadTerms(const ListFlags& flags,
                                            const Taxonomy& taxonomy,
                                            double percent) {
  auto config = flags.common.Load();
  if (!config) return tl::unexpected(config.error());
  auto store = PageStore::OpenReadOnly(config->options.workspace.text());
  if (!store) return tl::unexpected(store.error());
  auto breadth = MeasureBreadth(config->options, taxonomy, *store, percent);
  if (!breadth) return tl::unexpected(breadth.error());
  std::vector<LintFinding> findings;
  for (const BroadTerm& broad : breadth->broad) {
    const Term& term = taxonomy.terms()[broad.term];
    const bool carries = term.strength == 3 && term.needs.empty();
    findings.push_back(LintFinding{
        carries ? LintSeverity::kWarning : LintSeverity::kNote,
        PlaceOf(taxonomy, broad.term), "broad",
        fmt::format("\"{}\" stands on {} of {} stored pages ({:.1f} %)",
                    term.text, broad.pages, breadth->pages, broad.percent)});
  }
  return findings;
}

}  // namespace

int KeywordsLint(const Arguments& arguments) {
  CommandLine command{"what is wrong with keyword lists that load",
                      "ritmon keywords lint"};
  ListFlags flags;
  bool json = false;
  bool pages = false;
  double percent = kBroadPercent;
  flags.AddTo(command);
  command.AddFlag("--pages", pages,
                  "terms that stand on too many of the stored pages, too");
  command.Add("--broad", percent, "percent of pages that are too many")
      .Between(0.0, 100.0)
      .ShowDefault();
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto taxonomy = flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  auto findings = LintKeywords(**taxonomy);
  if (pages) {
    auto broad = BroadTerms(flags, **taxonomy, percent);
    if (!broad) return Report(broad.error());
    findings.insert(findings.end(), broad->begin(), broad->end());
  }
  auto status = Print(json ? AsJson(findings) : AsText(findings));
  if (!status) return Report(status.error());
  for (const LintFinding& finding : findings) {
    if (finding.severity != LintSeverity::kNote) return kExitPartial;
  }
  return kExitOk;
}

}  // namespace ritmon
