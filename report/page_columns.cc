// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page_columns.h"

#include <string>

namespace ritmon {
namespace {

using Data = const PageData&;

std::string Fields(Data page) {
  std::string fields;
  for (const auto& [field, confidence] : page.fields) {
    if (!fields.empty()) fields += '|';
    fields += field + ":" + confidence;
  }
  return fields;
}

TableCell LinkTo(const std::string& url) {
  if (url.empty()) return {};
  return SheetLink{url};
}

// As the index has it, to the letter, where it is no time.
TableCell When(Data page) {
  const auto time = ParseTimestamp(page.date);
  if (!time) return page.date;
  return *time;
}

constexpr PageTableColumn kColumns[] = {
    {{"url", "Adresse", "Address", "der Seite, wie sie abgerufen wurde",
      "of the page, as it was fetched"},
     [](Data p) { return LinkTo(p.url); }},
    {{"title", "Titel", "Title", "der Seite", "of the page"},
     [](Data p) -> TableCell { return p.title; }},
    {{"host", "Host", "Host", "Rechnername", "host name"},
     [](Data p) -> TableCell { return p.host; }},
    {{"lang", "Sprache", "Language", "ISO 639-1", "ISO 639-1"},
     [](Data p) -> TableCell { return p.lang; }},
    {{"kind", "Art", "Kind", "web, news, post", "web, news, post"},
     [](Data p) -> TableCell { return p.kind; }},
    {{"date", "Datum (UTC)", "Date (UTC)",
      "der Veröffentlichung, sonst des Abrufs", "published, else fetched"},
     [](Data p) { return When(p); }},
    {{"company", "Unternehmen", "Company",
      "Kennung des Unternehmens, dessen Seite es ist",
      "id of the company whose page it is"},
     [](Data p) -> TableCell { return p.company_id; }},
    {{"double_of", "Fassung von", "Double of",
      "Seite, die dasselbe in anderer Sprache sagt und gezählt wird",
      "page that says the same in another language and is counted"},
     [](Data p) -> TableCell { return p.double_of; }},
    {{"story_of", "Meldung von", "Story of",
      "Seite, auf der dieselbe Meldung gezählt wird",
      "page on which the same story is counted"},
     [](Data p) -> TableCell { return p.story_of; }},
    {{"fields", "Felder", "Fields", "Anwendungsfelder mit Sicherheit",
      "application fields with confidence"},
     [](Data p) -> TableCell { return Fields(p); }},
};

}  // namespace

std::span<const PageTableColumn> PageColumns() { return kColumns; }

const std::vector<ColumnSet>& PageColumnSets() {
  static const std::vector<ColumnSet> sets = [] {
    std::vector<std::string_view> all;
    for (const PageTableColumn& column : PageColumns()) {
      all.push_back(column.text.id);
    }
    return std::vector<ColumnSet>{
        {"basic", {"url", "title", "date", "company", "fields"}},
        {"standard", all},
        {"full", all}};
  }();
  return sets;
}

}  // namespace ritmon
