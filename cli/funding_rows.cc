// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/funding_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>
#include <utility>

#include "base/csv.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "report/html_text.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;
constexpr auto kRight = TextTable::Align::kRight;

const std::vector<VocabularyEntry>* EntriesOf(FundingAxis axis,
                                              const Vocabulary& vocabulary) {
  switch (axis) {
    case FundingAxis::kFutureField:
      return &vocabulary.future_fields;
    case FundingAxis::kField:
      return &vocabulary.fields;
    case FundingAxis::kTopic:
      return &vocabulary.topics;
    case FundingAxis::kDistrict:
      return &vocabulary.districts;
    default:
      return nullptr;
  }
}

// Of a value on its axis; the smaller comes first.
int64_t RankOf(const FundingTable& table, size_t axis, const std::string& value,
               const Vocabulary& vocabulary) {
  switch (table.axes[axis]) {
    case FundingAxis::kFutureField:
    case FundingAxis::kField:
    case FundingAxis::kTopic: {
      const auto& entries = *EntriesOf(table.axes[axis], vocabulary);
      return std::find_if(entries.begin(), entries.end(),
                          [&](const auto& e) { return e.id == value; }) -
             entries.begin();
    }
    case FundingAxis::kActor:
      return static_cast<int64_t>(
          ParseActorClass(value).value_or(ActorClass::kUnknown));
    case FundingAxis::kYear:
      return std::stoll(value);
    default:
      return -table.margins[axis].at(value).cents;
  }
}

std::string_view ActorLabel(const std::string& value, bool german) {
  switch (ParseActorClass(value).value_or(ActorClass::kUnknown)) {
    case ActorClass::kBusiness:
      return german ? "Wirtschaft" : "business";
    case ActorClass::kScience:
      return german ? "Wissenschaft" : "science";
    case ActorClass::kPublic:
      return german ? "Öffentliche Hand" : "public sector";
    case ActorClass::kOther:
      return german ? "Sonstige" : "others";
    case ActorClass::kUnknown:
      return german ? "nicht bekannt" : "not known";
  }
  return "";
}

std::string_view AxisTitle(FundingAxis axis, bool german) {
  switch (axis) {
    case FundingAxis::kFutureField:
      return german ? "ZUKUNFTSFELD" : "FUTURE FIELD";
    case FundingAxis::kField:
      return german ? "ANWENDUNGSFELD" : "FIELD";
    case FundingAxis::kTopic:
      return german ? "THEMA" : "TOPIC";
    case FundingAxis::kActor:
      return german ? "AKTEUR" : "ACTOR";
    case FundingAxis::kYear:
      return german ? "JAHR" : "YEAR";
    case FundingAxis::kDistrict:
      return german ? "KREIS" : "DISTRICT";
    case FundingAxis::kKind:
      return german ? "FÖRDERART" : "KIND";
    case FundingAxis::kProfile:
      return german ? "FÖRDERPROFIL" : "PROFILE";
    case FundingAxis::kMinistry:
      return german ? "RESSORT" : "MINISTRY";
    case FundingAxis::kRecipient:
      return german ? "EMPFÄNGER" : "RECIPIENT";
    case FundingAxis::kProject:
      return german ? "VORHABEN" : "PROJECT";
    case FundingAxis::kCompany:
      return german ? "UNTERNEHMEN" : "COMPANY";
  }
  return "";
}

std::string Whole(int64_t cents, bool german) {
  return FormatCount((static_cast<uint64_t>(cents) + 50) / 100,
                     german ? Language::kGerman : Language::kEnglish);
}

// "!" where few projects or a large one make the picture.
std::string MarkOf(const FundingCell& cell) {
  return cell.unstable() ? "!" : "";
}

std::vector<std::string> CellTexts(const FundingCell& cell,
                                   const FundingCell& total, bool german) {
  const Language language = german ? Language::kGerman : Language::kEnglish;
  return {std::to_string(cell.projects) + MarkOf(cell),
          Whole(cell.cents, german),
          FormatShare(static_cast<uint64_t>(cell.cents),
                      static_cast<uint64_t>(total.cents), language),
          cell.estimated_own_cents > 0 ? Whole(cell.estimated_own_cents, german)
                                       : "-"};
}

std::string NotesText(const FundingTable& table, bool german) {
  std::string notes;
  const auto add = [&](std::string_view de, std::string_view en,
                       const auto&... values) {
    notes +=
        WrapText(fmt::format(fmt::runtime(german ? de : en), values...), 2);
  };
  const FundingCell& total = table.total;
  if (table.without.grants > 0) {
    add("{} weitere Förderungen ({} EUR) haben hier keinen Wert.",
        "{} more grants (EUR {}) have no value here.", table.without.grants,
        Whole(table.without.cents, german));
  }
  if (table.out_of_period > 0) {
    add("{} liegen außerhalb des Zeitraums.", "{} lie outside of the period.",
        table.out_of_period);
  }
  if (total.undisclosed > 0) {
    add("{} ohne veröffentlichten Betrag sind mit 0 dabei.",
        "{} without a published amount count as 0.", total.undisclosed);
  }
  if (total.outside_research_cents > 0) {
    add("{} EUR davon nennt der Katalog nicht forschungsrelevant.",
        "EUR {} of it the catalogue calls no research.",
        Whole(total.outside_research_cents, german));
  }
  if (total.grants > 0) {
    add("! weniger als {} Vorhaben: eines mehr oder weniger ändert das Bild.",
        "! fewer than {} projects: one more or less changes the picture.",
        kStableProjects);
  }
  return notes;
}

Json CellJson(const FundingCell& cell) {
  return {
      {"eur", static_cast<double>(cell.cents) / 100},
      {"projects", cell.projects},
      {"grants", cell.grants},
      {"own_eur_estimate", static_cast<double>(cell.estimated_own_cents) / 100},
      {"outside_research_eur",
       static_cast<double>(cell.outside_research_cents) / 100},
      {"undisclosed", cell.undisclosed},
      {"largest_project_eur", static_cast<double>(cell.largest_cents) / 100},
      {"unstable", cell.unstable()}};
}

}  // namespace

std::string NoRatioText(NoRatio reason, bool german) {
  switch (reason) {
    case NoRatio::kNone:
      return "";
    case NoRatio::kNoEmploymentHere:
      return german ? "keine Beschäftigtenzahl der Region"
                    : "no employment figure of the region";
    case NoRatio::kNoEmploymentThere:
      return german ? "keine Beschäftigtenzahl dort"
                    : "no employment figure there";
    case NoRatio::kNoFundingThere:
      return german ? "keine Förderung dort" : "no funding there";
    case NoRatio::kNoFundingAnywhere:
      return german ? "keine Förderung hier wie dort"
                    : "no funding in either region";
  }
  return "";
}

std::string FundingLabel(FundingAxis axis, const std::string& value,
                         const Vocabulary& vocabulary, bool german) {
  if (axis == FundingAxis::kActor) {
    return std::string(ActorLabel(value, german));
  }
  const auto* entries = EntriesOf(axis, vocabulary);
  return entries == nullptr ? value : LabelOf(*entries, value, german);
}

std::vector<FundingRow> RowsOf(const FundingTable& table,
                               const Vocabulary& vocabulary, uint64_t top) {
  // A row by what it is sorted by: ranks, then the values themselves.
  using Ranked = std::tuple<std::vector<int64_t>, std::vector<std::string>,
                            const FundingCell*>;
  std::vector<Ranked> ranked;
  for (const auto& [key, cell] : table.cells) {
    std::vector<int64_t> ranks;
    for (size_t i = 0; i < key.size(); ++i) {
      ranks.push_back(RankOf(table, i, key[i], vocabulary));
    }
    ranked.emplace_back(std::move(ranks), key, &cell);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<FundingRow> rows;
  for (const auto& [ranks, key, cell] : ranked) {
    if (top > 0 && rows.size() == top) break;
    rows.push_back({key, *cell});
  }
  return rows;
}

void KeepField(const std::string& field, FundingTable& table) {
  const auto axis =
      std::find(table.axes.begin(), table.axes.end(), FundingAxis::kField);
  const auto place = static_cast<size_t>(axis - table.axes.begin());
  std::erase_if(table.cells,
                [&](const auto& cell) { return cell.first[place] != field; });
  const auto margin = table.margins[place].find(field);
  table.total =
      margin == table.margins[place].end() ? FundingCell{} : margin->second;
  table.without = {};
}

std::string FundingAsText(const FundingTable& table,
                          const std::vector<FundingRow>& rows,
                          const Vocabulary& vocabulary,
                          const Terminal& terminal) {
  const bool german = terminal.german();
  std::vector<TextTable::Column> columns;
  for (const FundingAxis axis : table.axes) {
    columns.push_back({std::string(AxisTitle(axis, german))});
  }
  for (const char* title :
       {german ? "VORHABEN" : "PROJECTS", "EUR", german ? "ANTEIL" : "SHARE",
        german ? "EIGENMITTEL*" : "OWN MONEY*"}) {
    columns.push_back({title, kRight});
  }
  TextTable text(columns);
  for (const FundingRow& row : rows) {
    std::vector<std::string> cells;
    for (size_t i = 0; i < row.key.size(); ++i) {
      cells.push_back(
          FundingLabel(table.axes[i], row.key[i], vocabulary, german));
    }
    for (std::string& cell : CellTexts(row.cell, table.total, german)) {
      cells.push_back(std::move(cell));
    }
    text.Add(std::move(cells));
  }
  if (rows.size() < table.cells.size()) {
    text.Add({fmt::format(
        fmt::runtime(german ? "({} weitere Zeilen)" : "({} more rows)"),
        table.cells.size() - rows.size())});
  }
  std::vector<std::string> last(table.axes.size());
  last[0] = german ? "zusammen, jedes einmal" : "together, each once";
  for (std::string& cell : CellTexts(table.total, table.total, german)) {
    last.push_back(std::move(cell));
  }
  text.Add(std::move(last));
  return text.Render(terminal.width) + "\n" + NotesText(table, german);
}

std::string FundingAsCsv(const FundingTable& table,
                         const std::vector<FundingRow>& rows) {
  CsvWriter writer(',');
  std::vector<std::string> titles;
  for (const FundingAxis axis : table.axes) {
    titles.emplace_back(ToString(axis));
  }
  for (const char* title :
       {"eur", "projects", "grants", "own_eur_estimate", "outside_research_eur",
        "undisclosed", "largest_project_eur", "unstable"}) {
    titles.emplace_back(title);
  }
  writer.Append(titles);
  for (const FundingRow& row : rows) {
    std::vector<std::string> cells = row.key;
    const FundingCell& cell = row.cell;
    for (std::string text :
         {EurosText(cell.cents), std::to_string(cell.projects),
          std::to_string(cell.grants), EurosText(cell.estimated_own_cents),
          EurosText(cell.outside_research_cents),
          std::to_string(cell.undisclosed), EurosText(cell.largest_cents),
          std::string(cell.unstable() ? "1" : "0")}) {
      cells.push_back(std::move(text));
    }
    writer.Append(cells);
  }
  return writer.Take();
}

std::string FundingAsJson(const FundingTable& table,
                          const std::vector<FundingRow>& rows,
                          const std::string& region, bool research_only) {
  Json list = Json::array();
  for (const FundingRow& row : rows) {
    Json one = Json::object();
    for (size_t i = 0; i < row.key.size(); ++i) {
      one[std::string(ToString(table.axes[i]))] = row.key[i];
    }
    one.update(CellJson(row.cell));
    list.push_back(std::move(one));
  }
  const IndicatorOptions& options = table.options;
  const auto date = [](const std::optional<Date>& day) -> Json {
    return day ? Json(FormatDate(*day)) : Json(nullptr);
  };
  const Json json{{"region", region.empty() ? Json(nullptr) : Json(region)},
                  {"research_only", research_only},
                  {"quota_by_kind", options.quota_by_kind},
                  {"place", ToString(table.place)},
                  {"split", ToString(options.split)},
                  {"quota", options.funding_quota},
                  {"from", date(options.start_from)},
                  {"until", date(options.start_until)},
                  {"rows", std::move(list)},
                  {"total", CellJson(table.total)},
                  {"without", CellJson(table.without)},
                  {"out_of_period", table.out_of_period}};
  return IndentedJson(json);
}

}  // namespace ritmon
