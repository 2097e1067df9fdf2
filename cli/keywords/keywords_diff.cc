// SPDX-License-Identifier: GPL-3.0-or-later
// What other keyword lists would count, without writing anything.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/keywords.h"
#include "cli/text_table.h"
#include "pipeline/list_diff.h"
#include "pipeline/list_source.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string_view LevelOf(const std::optional<Confidence>& confidence) {
  if (!confidence) return "nothing";
  return *confidence == Confidence::kLow ? "candidate" : ToString(*confidence);
}

std::string_view KindOf(const FieldChange& change) {
  if (change.entered()) return "enters";
  return change.left() ? "leaves" : "changes";
}

void AddTerms(const std::vector<SpeakingTerm>& terms, char sign,
              std::string& text) {
  // The strongest tell enough; --json has all.
  constexpr size_t kShown = 3;
  for (size_t i = 0; i < std::min(terms.size(), kShown); ++i) {
    text += fmt::format("  {} {}\n", sign, CutToWidth(terms[i].term, 76)) +
            WrapText("    \"" + terms[i].sentence + "\"", 4) + "    " +
            terms[i].url + "\n";
  }
  if (terms.size() > kShown) {
    text += fmt::format("  {} {} more\n", sign, terms.size() - kShown);
  }
}

std::string AsText(const ListDiff& diff, size_t limit) {
  const auto right = TextTable::Align::kRight;
  TextTable table({{"FIELD"},
                   {"BEFORE", right},
                   {"AFTER", right},
                   {"ENTERED", right},
                   {"LEFT", right}});
  for (const FieldTotal& total : diff.totals) {
    table.Add({total.label_de, std::to_string(total.before),
               std::to_string(total.after),
               total.entered == 0 ? "" : "+" + std::to_string(total.entered),
               total.left == 0 ? "" : "-" + std::to_string(total.left)});
  }
  std::string text = table.Render();
  for (size_t i = 0; i < std::min(limit, diff.changes.size()); ++i) {
    const FieldChange& change = diff.changes[i];
    text +=
        "\n" +
        WrapText(fmt::format("{} ({})", change.company, change.company_id), 0) +
        WrapText(fmt::format("  {} {}: {} -> {}", KindOf(change), change.field,
                             LevelOf(change.before), LevelOf(change.after)),
                 2);
    AddTerms(change.came, '+', text);
    AddTerms(change.went, '-', text);
    if (change.came.empty() && change.went.empty()) {
      text += WrapText(
          fmt::format(
              "    no term came or went; rule before: {}; rule after: {}",
              change.rule_before.empty() ? "none" : change.rule_before,
              change.rule_after.empty() ? "none" : change.rule_after),
          4);
    }
  }
  text += "\n";
  if (diff.changes.size() > limit) {
    text += fmt::format("{} more changes; --limit {} shows all\n",
                        diff.changes.size() - limit, diff.changes.size());
  }
  return text + fmt::format("{} changes; {} companies with {} pages compared\n",
                            diff.changes.size(), diff.companies, diff.pages);
}

Json TermsAsJson(const std::vector<SpeakingTerm>& terms) {
  Json list = Json::array();
  for (const SpeakingTerm& term : terms) {
    list.push_back(
        {{"term", term.term}, {"sentence", term.sentence}, {"url", term.url}});
  }
  return list;
}

std::string AsJson(const ListDiff& diff, size_t limit) {
  const auto level = [](const std::optional<Confidence>& confidence) {
    return confidence ? Json(ToString(*confidence)) : Json();
  };
  Json totals = Json::array();
  for (const FieldTotal& total : diff.totals) {
    totals.push_back({{"field", total.field},
                      {"before", total.before},
                      {"after", total.after},
                      {"entered", total.entered},
                      {"left", total.left}});
  }
  Json changes = Json::array();
  for (size_t i = 0; i < std::min(limit, diff.changes.size()); ++i) {
    const FieldChange& change = diff.changes[i];
    changes.push_back({{"company", change.company_id},
                       {"name", change.company},
                       {"field", change.field},
                       {"change", KindOf(change)},
                       {"before", level(change.before)},
                       {"after", level(change.after)},
                       {"rule_before", change.rule_before},
                       {"rule_after", change.rule_after},
                       {"came", TermsAsJson(change.came)},
                       {"went", TermsAsJson(change.went)}});
  }
  return IndentedJson(Json{
      {"companies", diff.companies},
      {"pages", diff.pages},
      {"fields", std::move(totals)},
      {"changes", std::move(changes)},
      {"more", diff.changes.size() - std::min(limit, diff.changes.size())}});
}

// The id of the field or topic of either of the lists.
Result<std::string> FieldId(const std::string& name, const Taxonomy& before,
                            const Taxonomy& after) {
  std::vector<std::string_view> ids;
  for (const Taxonomy* taxonomy : {&after, &before}) {
    if (const FieldSource* entry = taxonomy->Find(name)) return entry->id;
    for (size_t i = 0; i < taxonomy->entry_count(); ++i) {
      ids.emplace_back(taxonomy->entry(i).id);
    }
  }
  return Fail(ErrorKind::kInvalid,
              "--field: unknown field '" + name + "'" + DidYouMean(name, ids));
}

}  // namespace

int KeywordsDiff(const Arguments& arguments) {
  CommandLine command{
      "which companies enter and leave which field with other lists, "
      "and by which terms; writes nothing",
      "ritmon keywords diff"};
  CommonFlags common;
  std::string old_name;
  std::string new_name;
  std::string field;
  size_t limit = 20;
  bool everywhere = false;
  bool json = false;
  common.AddTo(command);
  command
      .Add("OLD", old_name,
           "a directory of lists, a recorded version (see 'ritmon "
           "keywords versions'), current or previous")
      .Required();
  command.Add("NEW", new_name, "the same").Required();
  command.Add("--field", field, "this field or topic only");
  command.Add("--limit", limit, "changes shown").ShowDefault();
  command.AddFlag("--everywhere", everywhere, "not only in the region");
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto before = LoadLists(old_name, analysis->options());
  if (!before) return Report(before.error());
  auto after = LoadLists(new_name, analysis->options());
  if (!after) return Report(after.error());
  if (!field.empty()) {
    auto id = FieldId(field, *before->taxonomy, *after->taxonomy);
    if (!id) return Report(id.error());
    field = *id;
  }
  auto query = analysis->ParseCompanyQuery("", everywhere, analysis->today());
  if (!query) return Report(query.error());
  auto index = analysis->OpenCompanies();
  if (!index) return Report(index.error());
  auto store = analysis->OpenStore();
  if (!store) return Report(store.error());
  auto diff = DiffLists(analysis->options(), before->taxonomy, after->taxonomy,
                        *index, *query, *store, field);
  if (!diff) return Report(diff.error());
  auto status = Print(json ? AsJson(*diff, limit) : AsText(*diff, limit));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
