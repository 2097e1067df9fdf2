// SPDX-License-Identifier: GPL-3.0-or-later
#include <sstream>

#include "cli/analysis.h"
#include "cli/count_view.h"

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

}  // namespace

int CountCommand(const Arguments& arguments) {
  CLI::App app{"the critical mass: companies per field, region, age, size, ...",
               "ritmon count"};
  CommonFlags common;
  std::vector<std::string> words;
  std::string by = "field";
  std::string as_of;
  std::string lang = "de";
  bool everywhere = false;
  bool json = false;
  CountOptions options;
  common.AddTo(app);
  app.add_option("QUERY", words, "only companies that match this query");
  app.add_option("--by", by,
                 "up to three of field, future-field, topic, region, district, "
                 "age, size, legal-form, confidence, kind; with commas")
      ->capture_default_str();
  app.add_option("--as-of", as_of, "date that ages are counted on");
  app.add_option("--lang", lang, "of labels: de or en")
      ->check(CLI::IsMember({"de", "en"}))
      ->capture_default_str();
  app.add_flag("--everywhere", everywhere, "not only in the region");
  app.add_flag("--candidates", options.with_candidates,
               "count low confidence too");
  app.add_flag("--shells", options.include_shells, "count shell companies too");
  app.add_flag("--json", json, "one array of rows");
  if (const auto over = Parse(app, arguments)) return *over;
  auto dimensions = ParseDimensions(by);
  if (!dimensions) return Report(dimensions.error());
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto date = ParseAsOf(as_of, analysis->today());
  if (!date) return Report(date.error());
  options.as_of = *date;
  auto query = analysis->ParseCompanyQuery(CLI::detail::join(words, " "),
                                           everywhere, *date);
  if (!query) return Report(query.error());
  auto companies = analysis->OpenCompanies();
  if (!companies) return Report(companies.error());
  auto table =
      companies->Count(*query, *dimensions, options, analysis->vocabulary());
  if (!table) return Report(table.error());
  const std::string out =
      json ? CountAsJson(*table)
           : RenderCount(*table, analysis->vocabulary(), lang == "de");
  if (auto status = Print(out); !status) return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
