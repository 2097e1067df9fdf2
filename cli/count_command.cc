// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <sstream>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/count_history.h"
#include "cli/count_view.h"
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
    bool german) {
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
      RenderComparison(comparison, analysis.vocabulary(), german) +
      "before: keyword lists " + version->version + ", in use from " +
      FormatTimestamp(version->first_used).substr(0, 10) + " to " +
      FormatTimestamp(version->last_used).substr(0, 10) + "\n";
  if (version->forgotten > 0) {
    text += "before: " + std::to_string(version->forgotten) +
            " companies are not counted, for pages of theirs were purged\n";
  }
  return text;
}

}  // namespace

int CountCommand(const Arguments& arguments) {
  CommandLine command{
      "the critical mass: companies per field, region, age, size, ...",
      "ritmon count"};
  CommonFlags common;
  std::vector<std::string> words;
  std::string by = "field";
  std::string as_of;
  std::string lang = "de";
  bool everywhere = false;
  std::string before;
  std::string list;
  bool json = false;
  CountOptions options;
  common.AddTo(command);
  command.Add("QUERY", words, "only companies that match this query");
  command
      .Add("--by", by,
           "up to three of field, future-field, topic, region, district, "
           "age, startup, size (the study's), size-eu, size-class (finer), "
           "legal-form, confidence, kind; with commas")
      .ShowDefault();
  command.Add("--as-of", as_of,
              "another day: its tags by the kept history, ages at it");
  command.Add("--lang", lang, "of labels: de or en")
      .OneOf({"de", "en"})
      .ShowDefault();
  command.AddFlag("--everywhere", everywhere, "not only in the region");
  command.AddFlag("--candidates", options.with_candidates,
                  "count low confidence too");
  command.AddFlag("--shells", options.include_shells,
                  "count shell companies too");
  command.Add("--before", before,
              "beside it what a version of the keyword lists counted: "
              "previous, or one of 'ritmon keywords versions'");
  command
      .Add("--list", list,
           "by the tags of a version of the keyword lists, as they are held")
      .Excludes(command.Named("--before"))
      .Excludes(command.Named("--as-of"));
  command.AddFlag("--json", json, "one array of rows");
  if (const auto over = command.Parse(arguments)) return *over;
  auto dimensions = ParseDimensions(by);
  if (!dimensions) return Report(dimensions.error());
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto date = ParseAsOf(as_of, analysis->today());
  if (!date) return Report(date.error());
  options.as_of = *date;
  auto query = analysis->ParseCompanyQuery(JoinWords(words), everywhere, *date);
  if (!query) return Report(query.error());
  auto companies = analysis->OpenCompanies();
  if (!companies) return Report(companies.error());
  const CountRequest request{JoinWords(words), everywhere, *dimensions,
                             options,          list,       !before.empty()};
  auto counted = CountAsAsked(*analysis, *companies, request);
  if (!counted) return Report(counted.error());
  const CountTable* table = &counted->table;
  if (counted->is_warning) {
    fmt::print(stderr, "ritmon: {}\n", counted->note);
  }
  std::string out =
      json ? WithBasis(CountAsJson(*table), *counted, *date)
           : RenderCount(*table, analysis->vocabulary(), lang == "de");
  if (!json && !counted->note.empty()) out += counted->note + "\n";
  if (!before.empty()) {
    auto compared =
        RenderWithBefore(*analysis, *companies, *query, *dimensions, options,
                         *table, before, json, lang == "de");
    if (!compared) return Report(compared.error());
    out = std::move(*compared);
  }
  if (auto status = Print(out); !status) return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
