// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/company_rows.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string AsTable(const CompanyHits& hits, bool candidates,
                    const Terminal& terminal) {
  const Language language = terminal.language;
  const auto head = [&](Phrase phrase) { return Say(language, phrase); };
  TextTable table({{head(Phrase::head_company)},
                   {head(Phrase::head_town)},
                   {head(Phrase::head_since), TextTable::Align::kRight},
                   {head(Phrase::head_staff), TextTable::Align::kRight},
                   {head(Phrase::head_fields)}});
  // More of them where there is more room.
  const size_t room = std::max<size_t>(terminal.width, 80) - 80;
  for (const CompanyHit& hit : hits.hits) {
    const Company& company = hit.record.company;
    table.Add({CutToWidth(company.name, 30 + room / 3),
               CutToWidth(company.address.town, 12 + room / 6),
               company.founded ? FormatDate(*company.founded).substr(0, 4) : "",
               company.employees ? ToString(*company.employees) : "",
               FieldList(hit.record, candidates)});
  }
  return table.Render(terminal) +
         Say(language, Phrase::companies_of, hits.hits.size(), hits.total) +
         "\n";
}

}  // namespace

int CompaniesCommand(const Arguments& arguments) {
  CommandLine command{"companies that match a query", "ritmon companies"};
  CommonFlags common;
  OutputFlags output;
  std::vector<std::string> words;
  uint64_t limit = 50;
  std::string as_of;
  bool everywhere = false;
  bool candidates = false;
  bool json = false;
  common.AddTo(command);
  output.AddTo(command);
  command
      .Add("QUERY", words,
           "words of the name, field:..., future:..., age:<5, "
           "startup:yes, size:<100, confidence:high")
      .Takes(ValueKind::kQuery);
  command.Add("-n,--limit", limit, "companies shown").ShowDefault();
  command.Add("--as-of", as_of, "date that ages are counted on");
  command.AddFlag("--everywhere", everywhere, "not only in the region");
  command.AddFlag("--candidates", candidates,
                  "show fields that are not counted too (with '?')");
  command.AddFlag("--json", json, "one JSON object a company");
  command.Example("ritmon companies field:hydrogen-efuels 'age:<5'");
  command.Example("ritmon companies --json startup:yes region:hamburg");
  if (const auto over = command.Parse(arguments)) return *over;
  auto analysis = Analysis::Open(common);
  if (!analysis) return Report(analysis.error());
  auto date = ParseAsOf(as_of, analysis->today());
  if (!date) return Report(date.error());
  auto query = analysis->ParseCompanyQuery(JoinWords(words), everywhere, *date);
  if (!query) return Report(query.error());
  auto companies = analysis->OpenCompanies();
  if (!companies) return Report(companies.error());
  auto hits = companies->Find(*query, 0, limit, CompanySort::kRelevance);
  if (!hits) return Report(hits.error());
  const Terminal terminal = output.terminal();
  std::string out;
  if (json) {
    for (const CompanyHit& hit : hits->hits) {
      out += JsonLine(ToJson(hit.record, *date));
    }
  } else {
    out = AsTable(*hits, candidates, terminal);
  }
  if (auto status = Print(out, terminal); !status)
    return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
