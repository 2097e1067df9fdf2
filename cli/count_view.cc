// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/count_view.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/text_table.h"

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
    default:
      return nullptr;
  }
}

std::string LabelOf(const Vocabulary& vocabulary, Dimension dimension,
                    const std::string& value, bool german) {
  const auto* entries = EntriesOf(vocabulary, dimension);
  if (entries == nullptr) return value;
  const auto found =
      std::find_if(entries->begin(), entries->end(),
                   [&](const VocabularyEntry& e) { return e.id == value; });
  if (found == entries->end()) return value;
  return german ? found->label_de : found->label_en;
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper)
    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return upper;
}

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

}  // namespace

// Fields under their future field: a heading instead of a column that repeats.
bool IsGrouped(const CountTable& table) {
  return table.dimensions.size() >= 2 &&
         table.dimensions[0] == Dimension::kFutureField &&
         table.dimensions[1] == Dimension::kField;
}

std::string RenderCount(const CountTable& table, const Vocabulary& vocabulary,
                        bool german) {
  const bool grouped = IsGrouped(table);
  std::vector<TextTable::Column> columns;
  for (size_t i = grouped ? 1 : 0; i < table.dimensions.size(); ++i) {
    columns.push_back({Upper(ToString(table.dimensions[i]))});
  }
  columns.push_back(
      {german ? "UNTERNEHMEN" : "COMPANIES", TextTable::Align::kRight});
  columns.push_back({""});
  TextTable text(std::move(columns));
  uint64_t most = 0;
  for (const CountRow& row : table.rows) most = std::max(most, row.companies);
  std::string group;
  for (const CountRow& row : table.rows) {
    if (grouped && row.key[0] != group) {
      group = row.key[0];
      text.Add({LabelOf(vocabulary, table.dimensions[0], group, german)});
    }
    std::vector<std::string> cells;
    for (size_t i = grouped ? 1 : 0; i < row.key.size(); ++i) {
      const bool indented = grouped && i == 1;
      cells.push_back((indented ? "  " : "") + LabelOf(vocabulary,
                                                       table.dimensions[i],
                                                       row.key[i], german));
    }
    cells.push_back(std::to_string(row.companies));
    cells.push_back(Bar(row.companies, most));
    text.Add(std::move(cells));
  }
  std::string out = text.Render();
  out += (german ? "Unternehmen in mindestens einer Zeile: "
                 : "companies in at least one row: ") +
         std::to_string(table.total) + (german ? " von " : " of ") +
         std::to_string(table.matched) + "\n";
  return out;
}

std::string CountAsJson(const CountTable& table) {
  Json rows = Json::array();
  for (const CountRow& row : table.rows) {
    Json json = Json::object();
    for (size_t i = 0; i < row.key.size(); ++i) {
      json[std::string(ToString(table.dimensions[i]))] = row.key[i];
    }
    json["companies"] = row.companies;
    rows.push_back(std::move(json));
  }
  return rows.dump(2) + "\n";
}

}  // namespace ritmon
