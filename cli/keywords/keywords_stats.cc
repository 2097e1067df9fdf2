// SPDX-License-Identifier: GPL-3.0-or-later
// What each term does on the stored pages, and how much hangs on it alone.

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/json_output.h"
#include "cli/keywords/keywords.h"
#include "cli/text_table.h"
#include "pipeline/term_breadth.h"
#include "pipeline/term_statistics.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

struct StatsView {
  const Taxonomy& taxonomy;
  const TermStatistics& statistics;
  std::vector<TermNumbers> terms;  // of the field that is asked for
  std::vector<uint32_t> unused;
  size_t limit;
  bool show_unused;
};

const FieldSource& EntryOf(const StatsView& view, uint32_t term) {
  return view.taxonomy.entry(view.taxonomy.terms()[term].field);
}

std::string AloneText(int64_t decisions, double share) {
  if (decisions == 0) return "-";
  return fmt::format("{} ({:.0f} %)", decisions, 100 * share);
}

std::string AsText(const StatsView& view) {
  std::string text;
  if (view.show_unused) {
    for (const uint32_t term : view.unused) {
      text += PlaceOf(view.taxonomy, term).ToString() + ": " +
              CutToWidth(view.taxonomy.terms()[term].text, 40) + "\n";
    }
    return text + fmt::format("{} terms never hit\n", view.unused.size());
  }
  const auto right = TextTable::Align::kRight;
  TextTable table({{"TERM"},
                   {"FIELD"},
                   {"HITS", right},
                   {"PAGES", right},
                   {"COMP.", right},
                   {"PAGES ALONE", right},
                   {"COMP. ALONE", right}});
  for (size_t i = 0; i < std::min(view.limit, view.terms.size()); ++i) {
    const TermNumbers& numbers = view.terms[i];
    table.Add({view.taxonomy.terms()[numbers.term].text,
               EntryOf(view, numbers.term).id, std::to_string(numbers.hits),
               std::to_string(numbers.pages), std::to_string(numbers.companies),
               AloneText(numbers.pages_alone, numbers.pages_share),
               AloneText(numbers.companies_alone, numbers.companies_share)});
  }
  text = table.Render();
  if (view.terms.size() > view.limit) {
    text += fmt::format("{} more terms; --limit {} shows all\n",
                        view.terms.size() - view.limit, view.terms.size());
  }
  return text +
         fmt::format(
             "alone: page tags and counted companies that fall without the "
             "term,\n       and their share of all of its field\n"
             "{} pages, {} companies; {} terms never hit (--unused lists "
             "them)\n",
             view.statistics.pages, view.statistics.companies,
             view.unused.size());
}

std::string AsJson(const StatsView& view) {
  Json terms = Json::array();
  for (size_t i = 0; i < std::min(view.limit, view.terms.size()); ++i) {
    const TermNumbers& numbers = view.terms[i];
    const Term& term = view.taxonomy.terms()[numbers.term];
    terms.push_back({{"term", term.text},
                     {"field", EntryOf(view, numbers.term).id},
                     {"family", view.taxonomy.families()[term.family]},
                     {"strength", term.strength},
                     {"place", PlaceOf(view.taxonomy, numbers.term).ToString()},
                     {"hits", numbers.hits},
                     {"pages", numbers.pages},
                     {"companies", numbers.companies},
                     {"pages_alone", numbers.pages_alone},
                     {"companies_alone", numbers.companies_alone},
                     {"pages_share", numbers.pages_share},
                     {"companies_share", numbers.companies_share}});
  }
  Json fields = Json::object();
  for (size_t entry = 0; entry < view.statistics.decisions.size(); ++entry) {
    const FieldDecisions& decisions = view.statistics.decisions[entry];
    fields[view.taxonomy.entry(entry).id] = {
        {"pages", decisions.pages}, {"companies", decisions.companies}};
  }
  Json unused = Json::array();
  for (const uint32_t term : view.unused) {
    unused.push_back({{"term", view.taxonomy.terms()[term].text},
                      {"field", EntryOf(view, term).id},
                      {"place", PlaceOf(view.taxonomy, term).ToString()}});
  }
  Json json{
      {"pages", view.statistics.pages},
      {"companies", view.statistics.companies},
      {"decisions", std::move(fields)},
      {"terms", std::move(terms)},
      {"more", view.terms.size() - std::min(view.limit, view.terms.size())},
      {"unused", view.unused.size()}};
  if (view.show_unused) json["unused_terms"] = std::move(unused);
  return IndentedJson(json);
}

// The place of the field or topic among the taxonomy's entries.
Result<uint32_t> EntryIndex(const Taxonomy& taxonomy, const std::string& name) {
  const FieldSource* entry = taxonomy.Find(name);
  std::vector<std::string_view> ids;
  for (uint32_t i = 0; i < taxonomy.entry_count(); ++i) {
    if (&taxonomy.entry(i) == entry) return i;
    ids.emplace_back(taxonomy.entry(i).id);
  }
  return Fail(ErrorKind::kInvalid,
              "--field: unknown field '" + name + "'" + DidYouMean(name, ids));
}

}  // namespace

int KeywordsStats(const Arguments& arguments) {
  CommandLine command{
      "what each term does on the stored pages, and how many decisions "
      "fall without it; the terms to distrust come first",
      "ritmon keywords stats"};
  CommonFlags common;
  std::string field;
  size_t limit = 40;
  bool unused = false;
  bool json = false;
  common.AddTo(command);
  command.Add("--field", field, "terms of this field or topic only");
  command.Add("--limit", limit, "terms shown").ShowDefault();
  command.AddFlag("--unused", unused, "the terms that never hit instead");
  command.AddFlag("--json", json, "one JSON object");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto compiled = analysis->CompileLists();
  if (!compiled) return Report(compiled.error());
  const Taxonomy& taxonomy = **compiled;
  std::optional<uint32_t> wanted;
  if (!field.empty()) {
    auto entry = EntryIndex(taxonomy, field);
    if (!entry) return Report(entry.error());
    wanted = *entry;
  }
  auto query = analysis->ParseCompanyQuery("", true, analysis->today());
  if (!query) return Report(query.error());
  auto index = analysis->OpenCompanies();
  if (!index) return Report(index.error());
  auto store = analysis->OpenStore();
  if (!store) return Report(store.error());
  auto statistics =
      MeasureTerms(analysis->options(), taxonomy, *index, *query, *store);
  if (!statistics) return Report(statistics.error());
  StatsView view{.taxonomy = taxonomy,
                 .statistics = *statistics,
                 .terms = statistics->terms,
                 .unused = statistics->unused,
                 .limit = limit,
                 .show_unused = unused};
  if (wanted) {
    std::erase_if(view.terms, [&](const TermNumbers& numbers) {
      return taxonomy.terms()[numbers.term].field != *wanted;
    });
    std::erase_if(view.unused, [&](uint32_t term) {
      return taxonomy.terms()[term].field != *wanted;
    });
  }
  auto status = Print(json ? AsJson(view) : AsText(view));
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
