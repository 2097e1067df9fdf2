// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/count_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

const std::vector<VocabularyEntry>* EntriesOf(const Vocabulary& vocabulary,
                                              Dimension dimension) {
  switch (dimension) {
    case Dimension::kField:
      return &vocabulary.fields;
    case Dimension::kFutureField:
      return &vocabulary.future_fields;
    case Dimension::kTopic:
      return &vocabulary.topics;
    case Dimension::kRegion:
      return &vocabulary.regions;
    case Dimension::kDistrict:
      return &vocabulary.districts;
    case Dimension::kMunicipality:
      return &vocabulary.municipalities;
    case Dimension::kCluster:
      return &vocabulary.clusters;
    default:
      return nullptr;
  }
}

std::string LabelOf(const Vocabulary& vocabulary, Dimension dimension,
                    const std::string& value, Language language) {
  return LabelOrWord(EntriesOf(vocabulary, dimension), value, language);
}

// Stands where a number is suppressed.
constexpr std::string_view kSuppressed = "x";

// As long as the largest count's bar, a picture of the row beside it.
std::string Bar(uint64_t companies, uint64_t most) {
  constexpr uint64_t kLongest = 20;
  if (most == 0) return {};
  const uint64_t length =
      std::min(kLongest, (companies * kLongest + most - 1) / most);
  std::string bar;
  for (uint64_t i = 0; i < length; ++i) bar += "█";
  return bar;
}

// Fields under their future field: a heading instead of a column that repeats.
bool IsGrouped(const std::vector<Dimension>& dimensions) {
  return dimensions.size() >= 2 && dimensions[0] == Dimension::kFutureField &&
         dimensions[1] == Dimension::kField;
}

// A line for each row: its key, then what `cells_of` says under `headings`.
template <typename Row, typename CellsOf>
std::string RenderRows(const std::vector<Dimension>& dimensions,
                       const std::vector<Row>& rows,
                       std::vector<TextTable::Column> headings,
                       const CellsOf& cells_of, const Vocabulary& vocabulary,
                       const Terminal& terminal,
                       const CountDetails& details = {}) {
  const Language language = terminal.language;
  const bool grouped = IsGrouped(dimensions);
  std::vector<TextTable::Column> columns;
  for (size_t i = grouped ? 1 : 0; i < dimensions.size(); ++i) {
    columns.push_back({HeadIn(language, ToString(dimensions[i]))});
  }
  columns.insert(columns.end(), headings.begin(), headings.end());
  TextTable text(std::move(columns));
  std::string group;
  for (const Row& row : rows) {
    if (grouped && row.key[0] != group) {
      group = row.key[0];
      text.Add({LabelOf(vocabulary, dimensions[0], group, language)});
    }
    std::vector<std::string> cells;
    for (size_t i = grouped ? 1 : 0; i < row.key.size(); ++i) {
      const bool indented = grouped && i == 1;
      cells.push_back((indented ? "  " : "") +
                      LabelOf(vocabulary, dimensions[i], row.key[i], language));
    }
    for (std::string& cell : cells_of(row)) cells.push_back(std::move(cell));
    text.Add(std::move(cells));
    const size_t at = static_cast<size_t>(&row - rows.data());
    if (at < details.queries.size()) {
      text.AddLine("      " + details.queries[at]);
    }
    if (at >= details.companies.size()) continue;
    for (const CompanyName& company : details.companies[at]) {
      text.AddLine(fmt::format("      {:<24} {}", company.id, company.name));
    }
  }
  return text.Render(terminal);
}

// "12 von 40 (30 %)".
std::string CoverageText(const Coverage& coverage, Language language) {
  const double share = coverage.of == 0
                           ? 0
                           : 100.0 * static_cast<double>(coverage.known) /
                                 static_cast<double>(coverage.of);
  return Say(language, Phrase::part_of_with_share, coverage.known, coverage.of,
             share);
}

bool IsAge(Dimension dimension) {
  return dimension == Dimension::kAge || dimension == Dimension::kStartup ||
         dimension == Dimension::kFounded;
}

// Of how many companies age or size is known at all.
std::string KnownText(const CountTable& table, Language language) {
  bool age = false;
  bool size = false;
  for (const Dimension dimension : table.dimensions) {
    if (!IsPartlyKnown(dimension)) continue;
    (IsAge(dimension) ? age : size) = true;
  }
  if (!age && !size) return {};
  const Phrase one = age ? Phrase::age_known : Phrase::size_known;
  std::string text =
      Say(language, age && size ? Phrase::age_and_size_known : one,
          CoverageText(table.coverage, language)) +
      "\n";
  if (age && table.by_year_only > 0) {
    text += Say(language, Phrase::by_year_only, table.by_year_only) + "\n";
  }
  return text;
}

std::string ShellText(const CountTable& table, Language language) {
  if (table.shells == 0) return {};
  return Say(language,
             table.shells == 1 ? Phrase::without_shell : Phrase::without_shells,
             table.shells) +
         "\n";
}

// Beside the rows of several groups, each has a coverage of its own.
bool HasGroups(const CountTable& table) {
  const auto partly = std::count_if(table.dimensions.begin(),
                                    table.dimensions.end(), IsPartlyKnown);
  return partly > 0 && static_cast<size_t>(partly) < table.dimensions.size();
}

int64_t DifferenceOf(const ComparedRow& row) {
  return static_cast<int64_t>(row.after) - static_cast<int64_t>(row.before);
}

}  // namespace

std::string RenderCount(const CountTable& table, const Vocabulary& vocabulary,
                        const Terminal& terminal, const CountDetails& details) {
  const Language language = terminal.language;
  uint64_t most = 0;
  for (const CountRow& row : table.rows) most = std::max(most, row.companies);
  const auto right = TextTable::Align::kRight;
  std::vector<TextTable::Column> headings = {
      {Say(language, Phrase::head_companies), right}};
  const bool grouped = HasGroups(table);
  if (grouped) headings.push_back({Say(language, Phrase::head_known), right});
  headings.push_back({""});
  std::string out = RenderRows(
      table.dimensions, table.rows, std::move(headings),
      [&](const CountRow& row) {
        std::vector<std::string> cells = {row.suppressed
                                              ? std::string(kSuppressed)
                                              : std::to_string(row.companies)};
        if (grouped) {
          cells.push_back(row.coverage_suppressed
                              ? std::string(kSuppressed)
                              : Say(language, Phrase::part_of,
                                    row.coverage.known, row.coverage.of));
        }
        cells.push_back(row.suppressed ? "" : Bar(row.companies, most));
        return cells;
      },
      vocabulary, terminal, details);
  // Where every company stands in a row, both are the same number.
  const auto unless_suppressed = [&](uint64_t number) {
    return table.total_suppressed ? std::string(kSuppressed)
                                  : std::to_string(number);
  };
  out += Say(language, Phrase::in_any_row, unless_suppressed(table.total),
             unless_suppressed(table.matched)) +
         "\n";
  const bool any =
      std::any_of(table.rows.begin(), table.rows.end(),
                  [](const CountRow& row) { return row.suppressed; });
  // These would tell what the rows do not.
  if (any || table.total_suppressed) {
    return out + Say(language, Phrase::suppressed) + "\n";
  }
  return out + KnownText(table, language) + ShellText(table, language);
}

std::string CountAsJson(const CountTable& table, const CountDetails& details) {
  const bool partly_known = std::any_of(table.dimensions.begin(),
                                        table.dimensions.end(), IsPartlyKnown);
  Json rows = Json::array();
  for (size_t r = 0; r < table.rows.size(); ++r) {
    const CountRow& row = table.rows[r];
    const auto number = [](bool suppressed, uint64_t value) {
      return suppressed ? Json() : Json(value);
    };
    Json json = Json::object();
    for (size_t i = 0; i < row.key.size(); ++i) {
      json[std::string(ToString(table.dimensions[i]))] = row.key[i];
    }
    json["companies"] = number(row.suppressed, row.companies);
    json["shells_left_out"] = number(row.suppressed, row.shells);
    if (partly_known) {
      json["known"] = number(row.coverage_suppressed, row.coverage.known);
      json["of"] = number(row.coverage_suppressed, row.coverage.of);
    }
    if (row.suppressed) json["suppressed"] = true;
    if (!details.queries.empty()) json["query"] = details.queries[r];
    if (!details.companies.empty()) {
      json["list"] = Json::array();
      for (const CompanyName& company : details.companies[r]) {
        json["list"].push_back({{"id", company.id}, {"name", company.name}});
      }
    }
    rows.push_back(std::move(json));
  }
  return IndentedJson(rows);
}

std::string RenderComparison(const CountComparison& comparison,
                             const Vocabulary& vocabulary,
                             const Terminal& terminal) {
  const Language language = terminal.language;
  const auto right = TextTable::Align::kRight;
  std::string out = RenderRows(
      comparison.dimensions, comparison.rows,
      {{Say(language, Phrase::head_before), right},
       {Say(language, Phrase::head_after), right},
       {Say(language, Phrase::head_difference), right}},
      [](const ComparedRow& row) -> std::vector<std::string> {
        const int64_t difference = DifferenceOf(row);
        return {std::to_string(row.before), std::to_string(row.after),
                (difference > 0 ? "+" : "") + std::to_string(difference)};
      },
      vocabulary, terminal);
  return out +
         Say(language, Phrase::in_any_row_compared, comparison.total_before,
             comparison.total_after, comparison.matched) +
         "\n";
}

std::string ComparisonAsJson(const CountComparison& comparison) {
  Json rows = Json::array();
  for (const ComparedRow& row : comparison.rows) {
    Json json = Json::object();
    for (size_t i = 0; i < row.key.size(); ++i) {
      json[std::string(ToString(comparison.dimensions[i]))] = row.key[i];
    }
    json["before"] = row.before;
    json["after"] = row.after;
    json["difference"] = DifferenceOf(row);
    rows.push_back(std::move(json));
  }
  return IndentedJson(rows);
}

}  // namespace ritmon
