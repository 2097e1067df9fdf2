// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/funding_index.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/csv.h"
#include "cli/funding_flags.h"
#include "cli/funding_rows.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "funding/money_and_mass.h"
#include "report/html_text.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
constexpr auto kRight = TextTable::Align::kRight;

std::string Decimal(const std::optional<double>& number, bool german) {
  if (!number) return "-";
  std::string text = fmt::format("{:.2f}", *number);
  if (german) text.replace(text.find('.'), 1, ",");
  return text;
}

Json Number(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

std::string RegionName(const FundingQuestion& question,
                       const std::string& name) {
  const auto region = question.analysis.places().regions.Find(name);
  if (!region) return name;
  return question.german() ? region->label_de : region->label_en;
}

std::vector<RegionFunding> WithArea(const ExcellenceIndex& index) {
  std::vector<RegionFunding> regions = index.regions;
  if (index.area) regions.push_back(*index.area);
  return regions;
}

std::string RatioText(const IndexRatio& ratio, bool german) {
  if (!ratio.value) return german ? "keine Angabe" : "n/a";
  return Decimal(ratio.value, german) + (ratio.unstable ? "!" : "");
}

// Why some rows have no ratio, each reason once.
std::string ReasonsText(const ExcellenceIndex& index,
                        const FundingQuestion& question) {
  std::map<std::string, std::vector<std::string>> fields;
  for (const IndexRow& row : index.rows) {
    for (size_t i = 0; i < row.ratios.size(); ++i) {
      if (row.ratios[i].reason == NoRatio::kNone) continue;
      fields[fmt::format("{}: {}",
                         RegionName(question, index.regions[i + 1].region),
                         NoRatioText(row.ratios[i].reason, question.german()))]
          .push_back(LabelOf(question.analysis.vocabulary().fields, row.field,
                             question.german()));
    }
  }
  std::string text;
  for (const auto& [reason, names] : fields) {
    text +=
        WrapText(fmt::format("  {} ({})", reason, fmt::join(names, ", ")), 4);
  }
  return text;
}

std::string IndexAsText(const ExcellenceIndex& index,
                        const FundingQuestion& question) {
  const bool german = question.german();
  std::vector<TextTable::Column> columns = {{german ? "FELD" : "FIELD"}};
  columns.push_back({german ? "EUR/BESCH." : "EUR/EMPL.", kRight});
  for (size_t i = 1; i < index.regions.size(); ++i) {
    columns.push_back(
        {(german ? "ZU " : "TO ") +
             CutToWidth(RegionName(question, index.regions[i].region), 14),
         kRight});
  }
  if (index.area) columns.push_back({"FEI DE", kRight});
  columns.push_back({german ? "GRÖSSTES" : "LARGEST", kRight});
  if (index.measure == IndexMeasure::kProjects) {
    columns[1].title = german ? "VORH./1 MIO" : "PROJ./1 M";
  }
  TextTable table(columns);
  for (const IndexRow& row : index.rows) {
    std::optional<double> intensity = row.intensity[0];
    if (intensity && index.measure == IndexMeasure::kProjects) {
      *intensity *= 1'000'000;
    }
    std::vector<std::string> cells = {
        LabelOf(question.analysis.vocabulary().fields, row.field, german),
        Decimal(intensity, german)};
    for (const IndexRatio& ratio : row.ratios) {
      cells.push_back(RatioText(ratio, german));
    }
    if (index.area) cells.push_back(Decimal(row.fei, german));
    cells.push_back(row.cells[0].cents > 0
                        ? fmt::format("{:.0f} %", row.largest_share[0] * 100)
                        : "-");
    table.Add(std::move(cells));
  }
  std::string text = table.Render(question.terminal.width) + "\n" +
                     ReasonsText(index, question);
  text += WrapText(
      german
          ? "  1,00: so viel je Beschäftigten wie die andere Region; größer: "
            "mehr. ! auf einer Seite weniger als 5 Vorhaben. Größtes: Anteil "
            "des größten Vorhabens in der Region."
          : "  1.00: as much per employee as the other region; larger: more. "
            "! fewer than 5 projects on one side. Largest: share of the "
            "largest project in the region.",
      2);
  for (const RegionFunding& region : WithArea(index)) {
    const std::string name = region.region == "de"
                                 ? (german ? "Deutschland" : "Germany")
                                 : RegionName(question, region.region);
    text += WrapText(
        region.employment
            ? fmt::format(fmt::runtime(german ? "  {}: {} Beschäftigte am {} "
                                                "({})"
                                              : "  {}: {} employees on {} "
                                                "({})"),
                          name, region.employment->employees,
                          FormatDate(region.employment->date),
                          region.employment->source)
            : "  " + name +
                  (german ? ": keine Beschäftigtenzahl in der Tabelle"
                          : ": no employment figure in the table"),
        4);
  }
  return text;
}

std::string IndexAsJson(const ExcellenceIndex& index) {
  Json rows = Json::array();
  for (const IndexRow& row : index.rows) {
    Json ratios = Json::object();
    for (size_t i = 0; i < row.ratios.size(); ++i) {
      const IndexRatio& ratio = row.ratios[i];
      ratios[index.regions[i + 1].region] = {{"ratio", Number(ratio.value)},
                                             {"inverse", Number(ratio.inverse)},
                                             {"reason", ToString(ratio.reason)},
                                             {"unstable", ratio.unstable}};
    }
    rows.push_back({{"field", row.field},
                    {"intensity", Number(row.intensity[0])},
                    {"ratios", std::move(ratios)},
                    {"fei", Number(row.fei)},
                    {"largest_share", row.largest_share[0]}});
  }
  Json regions = Json::array();
  for (const RegionFunding& region : WithArea(index)) {
    Json one{{"region", region.region}};
    if (region.employment) {
      one["employees"] = region.employment->employees;
      one["date"] = FormatDate(region.employment->date);
      one["source"] = region.employment->source;
    }
    regions.push_back(std::move(one));
  }
  return IndentedJson({{"measure", ToString(index.measure)},
                       {"months_apart", index.months_apart},
                       {"regions", std::move(regions)},
                       {"rows", std::move(rows)}});
}

std::string IndexAsCsv(const ExcellenceIndex& index) {
  CsvWriter writer(',');
  std::vector<std::string> titles = {"field", "intensity"};
  for (size_t i = 1; i < index.regions.size(); ++i) {
    titles.push_back("ratio_" + index.regions[i].region);
    titles.push_back("reason_" + index.regions[i].region);
  }
  titles.emplace_back("fei");
  writer.Append(titles);
  const auto text = [](const std::optional<double>& number) {
    return number ? fmt::format("{:.6f}", *number) : std::string();
  };
  for (const IndexRow& row : index.rows) {
    std::vector<std::string> cells = {row.field, text(row.intensity[0])};
    for (const IndexRatio& ratio : row.ratios) {
      cells.push_back(text(ratio.value));
      cells.emplace_back(ToString(ratio.reason));
    }
    cells.push_back(text(row.fei));
    writer.Append(cells);
  }
  return writer.Take();
}

std::string_view VerdictText(MoneyAndMass verdict, bool german) {
  switch (verdict) {
    case MoneyAndMass::kNoData:
      return german ? "keine Angabe" : "no data";
    case MoneyAndMass::kBalanced:
      return "";
    case MoneyAndMass::kMoneyWithoutFirms:
      return german ? "wenige Firmen" : "few companies";
    case MoneyAndMass::kFirmsWithoutMoney:
      return german ? "wenig Geld" : "little money";
  }
  return "";
}

Result<std::vector<FieldMass>> MassOf(const FundingQuestion& question) {
  const Analysis& analysis = question.analysis;
  auto companies = analysis.OpenCompanies();
  if (!companies) return tl::unexpected(companies.error());
  std::string text;
  const auto region = analysis.places().regions.Find(question.region);
  if (region && !question.region.empty()) text = analysis.QueryOf(*region);
  auto query = analysis.ParseCompanyQuery(text, true, analysis.today());
  if (!query) return tl::unexpected(query.error());
  auto table =
      companies->Count(*query, {Dimension::kField},
                       CountOptions{.as_of = question.analysis.today()},
                       question.analysis.vocabulary());
  if (!table) return tl::unexpected(table.error());
  std::vector<FieldMass> mass;
  for (const CountRow& row : table->rows) {
    mass.push_back({row.key[0], row.companies});
  }
  return mass;
}

std::string MassAsText(const std::vector<MoneyAndMassRow>& rows,
                       const FundingQuestion& question) {
  const bool german = question.german();
  const Language language = german ? Language::kGerman : Language::kEnglish;
  TextTable table({{german ? "FELD" : "FIELD"},
                   {german ? "FÖRDERUNG" : "FUNDING", kRight},
                   {german ? "UNTERN." : "COMPANIES", kRight},
                   {german ? "GELD %" : "MONEY %", kRight},
                   {german ? "UNTERN. %" : "COMP. %", kRight},
                   {""}});
  const auto percent = [](const std::optional<double>& share) {
    return share ? fmt::format("{:.0f}", *share * 100) : std::string("-");
  };
  for (const MoneyAndMassRow& row : rows) {
    table.Add(
        {LabelOf(question.analysis.vocabulary().fields, row.field, german),
         FormatEuros(row.funding.cents, language),
         std::to_string(row.companies), percent(row.money_share),
         percent(row.company_share),
         std::string(VerdictText(row.verdict, german))});
  }
  return table.Render(question.terminal.width) + "\n" +
         WrapText(german ? "  Anteile an allen Feldern zusammen; genannt wird, "
                           "was sich um das Doppelte unterscheidet."
                         : "  Shares of all fields together; named is what "
                           "differs by twice as much.",
                  2);
}

std::string MassAsJson(const std::vector<MoneyAndMassRow>& rows) {
  Json list = Json::array();
  for (const MoneyAndMassRow& row : rows) {
    list.push_back({{"field", row.field},
                    {"eur", static_cast<double>(row.funding.cents) / 100},
                    {"projects", row.funding.projects},
                    {"companies", row.companies},
                    {"money_share", Number(row.money_share)},
                    {"company_share", Number(row.company_share)},
                    {"quotient", Number(row.quotient)},
                    {"verdict", ToString(row.verdict)}});
  }
  return IndentedJson(list);
}

std::string MassAsCsv(const std::vector<MoneyAndMassRow>& rows) {
  CsvWriter writer(',');
  writer.Append(
      {"field", "eur", "projects", "companies", "quotient", "verdict"});
  for (const MoneyAndMassRow& row : rows) {
    writer.Append({row.field, EurosText(row.funding.cents),
                   std::to_string(row.funding.projects),
                   std::to_string(row.companies),
                   row.quotient ? fmt::format("{:.4f}", *row.quotient) : "",
                   std::string(ToString(row.verdict))});
  }
  return writer.Take();
}

}  // namespace

int FundingIndexCommand(const Arguments& arguments) {
  CommandLine command{
      "the FuE-Exzellenz-Index: research money per employee, field by field, "
      "against other regions",
      "ritmon funding index"};
  FundingFlags flags;
  std::vector<std::string> benchmarks;
  std::string measure = "sum";
  bool dates_apart = false;
  flags.AddTo(command);
  command
      .Add("--benchmark", benchmarks,
           "a region to compare with, may be given several times; else the "
           "configured ones")
      .OneValueEach();
  command.Add("--measure", measure, "euros or projects per employee")
      .OneOf({"sum", "projects"})
      .ShowDefault();
  command.AddFlag("--dates-apart", dates_apart,
                  "compare employment figures over 12 months apart, too");
  if (const auto over = command.Parse(arguments)) return *over;
  auto question = FundingQuestion::Open(flags);
  if (!question) return Report(question.error());
  const Analysis& analysis = question->analysis;
  if (benchmarks.empty()) benchmarks = analysis.options().funding.benchmarks;
  if (question->region.empty()) {
    return Report({ErrorKind::kInvalid,
                   "an index is of a region: leave out --everywhere, or "
                   "configure region.name"});
  }
  auto index =
      ExcellenceOf(question->view, analysis.options(), analysis.lists(),
                   analysis.places().regions,
                   {.home = question->region,
                    .benchmarks = benchmarks,
                    .place = question->scope.place,
                    .research_only = question->scope.research_only,
                    .indicators = question->indicators,
                    .excellence = {.measure = *ParseIndexMeasure(measure),
                                   .allow_dates_apart = dates_apart}});
  if (!index) return Report(index.error());
  std::string out = flags.format == "json"  ? IndexAsJson(*index)
                    : flags.format == "csv" ? IndexAsCsv(*index)
                                            : IndexAsText(*index, *question) +
                                                  question->BasisText();
  auto status = Print(out, question->terminal);
  return status ? kExitOk : Report(status.error());
}

int FundingCompaniesCommand(const Arguments& arguments) {
  CommandLine command{
      "money against companies: fields with much money and few of them",
      "ritmon funding companies"};
  FundingFlags flags;
  flags.AddTo(command);
  if (const auto over = command.Parse(arguments)) return *over;
  auto question = FundingQuestion::Open(flags);
  if (!question) return Report(question.error());
  auto mass = MassOf(*question);
  if (!mass) return Report(mass.error());
  auto table = question->view.Count({FundingAxis::kField}, question->indicators,
                                    question->scope);
  if (!table) return Report(table.error());
  const auto rows = SetAgainst(table->margins[0], *mass);
  std::string out = flags.format == "json" ? MassAsJson(rows)
                    : flags.format == "csv"
                        ? MassAsCsv(rows)
                        : MassAsText(rows, *question) + question->BasisText();
  auto status = Print(out, question->terminal);
  return status ? kExitOk : Report(status.error());
}

}  // namespace ritmon
