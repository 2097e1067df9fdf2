// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/count_pages.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "cli/json_output.h"
#include "cli/text_table.h"
#include "cli/wording.h"
#include "index/index_reader.h"

namespace ritmon {
namespace {

using Json = nlohmann::ordered_json;

struct Name {
  PageDimension dimension;
  std::string_view name;
  std::string_view german;  // a NameKey
};
constexpr Name kNames[] = {
    {PageDimension::kField, "field", "feld"},
    {PageDimension::kTopic, "topic", "thema"},
    {PageDimension::kConfidence, "confidence", "sicherheit"},
    {PageDimension::kSource, "source", "quelle"},
    {PageDimension::kLang, "lang", "sprache"},
    {PageDimension::kYear, "year", "jahr"},
};

Result<Name> FindName(const std::string& by) {
  const std::string key = NameKey(by);
  std::vector<std::string_view> names;
  std::string known;
  for (const Name& name : kNames) {
    if (key == name.name || key == name.german) return name;
    names.push_back(name.name);
    known += " " + std::string(name.name);
  }
  return Fail(ErrorKind::kInvalid, "pages are counted by one of" + known +
                                       ", not by '" + by + "'" +
                                       DidYouMean(key, names));
}

// Fields and topics in the vocabulary's order and also at 0, others as they
// come.
std::vector<std::pair<std::string, uint64_t>> RowsOf(
    std::map<std::string, uint64_t> counts,
    const std::vector<VocabularyEntry>* entries) {
  std::vector<std::pair<std::string, uint64_t>> rows;
  if (entries != nullptr) {
    for (const VocabularyEntry& entry : *entries) {
      rows.emplace_back(entry.id, counts[entry.id]);
      counts.erase(entry.id);
    }
  }
  rows.insert(rows.end(), counts.begin(), counts.end());
  return rows;
}

}  // namespace

Result<std::string> CountPages(const Analysis& analysis,
                               const std::string& words, const std::string& by,
                               const Terminal& terminal, bool json) {
  const auto name = FindName(by);
  if (!name) return tl::unexpected(name.error());
  auto query = analysis.ParsePageQuery(words);
  if (!query) return tl::unexpected(query.error());
  auto pages = analysis.OpenPages();
  if (!pages) return tl::unexpected(pages.error());
  auto counts = pages->Count(*query, name->dimension);
  if (!counts) return tl::unexpected(counts.error());
  const Vocabulary& vocabulary = analysis.vocabulary();
  const std::vector<VocabularyEntry>* entries = nullptr;
  if (name->dimension == PageDimension::kField) entries = &vocabulary.fields;
  if (name->dimension == PageDimension::kTopic) entries = &vocabulary.topics;
  const auto rows = RowsOf(std::move(*counts), entries);
  if (json) {
    Json list = Json::array();
    for (const auto& [value, count] : rows) {
      list.push_back({{std::string(name->name), value}, {"pages", count}});
    }
    return IndentedJson(list);
  }
  const Language language = terminal.language;
  TextTable table(
      {{HeadIn(language, name->name)},
       {Say(language, Phrase::head_pages), TextTable::Align::kRight}});
  for (const auto& [value, count] : rows) {
    table.Add({LabelOrWord(entries, value, language), std::to_string(count)});
  }
  return table.Render(terminal);
}

}  // namespace ritmon
