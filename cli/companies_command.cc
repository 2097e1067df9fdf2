// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/analysis.h"
#include "cli/command_line.h"
#include "cli/company_rows.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

std::string AsTable(const CompanyHits& hits, bool candidates) {
  TextTable table({{"COMPANY"},
                   {"TOWN"},
                   {"SINCE", TextTable::Align::kRight},
                   {"STAFF", TextTable::Align::kRight},
                   {"FIELDS"}});
  for (const CompanyHit& hit : hits.hits) {
    const Company& company = hit.record.company;
    table.Add({CutToWidth(company.name, 30),
               CutToWidth(company.address.town, 12),
               company.founded ? FormatDate(*company.founded).substr(0, 4) : "",
               company.employees ? ToString(*company.employees) : "",
               FieldList(hit.record, candidates)});
  }
  return table.Render() +
         fmt::format("{} of {} companies\n", hits.hits.size(), hits.total);
}

}  // namespace

int CompaniesCommand(const Arguments& arguments) {
  CommandLine command{"companies that match a query", "ritmon companies"};
  CommonFlags common;
  std::vector<std::string> words;
  uint64_t limit = 50;
  std::string as_of;
  bool everywhere = false;
  bool candidates = false;
  bool json = false;
  common.AddTo(command);
  command.Add("QUERY", words,
              "words of the name, field:..., future:..., age:<5, "
              "startup:yes, size:<100, confidence:high");
  command.Add("-n,--limit", limit, "companies shown").ShowDefault();
  command.Add("--as-of", as_of, "date that ages are counted on");
  command.AddFlag("--everywhere", everywhere, "not only in the region");
  command.AddFlag("--candidates", candidates,
                  "show fields that are not counted too (with '?')");
  command.AddFlag("--json", json, "one JSON object a company");
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
  std::string out;
  if (json) {
    for (const CompanyHit& hit : hits->hits) {
      out += ToJson(hit.record, *date)
                 .dump(-1, ' ', false, Json::error_handler_t::replace) +
             "\n";
    }
  } else {
    out = AsTable(*hits, candidates);
  }
  if (auto status = Print(out); !status) return Report(status.error());
  return kExitOk;
}

}  // namespace ritmon
