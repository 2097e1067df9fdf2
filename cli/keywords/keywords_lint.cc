// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <map>

#include "classifier/keyword_lint.h"
#include "cli/keywords/keywords.h"
#include "cli/list_flags.h"
#include "cli/text_table.h"
#include "cli/tools/tool_lines.h"

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
  return Json{{"findings", std::move(list)}}.dump(2) + "\n";
}

}  // namespace

int KeywordsLint(const Arguments& arguments) {
  CLI::App app{"what is wrong with keyword lists that load",
               "ritmon keywords lint"};
  ListFlags flags;
  bool json = false;
  flags.AddTo(app);
  app.add_flag("--json", json, "one JSON object");
  if (const auto over = Parse(app, arguments)) return *over;
  auto taxonomy = flags.Load();
  if (!taxonomy) return Report(taxonomy.error());
  const auto findings = LintKeywords(**taxonomy);
  auto status = Print(json ? AsJson(findings) : AsText(findings));
  if (!status) return Report(status.error());
  for (const LintFinding& finding : findings) {
    if (finding.severity != LintSeverity::kNote) return kExitPartial;
  }
  return kExitOk;
}

}  // namespace ritmon
