// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>
#include <tuple>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/count_details.h"
#include "cli/count_history.h"
#include "cli/count_pages.h"
#include "cli/count_view.h"
#include "cli/wording.h"
#include "index/count_suppression.h"
#include "pipeline/list_source.h"

namespace ritmon {
namespace {

Result<std::vector<Dimension>> ParseDimensions(const std::string& text) {
  std::vector<Dimension> dimensions;
  std::istringstream parts(text);
  std::string part;
  while (std::getline(parts, part, ',')) {
    auto dimension = ParseDimension(part);
    if (!dimension) return tl::unexpected(dimension.error());
    dimensions.push_back(*dimension);
  }
  return dimensions;
}

// The same count with the fields that a version of the lists gave.
Result<std::string> RenderWithBefore(
    const Analysis& analysis, CompanyIndexReader& companies, const Query& query,
    const std::vector<Dimension>& dimensions, const CountOptions& options,
    const CountTable& after, const std::string& version_name, bool json,
    const Terminal& terminal) {
  if (AsksForFields(query)) {
    return Fail(ErrorKind::kInvalid,
                "--before: the query may not ask for fields, topics or their "
                "confidence, for it is answered by today's");
  }
  auto history = OpenHistory(analysis.options());
  if (!history) return tl::unexpected(history.error());
  auto version = history->Find(version_name);
  if (!version) return tl::unexpected(version.error());
  if (!version->companies) {
    return Fail(ErrorKind::kNotFound, "version " + version->version +
                                          " of the keyword lists: nothing was "
                                          "ever counted with it");
  }
  auto outcome = history->Outcome(version->version);
  if (!outcome) return tl::unexpected(outcome.error());
  auto before =
      companies.Count(query, dimensions, options, analysis.vocabulary(),
                      [&](const std::string& id, CompanyRecord& record) {
                        const auto was = outcome->find(id);
                        const bool known = was != outcome->end();
                        record.fields = known ? was->second.fields
                                              : std::vector<CompanyField>();
                        record.topics = known ? was->second.topics
                                              : std::vector<CompanyField>();
                      });
  if (!before) return tl::unexpected(before.error());
  const CountComparison comparison = Compare(*before, after);
  if (json) return ComparisonAsJson(comparison);
  std::string text =
      RenderComparison(comparison, analysis.vocabulary(), terminal) +
      Say(terminal.language, Phrase::before_lists, version->version,
          FormatTimestamp(version->first_used).substr(0, 10),
          FormatTimestamp(version->last_used).substr(0, 10)) +
      "\n";
  if (version->forgotten > 0) {
    text +=
        Say(terminal.language, Phrase::before_forgotten, version->forgotten) +
        "\n";
  }
  return text;
}

struct CountFlags {
  CommonFlags common;
  OutputFlags output;
  std::vector<std::string> words;
  std::string by = "field";
  std::string as_of;
  std::string before;
  std::string list;
  uint64_t min_cell = 0;
  bool everywhere = false;
  bool queries = false;
  bool names = false;
  bool pages = false;
  bool json = false;
  CountOptions options;
};

void Declare(CommandLine& command, CountFlags& flags) {
  flags.common.AddTo(command);
  flags.output.AddTo(command);
  command.Add("QUERY", flags.words, "only companies that match this query")
      .Takes(ValueKind::kQuery);
  command
      .Add("--by", flags.by,
           "up to three of field, future-field, topic, region, district, "
           "municipality, founded (year), age, startup, size (the study's), "
           "size-eu, size-class (finer), legal-form, source, confidence, "
           "kind; with commas. With --pages one of field, topic, source, "
           "lang, year, confidence")
      .ShowDefault()
      .Takes(ValueKind::kDimension);
  command.Add("--as-of", flags.as_of,
              "another day: its tags by the kept history, ages at it");
  command.AddFlag("--everywhere", flags.everywhere, "not only in the region");
  command.AddFlag("--candidates", flags.options.with_candidates,
                  "count low confidence too");
  command.AddFlag("--shells", flags.options.include_shells,
                  "count shell companies too");
  command.Add("--before", flags.before,
              "beside it what a version of the keyword lists counted: "
              "previous, or one of 'ritmon keywords versions'");
  command
      .Add("--list", flags.list,
           "by the tags of a version of the keyword lists, as they are held")
      .Excludes(command.Named("--before"))
      .Excludes(command.Named("--as-of"));
  // Behind other tags than today's there is no query.
  for (const auto& [name, value, description] :
       {std::tuple("--queries", &flags.queries,
                   "below each number the query that finds it"),
        std::tuple("--names", &flags.names,
                   "below each number the companies that it counts")}) {
    auto flag = command.AddFlag(name, *value, description);
    for (const char* other : {"--before", "--list", "--as-of"}) {
      flag.Excludes(command.Named(other));
    }
  }
  command
      .Add("--min-cell", flags.min_cell,
           "for publication: numbers from 1 to below this one are "
           "suppressed, 3 say")
      .Excludes(command.Named("--before"))
      .Excludes(command.Named("--names"));
  command.AddFlag("--pages", flags.pages, "count pages, not companies")
      .Excludes(command.Named("--min-cell"));
  command.AddFlag("--json", flags.json, "one array of rows");
  command.Example("ritmon count --by future-field,field");
  command.Example("ritmon count --by field,age region:hamburg --min-cell 3");
}

Result<std::string> CountedCompanies(const CountFlags& flags,
                                     const Analysis& analysis,
                                     const Terminal& terminal) {
  auto dimensions = ParseDimensions(flags.by);
  if (!dimensions) return tl::unexpected(dimensions.error());
  auto date = ParseAsOf(flags.as_of, analysis.today());
  if (!date) return tl::unexpected(date.error());
  CountOptions options = flags.options;
  options.as_of = *date;
  const std::string words = JoinWords(flags.words);
  auto query = analysis.ParseCompanyQuery(words, flags.everywhere, *date);
  if (!query) return tl::unexpected(query.error());
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  auto counted =
      CountAsAsked(analysis, *companies,
                   {words, flags.everywhere, *dimensions, options, flags.list,
                    !flags.before.empty(), terminal.language});
  if (!counted) return tl::unexpected(counted.error());
  if (counted->is_warning) {
    Warn(counted->note);
  }
  CountTable& table = counted->table;
  if (!flags.before.empty()) {
    return RenderWithBefore(analysis, *companies, *query, *dimensions, options,
                            table, flags.before, flags.json, terminal);
  }
  if (flags.min_cell > 0) Suppress(flags.min_cell, table);
  CountDetails details;
  if (flags.queries || flags.names) {
    auto found = DetailsOf(*companies, *query, table, options,
                           analysis.vocabulary(), flags.names);
    if (!found) return tl::unexpected(found.error());
    details = std::move(*found);
    if (!flags.queries) details.queries.clear();
  }
  if (flags.json) {
    return WithBasis(CountAsJson(table, details), *counted, *date);
  }
  std::string out =
      RenderCount(table, analysis.vocabulary(), terminal, details);
  if (!counted->note.empty()) out += counted->note + "\n";
  return out;
}

}  // namespace

int CountCommand(const Arguments& arguments) {
  CommandLine command{
      "the critical mass: companies per field, region, age, size, ...",
      "ritmon count"};
  CountFlags flags;
  Declare(command, flags);
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(flags.common);
  if (!analysis) return Report(analysis.error());
  const Terminal terminal = flags.output.terminal();
  const auto out = flags.pages ? CountPages(*analysis, JoinWords(flags.words),
                                            flags.by, terminal, flags.json)
                               : CountedCompanies(flags, *analysis, terminal);
  if (!out) return Report(out.error());
  if (auto status = Print(*out, terminal); !status)
    return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
