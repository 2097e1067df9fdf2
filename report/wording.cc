// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/wording.h"

#include <fmt/format.h>

#include <algorithm>

namespace ritmon {
namespace {

constexpr Wording kGerman = {
    .title = "Unternehmen in den Zukunftsfeldern",
    .as_of = "Stand",
    .contents = "Inhalt",
    .lead_note =
        "Gezählt wird, was Unternehmen selbst öffentlich über sich sagen. "
        "Jede Zahl lässt sich bis zu dem Satz zurückverfolgen, auf dem sie "
        "beruht.",
    .overlap_note =
        "Ein Unternehmen, das in mehreren Feldern aktiv ist, steht in jedem "
        "dieser Felder; in der Gesamtzahl zählt es einmal. Die Zahlen der "
        "Felder lassen sich deshalb nicht addieren.",
    .no_data = "keine Angaben",
    .unknown = "unbekannt",
    .figure = "Abb.",
    .table = "Tab.",
    .query = "Abfrage",
    .fields_heading = "Unternehmen je Anwendungsfeld",
    .fields_caption =
        "Unternehmen je Anwendungsfeld, geordnet nach Zukunftsfeldern",
    .fields_description =
        "Balkendiagramm; die Werte stehen in der folgenden Tabelle.",
    .counted = "gezählt",
    .candidates = "Kandidaten",
    .candidates_legend = "Kandidaten, nicht gezählt",
    .field = "Anwendungsfeld",
    .share_of_active = "Anteil",
    .share_note =
        "Anteil: an allen Unternehmen, die in mindestens einem Feld aktiv "
        "sind.",
    .no_fields = "Es sind keine Felder eingerichtet.",
    .age_heading = "Alter der Unternehmen",
    .age_caption = "Altersverteilung je Zukunftsfeld",
    .age_sentence = "Jünger als fünf Jahre sind",
    .age_none =
        "Zu keinem der gezählten Unternehmen ist ein Gründungsdatum bekannt.",
    .size_heading = "Größe der Unternehmen",
    .size_caption = "Beschäftigte je Unternehmen nach Zukunftsfeld",
    .size_sentence = "Weniger als 100 Beschäftigte haben",
    .size_none =
        "Zu keinem der gezählten Unternehmen ist die Zahl der Beschäftigten "
        "bekannt.",
    .age_unit = "Alter:",
    .size_unit = "Beschäftigte:",
    .future_field = "Zukunftsfeld",
    .known = "bekannt",
    .ring_note = "Unternehmen",
    .share_of_known_note =
        "Anteile an den Unternehmen, zu denen die Angabe bekannt ist.",
    .place_heading = "Verteilung in der Region",
    .place_caption = "Aktive Unternehmen nach Sitz",
    .place_note = "Sitz laut Register. Teilregionen können sich überschneiden.",
    .region = "Region",
    .district = "Kreis",
    .companies = "Unternehmen",
    .places_without = "Ohne gezähltes Unternehmen:",
    .grants_heading = "Öffentliche Forschungsförderung",
    .actor = "Akteur",
    .sum = "Fördersumme",
    .method_heading = "Methode und Abdeckung",
    .coverage_caption = "Vom Register zur gelesenen Seite",
    .stage = "Stufe",
    .count = "Anzahl",
    .in_register = "Unternehmen im Register der Region",
    .shells = "Projektgesellschaften mit Belegen, nicht gezählt",
    .with_website = "Unternehmen mit bekannter Website",
    .sites_crawled = "Websites mit mindestens einer gelesenen Seite",
    .sites_matched = "Websites, die einem Unternehmen zugeordnet sind",
    .pages_read = "Gelesene Seiten",
    .pages_without_text =
        "Davon ohne Text, weil er erst durch Skripte entsteht",
    .companies_without_text = "Unternehmen, bei denen das alle Seiten betrifft",
    .coverage_note =
        "Ein Unternehmen ohne lesbare Website kann nicht gezählt werden: Der "
        "Bericht zeigt, was im Netz sichtbar ist.",
    .counted_term = "Gezählt",
    .counted_text =
        "Ein Unternehmen gilt in einem Feld als aktiv, wenn seine Seiten "
        "genügend voneinander unabhängige Belege dafür enthalten. Belege sind "
        "Begriffe der Schlagwortlisten, gewichtet nach der Stelle, an der sie "
        "stehen; Zusammenhang und Ausschlüsse werden geprüft. Gezählt wird "
        "bei hoher und mittlerer Sicherheit.",
    .candidate_term = "Kandidaten",
    .candidate_text =
        "Unternehmen mit schwachen Belegen sind aufgeführt, aber nicht "
        "gezählt. Sie sind Hinweise zur Nachprüfung.",
    .left_out_term = "Nicht gezählt",
    .left_out_text =
        "Vereine, öffentliche Einrichtungen, Wissenschaft, "
        "Projektgesellschaften ohne eigenen Betrieb sowie gelöschte und in "
        "Abwicklung befindliche Unternehmen.",
    .place_term = "Ort",
    .place_text = "Ein Unternehmen liegt dort, wo sein Registersitz ist.",
    .age_term = "Alter und Größe",
    .age_text =
        "Alter in vollen Jahren am Stichtag; ist nur das Gründungsjahr "
        "bekannt, gilt der 1. Juli. Nennt keine Quelle ein Datum, gilt das "
        "Gründungsjahr, das die eigene Website angibt. Unbekannte Werte sind "
        "ausgewiesen und gehen nicht in die Anteile ein.",
    .limits_term = "Grenzen",
    .limits_text =
        "Websites zeigen, womit ein Unternehmen wirbt; sie sagen nichts über "
        "Umsatz oder Erfolg. Bei kleinen Zahlen verschiebt schon ein einziges "
        "Unternehmen die Anteile deutlich.",
    .version_term = "Fassung",
    .list_heading = "Die Unternehmen und ihre Belege",
    .list_note =
        "Je Feld und Unternehmen ein Satz, der für die Zuordnung spricht. Der "
        "Befehl daneben zeigt alle Belege.",
    .no_companies = "Kein Unternehmen.",
    .founded = "gegründet",
    .confidence = "Sicherheit",
    .term = "Begriff",
    .opening_quote = "„",
    .closing_quote = "“",
    .queries_heading = "Anhang: Abfragen",
    .queries_note =
        "Jede Zahl dieses Berichts ist das Ergebnis einer Abfrage, die sich "
        "wiederholen lässt.",
    .q_active = "Aktive Unternehmen",
    .q_candidates = "Kandidaten",
    .q_fields = "Unternehmen je Anwendungsfeld",
    .q_ages = "Alter",
    .q_sizes = "Größe",
    .q_regions = "Unternehmen je Region",
    .q_districts = "Unternehmen je Kreis",
    .q_list = "Liste der Unternehmen",
};

constexpr Wording kEnglish = {
    .title = "Companies in the fields of the future",
    .as_of = "As of",
    .contents = "Contents",
    .lead_note =
        "What is counted is what companies say of themselves in public. Every "
        "number can be traced to the sentence that it rests on.",
    .overlap_note =
        "A company that is active in several fields stands in each of them; "
        "in the total it counts once. The numbers of the fields therefore "
        "must not be added up.",
    .no_data = "no data",
    .unknown = "unknown",
    .figure = "Fig.",
    .table = "Table",
    .query = "Query",
    .fields_heading = "Companies per application field",
    .fields_caption = "Companies per application field, by future field",
    .fields_description = "Bar chart; the values are in the table below.",
    .counted = "counted",
    .candidates = "candidates",
    .candidates_legend = "candidates, not counted",
    .field = "Application field",
    .share_of_active = "Share",
    .share_note =
        "Share: of all companies that are active in at least one field.",
    .no_fields = "No fields are set up.",
    .age_heading = "Age of the companies",
    .age_caption = "Age distribution per future field",
    .age_sentence = "Younger than five years are",
    .age_none = "Of none of the companies counted is the founding date known.",
    .size_heading = "Size of the companies",
    .size_caption = "Employees per company, by future field",
    .size_sentence = "Fewer than 100 employees have",
    .size_none =
        "Of none of the companies counted is the number of employees known.",
    .age_unit = "Age:",
    .size_unit = "Employees:",
    .future_field = "Future field",
    .known = "known",
    .ring_note = "companies",
    .share_of_known_note =
        "Shares of the companies for which the value is known.",
    .place_heading = "Distribution within the region",
    .place_caption = "Active companies by seat",
    .place_note = "Seat as registered. Regions within the region may overlap.",
    .region = "Region",
    .district = "District",
    .companies = "Companies",
    .places_without = "Without any company counted:",
    .grants_heading = "Public research funding",
    .actor = "Actor",
    .sum = "Funding",
    .method_heading = "Method and coverage",
    .coverage_caption = "From the register to the page that was read",
    .stage = "Stage",
    .count = "Number",
    .in_register = "Companies in the register of the region",
    .shells = "Shell companies with evidence, not counted",
    .with_website = "Companies with a known website",
    .sites_crawled = "Websites with at least one page read",
    .sites_matched = "Websites attributed to a company",
    .pages_read = "Pages read",
    .pages_without_text =
        "Of these without text, because only scripts bring it",
    .companies_without_text = "Companies of which this is true of all pages",
    .coverage_note =
        "A company without a readable website cannot be counted: the report "
        "shows what can be seen on the web.",
    .counted_term = "Counted",
    .counted_text =
        "A company is active in a field if its pages hold enough independent "
        "evidence of it. Evidence are terms of the keyword lists, weighed by "
        "the place where they stand; context and exclusions are checked. "
        "Companies are counted at high and medium confidence.",
    .candidate_term = "Candidates",
    .candidate_text =
        "Companies with weak evidence are listed but not counted. They are "
        "leads to be checked.",
    .left_out_term = "Not counted",
    .left_out_text =
        "Associations, public bodies, science, project companies without "
        "business of their own, and companies that are removed or in "
        "liquidation.",
    .place_term = "Place",
    .place_text = "A company is where its registered seat is.",
    .age_term = "Age and size",
    .age_text =
        "Age in full years on the reference date; where only the founding "
        "year is known, 1 July is taken. Where no source has a date, the year "
        "that the company's own website names. Unknown values are stated and "
        "are not part of the shares.",
    .limits_term = "Limits",
    .limits_text =
        "Websites show what a company advertises; they say nothing of "
        "turnover or success. Where numbers are small, a single company moves "
        "the shares considerably.",
    .version_term = "Version",
    .list_heading = "The companies and their evidence",
    .list_note =
        "For each field and company one sentence that speaks for it. The "
        "command beside it shows all evidence.",
    .no_companies = "No company.",
    .founded = "founded",
    .confidence = "confidence",
    .term = "Term",
    .opening_quote = "“",
    .closing_quote = "”",
    .queries_heading = "Appendix: queries",
    .queries_note =
        "Every number of this report is the answer to a query that can be "
        "run again.",
    .q_active = "Active companies",
    .q_candidates = "Candidates",
    .q_fields = "Companies per application field",
    .q_ages = "Age",
    .q_sizes = "Size",
    .q_regions = "Companies per region",
    .q_districts = "Companies per district",
    .q_list = "List of the companies",
};

struct ClassName {
  std::string_view id;
  std::string_view de;
  std::string_view en;
};

constexpr ClassName kAges[] = {
    {"0-4", "unter 5 Jahre", "under 5 years"},
    {"5-9", "5–9 Jahre", "5–9 years"},
    {"10-24", "10–24 Jahre", "10–24 years"},
    {"25-49", "25–49 Jahre", "25–49 years"},
    {"50+", "50 Jahre und mehr", "50 years and more"},
    {"unknown", "unbekannt", "unknown"}};

// The study's classes, then the finer ones.
constexpr ClassName kSizes[] = {{"0-99", "unter 100", "under 100"},
                                {"100-1000", "100–1.000", "100–1,000"},
                                {"1001+", "über 1.000", "over 1,000"},
                                {"1-9", "1–9", "1–9"},
                                {"10-49", "10–49", "10–49"},
                                {"50-99", "50–99", "50–99"},
                                {"100-249", "100–249", "100–249"},
                                {"250-999", "250–999", "250–999"},
                                {"1000+", "1.000 und mehr", "1,000 and more"},
                                {"unknown", "unbekannt", "unknown"}};

template <size_t kSize>
std::string NameOf(const ClassName (&names)[kSize], std::string_view id,
                   Language language) {
  const auto at = std::find_if(std::begin(names), std::end(names),
                               [&](const ClassName& n) { return n.id == id; });
  if (at == std::end(names)) return std::string(id);
  return std::string(language == Language::kGerman ? at->de : at->en);
}

std::string Counted(uint64_t number, std::string_view one,
                    std::string_view many, Language language) {
  return fmt::format("{}\u00A0{}", FormatCount(number, language),
                     number == 1 ? one : many);
}

}  // namespace

const Wording& WordingOf(Language language) {
  return language == Language::kGerman ? kGerman : kEnglish;
}

std::string AgeLabel(std::string_view age_class, Language language) {
  return NameOf(kAges, age_class, language);
}

std::string SizeLabel(std::string_view size_class, Language language) {
  return NameOf(kSizes, size_class, language);
}

std::string_view ConfidenceLabel(Confidence confidence, Language language) {
  const bool german = language == Language::kGerman;
  switch (confidence) {
    case Confidence::kHigh:
      return german ? "hoch" : "high";
    case Confidence::kMedium:
      return german ? "mittel" : "medium";
    case Confidence::kLow:
      break;
  }
  return german ? "niedrig" : "low";
}

std::string CompaniesText(uint64_t number, Language language) {
  return language == Language::kGerman
             ? Counted(number, "Unternehmen", "Unternehmen", language)
             : Counted(number, "company", "companies", language);
}

std::string EmployeesText(uint64_t number, Language language) {
  return language == Language::kGerman
             ? Counted(number, "Beschäftigte", "Beschäftigte", language)
             : Counted(number, "employee", "employees", language);
}

std::string Enumerate(const std::vector<std::string>& parts,
                      Language language) {
  std::string text;
  for (size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    if (i > 0 && last) {
      text += language == Language::kGerman ? " und " : " and ";
    } else if (i > 0) {
      text += ", ";
    }
    text += parts[i];
  }
  return text;
}

std::string PartOf(uint64_t part, uint64_t whole, Language language) {
  return fmt::format("{} {} {}", FormatCount(part, language),
                     language == Language::kGerman ? "von" : "of",
                     FormatCount(whole, language));
}

}  // namespace ritmon
