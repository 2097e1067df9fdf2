// SPDX-License-Identifier: GPL-3.0-or-later
// Long because it is one table.
#include "report/company_columns.h"

#include <optional>
#include <set>
#include <string>

namespace ritmon {
namespace {

using Record = const CompanyRecord&;

std::string Join(const std::vector<std::string>& parts) {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += '|';
    joined += part;
  }
  return joined;
}

template <typename Number>
TableCell Optional(const std::optional<Number>& number) {
  if (!number) return {};
  return static_cast<int64_t>(*number);
}

std::string Text(std::string_view text) { return std::string(text); }

// Only as exact as it is known: a year alone is a text.
TableCell Founded(const Company& company) {
  if (!company.founded) return {};
  if (company.founded_precision != "year") return *company.founded;
  return FormatDate(*company.founded).substr(0, 4);
}

TableCell FoundedYear(const Company& company) {
  if (!company.founded) return {};
  return int64_t{static_cast<int>(company.founded->year())};
}

TableCell Figure(const Company& company) {
  if (!company.employees || !company.employees->is_figure()) return {};
  return company.employees->min;
}

std::string Fields(Record record, bool counted) {
  std::vector<std::string> parts;
  for (const CompanyField& field : record.fields) {
    if (IsCounted(record, field) != counted) continue;
    parts.push_back(field.field + ":" + Text(ToString(field.confidence)));
  }
  return Join(parts);
}

std::string Topics(Record record) {
  std::vector<std::string> parts;
  for (const CompanyField& topic : record.topics) {
    parts.push_back(topic.field + ":" + Text(ToString(topic.confidence)));
  }
  return Join(parts);
}

int64_t Pages(Record record) {
  std::set<std::string_view> pages;
  for (const CompanyField& field : record.fields) {
    pages.insert(field.pages.begin(), field.pages.end());
  }
  return static_cast<int64_t>(pages.size());
}

TableCell LinkTo(const std::string& url) {
  if (url.empty()) return {};
  return SheetLink{url};
}

TableCell MatchScore(Record record) {
  if (record.match.decision.empty()) return {};
  return int64_t{record.match.score};
}

constexpr CompanyTableColumn kColumns[] = {
    {{"id", "Kennung", "Company id",
      "Kennung des Unternehmens; bleibt gleich, solange der Registereintrag "
      "besteht",
      "the company's id; the same as long as its register entry exists"},
     [](Record r, Date) -> TableCell { return r.company.id; }},
    {{"register_number", "Registernummer", "Register number",
      "Nummer im Handelsregister des Gerichts daneben",
      "number in the register of the court beside it"},
     [](Record r, Date) -> TableCell { return RegisterText(r.company); }},
    {{"lei", "LEI", "LEI", "Legal Entity Identifier (ISO 17442)",
      "Legal Entity Identifier (ISO 17442)"},
     [](Record r, Date) -> TableCell { return r.company.lei; }},
    {{"name", "Name", "Name", "Firma laut Register oder Liste",
      "name in the register or list"},
     [](Record r, Date) -> TableCell { return r.company.name; }},
    {{"legal_form", "Rechtsform", "Legal form", "Rechtsform", "legal form"},
     [](Record r, Date) -> TableCell { return r.company.legal_form; }},
    {{"court", "Registergericht", "Court", "Registergericht",
      "court that keeps the register"},
     [](Record r, Date) -> TableCell { return r.company.court; }},
    {{"vat_id", "USt-IdNr.", "VAT id", "Umsatzsteuer-Identifikationsnummer",
      "VAT identification number"},
     [](Record r, Date) -> TableCell { return r.company.vat_id; }},
    {{"street", "Straße", "Street", "Straße und Hausnummer des Sitzes",
      "street and number of the seat"},
     [](Record r, Date) -> TableCell { return r.company.address.street; }},
    {{"postcode", "PLZ", "Postcode", "Postleitzahl des Sitzes",
      "postcode of the seat"},
     [](Record r, Date) -> TableCell { return r.company.address.postcode; }},
    {{"town", "Ort", "Town", "Ort des Sitzes", "town of the seat"},
     [](Record r, Date) -> TableCell { return r.company.address.town; }},
    {{"district", "Kreis (AGS)", "District (AGS)",
      "Amtlicher Gemeindeschlüssel des Kreises, 5 Stellen",
      "official code of the district, 5 digits"},
     [](Record r, Date) -> TableCell { return r.company.district; }},
    {{"district_name", "Kreis", "District", "Kreis oder kreisfreie Stadt",
      "district or independent city"},
     [](Record r, Date) -> TableCell { return r.district_name; }},
    {{"regions", "Regionen", "Regions",
      "Regionen, zu denen der Kreis gehört, getrennt durch |",
      "regions that the district belongs to, separated by |"},
     [](Record r, Date) -> TableCell { return Join(r.regions); }},
    {{"website", "Website", "Website",
      "wie eine Quelle sie nennt, sonst die dem Unternehmen zugeordnete",
      "as a source names it, else the one attributed to the company"},
     [](Record r, Date) -> TableCell { return LinkTo(WebsiteOf(r)); }},
    {{"founded", "Gegründet", "Founded",
      "Tag der Gründung oder, wo nur das bekannt ist, das Jahr",
      "day of foundation or, where no more is known, the year"},
     [](Record r, Date) -> TableCell { return Founded(r.company); }},
    {{"founded_year", "Gründungsjahr", "Year founded", "Jahr der Gründung",
      "year of foundation"},
     [](Record r, Date) -> TableCell { return FoundedYear(r.company); }},
    {{"founded_precision", "Gründung genau auf", "Founded, precision",
      "day: auf den Tag, year: auf das Jahr bekannt",
      "day or year: how exactly it is known"},
     [](Record r, Date) -> TableCell { return r.company.founded_precision; }},
    {{"founded_source", "Gründung laut", "Founded, source",
      "Quelle der Gründungsangabe; website: die Seiten des Unternehmens "
      "selbst",
      "who says so; website: the company's own pages"},
     [](Record r, Date) -> TableCell { return r.company.founded_source; }},
    {{"age", "Alter", "Age",
      "volle Jahre am Stichtag; ein Jahr allein gilt als sein 1. Juli",
      "full years on the reference date; a year alone is taken as its 1 "
      "July"},
     [](Record r, Date d) { return Optional(AgeInYears(r.company, d)); }},
    {{"age_class", "Altersklasse", "Age class", "in Jahren", "in years"},
     [](Record r, Date d) -> TableCell { return AgeClass(r.company, d); }},
    {{"startup", "Start-up", "Start-up",
      "yes: höchstens fünf volle Jahre alt; unknown: Alter unbekannt",
      "yes: at most five full years old; unknown: its age is not known"},
     [](Record r, Date d) -> TableCell { return StartupClass(r.company, d); }},
    {{"employees", "Beschäftigte", "Employees",
      "leer, wenn nur Grenzen bekannt sind", "empty if only bounds are known"},
     [](Record r, Date) -> TableCell { return Figure(r.company); }},
    {{"employees_min", "Beschäftigte mindestens", "Employees, least",
      "untere Grenze", "lower bound"},
     [](Record r, Date) -> TableCell {
       if (!r.company.employees) return {};
       return r.company.employees->min;
     }},
    {{"employees_max", "Beschäftigte höchstens", "Employees, most",
      "obere Grenze; leer: und mehr", "upper bound; empty: and more"},
     [](Record r, Date) -> TableCell {
       if (!r.company.employees) return {};
       return Optional(r.company.employees->max);
     }},
    {{"employees_year", "Beschäftigte im Jahr", "Employees, year",
      "Jahr, für das die Angabe gilt", "year that the figure is of"},
     [](Record r, Date) -> TableCell {
       if (!r.company.employees) return {};
       return Optional(r.company.employees->year);
     }},
    {{"size_class", "Größenklasse", "Size class", "nach Beschäftigten",
      "by employees"},
     [](Record r, Date) -> TableCell { return SizeClass(r.company); }},
    {{"size_class_study", "Größenklasse der Studie", "Size class (study)",
      "unter 100, bis 1000, darüber", "under 100, up to 1000, more"},
     [](Record r, Date) -> TableCell { return StudySizeClass(r.company); }},
    {{"size_class_eu", "Größenklasse der EU", "Size class (EU)",
      "2003/361/EG, nur nach Beschäftigten", "2003/361/EC, by employees alone"},
     [](Record r, Date) -> TableCell { return EuSizeClass(r.company); }},
    {{"status", "Status", "Status", "active, liquidation, removed",
      "active, liquidation, removed"},
     [](Record r, Date) -> TableCell {
       return Text(ToString(r.company.status));
     }},
    {{"kind", "Art", "Kind",
      "enterprise wird gezählt; shell, association, public, science nicht",
      "enterprise is counted; shell, association, public, science are not"},
     [](Record r, Date) -> TableCell {
       return Text(ToString(r.company.kind));
     }},
    {{"wz", "WZ 2008", "WZ 2008", "Wirtschaftszweig", "sector code"},
     [](Record r, Date) -> TableCell { return r.company.wz; }},
    {{"purpose", "Gegenstand", "Purpose",
      "Unternehmensgegenstand laut Register", "purpose as the register has it"},
     [](Record r, Date) -> TableCell { return r.company.purpose; }},
    {{"previous_names", "Frühere Namen", "Previous names", "getrennt durch |",
      "separated by |"},
     [](Record r, Date) -> TableCell {
       return Join(r.company.previous_names);
     }},
    {{"source", "Quelle", "Source", "aus der der Eintrag zuerst kam",
      "that the entry first came from"},
     [](Record r, Date) -> TableCell { return r.company.source; }},
    {{"hosts", "Sites", "Sites", "zugeordnete Websites, getrennt durch |",
      "attributed websites, separated by |"},
     [](Record r, Date) -> TableCell { return Join(r.hosts); }},
    {{"match", "Zuordnung", "Match",
      "wie sicher die Website zugeordnet ist: accepted, probable",
      "how sure the website's attribution is: accepted, probable"},
     [](Record r, Date) -> TableCell { return r.match.decision; }},
    {{"match_rule", "Zuordnung nach", "Match rule", "was die Zuordnung trägt",
      "what the attribution stands on"},
     [](Record r, Date) -> TableCell { return r.match.rule; }},
    {{"match_score", "Zuordnung in Punkten", "Match score", "0 bis 100",
      "0 to 100"},
     [](Record r, Date) { return MatchScore(r); }},
    {{"imprint", "Impressum", "Imprint", "Seite, die das Unternehmen nennt",
      "page that names the company"},
     [](Record r, Date) { return LinkTo(r.match.imprint_url); }},
    {{"fields", "Felder", "Fields",
      "Anwendungsfelder, in denen das Unternehmen gezählt wird, mit "
      "Sicherheit",
      "application fields in which the company is counted, with confidence"},
     [](Record r, Date) -> TableCell { return Fields(r, true); }},
    {{"candidates", "Kandidatenfelder", "Candidate fields",
      "Felder mit Belegen, in denen es nicht gezählt wird",
      "fields with evidence in which it is not counted"},
     [](Record r, Date) -> TableCell { return Fields(r, false); }},
    {{"topics", "Themen", "Topics", "Themen unterhalb der Felder",
      "topics below the fields"},
     [](Record r, Date) -> TableCell { return Topics(r); }},
    {{"pages", "Seiten", "Pages", "Zahl der Seiten, die Belege enthalten",
      "number of pages that hold evidence"},
     [](Record r, Date) -> TableCell { return Pages(r); }},
};

std::vector<ColumnSet> MakeSets() {
  std::vector<ColumnSet> sets = {
      {"basic",
       {"id", "register_number", "lei", "name", "town", "district_name",
        "founded_year", "employees", "fields"}},
      {"standard",
       {"id",
        "register_number",
        "lei",
        "name",
        "legal_form",
        "court",
        "street",
        "postcode",
        "town",
        "district",
        "district_name",
        "website",
        "founded",
        "founded_precision",
        "founded_source",
        "age",
        "age_class",
        "startup",
        "employees",
        "employees_min",
        "employees_max",
        "employees_year",
        "size_class",
        "size_class_study",
        "size_class_eu",
        "status",
        "kind",
        "source",
        "hosts",
        "match",
        "match_rule",
        "fields",
        "candidates"}},
      {"contact",
       {"id", "register_number", "lei", "name", "legal_form", "street",
        "postcode", "town", "district_name", "website", "imprint", "fields"}},
      {"full", {}}};
  for (const CompanyTableColumn& column : CompanyColumns()) {
    sets.back().ids.push_back(column.text.id);
  }
  return sets;
}

}  // namespace

std::span<const CompanyTableColumn> CompanyColumns() { return kColumns; }

const std::vector<ColumnSet>& CompanyColumnSets() {
  static const std::vector<ColumnSet> sets = MakeSets();
  return sets;
}

std::string RegisterText(const Company& company) {
  if (!company.register_number) return {};
  const RegisterNumber& number = *company.register_number;
  std::string text = number.type + " " + number.number;
  if (!number.suffix.empty()) text += " " + number.suffix;
  return text;
}

std::string WebsiteOf(const CompanyRecord& record) {
  const std::string& website = record.company.website;
  if (website.empty()) {
    return record.hosts.empty() ? "" : "http://" + record.hosts.front() + "/";
  }
  return website.find("://") == std::string::npos ? "http://" + website
                                                  : website;
}

}  // namespace ritmon
