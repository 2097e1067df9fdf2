// SPDX-License-Identifier: GPL-3.0-or-later
// New candidate terms for a field.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "base/nearest.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/keywords.h"
#include "cli/text_table.h"
#include "pipeline/suggest_terms.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string RequirementText(const Suggestions& suggestions) {
  if (suggestions.companies < 2) {
    return fmt::format(
        "pages of {} companies only: a candidate must stand with two at "
        "least\n",
        suggestions.companies);
  }
  return fmt::format(
      "a candidate stands on pages of {} companies or sites at least{}\n",
      suggestions.required,
      suggestions.required < 3 ? ", for the field has no more" : "");
}

std::string AsText(const Suggestions& suggestions) {
  const auto right = TextTable::Align::kRight;
  TextTable table({{"CANDIDATE"},
                   {"PAGES", right},
                   {"ELSEWHERE", right},
                   {"COMPANIES", right},
                   {"SCORE", right}});
  for (const Suggestion& suggestion : suggestions.list) {
    table.Add({suggestion.candidate, std::to_string(suggestion.pages),
               std::to_string(suggestion.elsewhere),
               std::to_string(suggestion.companies),
               fmt::format("{:.1f}", suggestion.score)});
  }
  // Below each line its sentence.
  std::istringstream lines(table.Render());
  std::string line;
  std::getline(lines, line);
  std::string text = line + "\n";
  for (const Suggestion& suggestion : suggestions.list) {
    std::getline(lines, line);
    text += line + "\n  " + CutToWidth(suggestion.sentence, 78) + "\n";
  }
  return text +
         fmt::format("{} pages of the field, {} others; ", suggestions.pages,
                     suggestions.elsewhere) +
         "words and pairs by log-likelihood\n" + RequirementText(suggestions);
}

std::string AsJson(const Suggestions& suggestions) {
  Json list = Json::array();
  for (const Suggestion& suggestion : suggestions.list) {
    list.push_back({{"candidate", suggestion.candidate},
                    {"pages", suggestion.pages},
                    {"elsewhere", suggestion.elsewhere},
                    {"companies", suggestion.companies},
                    {"score", suggestion.score},
                    {"sentence", suggestion.sentence},
                    {"url", suggestion.url}});
  }
  return IndentedJson(Json{{"pages", suggestions.pages},
                           {"elsewhere", suggestions.elsewhere},
                           {"companies", suggestions.companies},
                           {"required_companies", suggestions.required},
                           {"candidates", std::move(list)}});
}

}  // namespace

int KeywordsSuggest(const Arguments& arguments) {
  CommandLine command{
      "words and pairs of words by which the pages of a field differ from the "
      "others, and which no list finds yet",
      "ritmon keywords suggest"};
  CommonFlags common;
  std::string field;
  size_t limit = 30;
  bool json = false;
  common.AddTo(command);
  command.Add("FIELD", field, "a field or topic")
      .Required()
      .Takes(ValueKind::kFieldName);
  command.Add("--limit", limit, "candidates shown").ShowDefault();
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto compiled = analysis->CompileLists();
  if (!compiled) return Report(compiled.error());
  const Taxonomy& taxonomy = **compiled;
  const FieldSource* entry = taxonomy.Find(field);
  if (entry == nullptr) {
    std::vector<std::string_view> ids;
    for (size_t i = 0; i < taxonomy.entry_count(); ++i) {
      ids.emplace_back(taxonomy.entry(i).id);
    }
    return Report(Error{ErrorKind::kInvalid, "unknown field '" + field + "'" +
                                                 DidYouMean(field, ids)});
  }
  auto pages = analysis->OpenPages();
  if (!pages) return Report(pages.error());
  auto companies = analysis->OpenCompanies();
  if (!companies) return Report(companies.error());
  auto store = analysis->OpenStore();
  if (!store) return Report(store.error());
  auto suggestions = SuggestTerms(analysis->options(), taxonomy, *entry,
                                  analysis->places().regions, *pages,
                                  *companies, *store, limit);
  if (!suggestions) return Report(suggestions.error());
  auto status = Print(json ? AsJson(*suggestions) : AsText(*suggestions));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
