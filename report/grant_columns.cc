// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/grant_columns.h"

namespace ritmon {
namespace {

using Data = const GrantData&;

TableCell Joined(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    if (!text.empty()) text += '|';
    text += id;
  }
  return text;
}

TableCell Day(const std::optional<Date>& day) {
  if (!day) return {};
  return *day;
}

// Nothing where the catalogue does not disclose it.
TableCell Euros(int64_t cents) {
  if (cents == 0) return {};
  return static_cast<double>(cents) / 100;
}

constexpr GrantTableColumn kColumns[] = {
    {{"fkz", "FKZ", "FKZ", "Förderkennzeichen", "key of the catalogue"},
     [](Data g) -> TableCell { return g.grant.fkz; }},
    {{"recipient", "Empfänger", "Recipient", "Zuwendungsempfänger",
      "legal entity that receives it"},
     [](Data g) -> TableCell { return g.grant.recipient.name; }},
    {{"recipient_town", "Ort des Empfängers", "Recipient's town", "", ""},
     [](Data g) -> TableCell { return g.grant.recipient.town; }},
    {{"recipient_ags", "AGS des Empfängers", "Recipient's AGS",
      "Gemeindeschlüssel", "municipality"},
     [](Data g) -> TableCell { return g.grant.recipient.ags; }},
    {{"executing", "Ausführende Stelle", "Executing body", "wo gearbeitet wird",
      "where the work is done"},
     [](Data g) -> TableCell { return g.grant.executing.name; }},
    {{"executing_town", "Ort", "Town", "der ausführenden Stelle",
      "of the executing body"},
     [](Data g) -> TableCell { return g.grant.executing.town; }},
    {{"executing_ags", "AGS", "AGS", "der ausführenden Stelle",
      "of the executing body"},
     [](Data g) -> TableCell { return g.grant.executing.ags; }},
    {{"actor", "Akteur", "Actor",
      "wirtschaft, wissenschaft, oeffentlich, sonstige, unbekannt",
      "business, science, public, others, unknown"},
     [](Data g) -> TableCell { return std::string(ToString(g.grant.actor)); }},
    {{"title", "Thema", "Title", "des Vorhabens", "of the project"},
     [](Data g) -> TableCell { return g.grant.title; }},
    {{"joint_project", "Verbund", "Joint project", "wie der Katalog ihn nennt",
      "as the catalogue calls it"},
     [](Data g) -> TableCell { return g.grant.joint_project; }},
    {{"plan", "Leistungsplan", "Plan", "Klartext der Systematik",
      "text of the plan"},
     [](Data g) -> TableCell { return g.grant.plan_text; }},
    {{"start", "Beginn", "Start", "der Laufzeit", "of the runtime"},
     [](Data g) { return Day(g.grant.start); }},
    {{"end", "Ende", "End", "der Laufzeit", "of the runtime"},
     [](Data g) { return Day(g.grant.end); }},
    {{"eur", "Summe in EUR", "Sum in EUR",
      "für die ganze Laufzeit; leer: nicht veröffentlicht",
      "for the whole runtime; empty: not published"},
     [](Data g) { return Euros(g.grant.amount_cents); }},
    {{"kind", "Förderart", "Kind", "", ""},
     [](Data g) -> TableCell { return g.grant.kind; }},
    {{"profile", "Förderprofil", "Profile", "", ""},
     [](Data g) -> TableCell { return g.grant.profile; }},
    {{"ministry", "Ressort", "Ministry", "", ""},
     [](Data g) -> TableCell { return g.grant.ministry; }},
    {{"fields", "Felder", "Fields", "Anwendungsfelder", "application fields"},
     [](Data g) { return Joined(g.fields); }},
    {{"topics", "Themen", "Topics", "Themen der Listen", "topics of the lists"},
     [](Data g) { return Joined(g.topics); }},
    {{"project", "Vorhaben", "Project",
      "ein Schlüssel für alle Teile eines Verbundes",
      "one key for all parts of a joint project"},
     [](Data g) -> TableCell { return g.project; }},
    {{"company", "Unternehmen", "Company", "Kennung im Register",
      "id in the register"},
     [](Data g) -> TableCell { return g.company_id; }},
};

}  // namespace

std::span<const GrantTableColumn> GrantColumnTable() { return kColumns; }

const std::vector<ColumnSet>& GrantColumnSets() {
  static const std::vector<ColumnSet> sets = [] {
    std::vector<std::string_view> all;
    for (const GrantTableColumn& column : GrantColumnTable()) {
      all.push_back(column.text.id);
    }
    return std::vector<ColumnSet>{
        {"basic", {"fkz", "recipient", "title", "start", "eur", "fields"}},
        {"standard",
         {"fkz", "recipient", "executing", "executing_town", "actor", "title",
          "joint_project", "start", "end", "eur", "fields", "topics",
          "company"}},
        {"full", all}};
  }();
  return sets;
}

}  // namespace ritmon
