// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/workbook_tables.h"

#include "report/wording.h"

namespace ritmon {
namespace {

constexpr std::string_view kPersonsDe =
    "Personenbezogene Daten werden nicht erhoben: weder Vertreter noch "
    "Ansprechpartner, weder Telefonnummern noch E-Mail-Adressen; der Text von "
    "Impressen wird nicht gespeichert. Firmennamen und zitierte Sätze stehen "
    "hier, wie sie veröffentlicht sind.";
constexpr std::string_view kPersonsEn =
    "No personal data is collected: no representatives, no contact persons, no "
    "telephone numbers, no mail addresses; the text of imprints is not stored. "
    "Names of companies and quoted sentences are as they were published.";
constexpr std::string_view kOnceDe =
    "Ein Unternehmen steht in jedem Feld, in dem es aktiv ist; in den Summen "
    "zählt es einmal. Die Zahlen der Felder lassen sich nicht addieren.";
constexpr std::string_view kOnceEn =
    "A company stands in every field in which it is active; in the totals it "
    "is counted once. The numbers of the fields cannot be added up.";
constexpr std::string_view kEvidenceDe =
    "Je Unternehmen, Feld und Beleg eine Zeile, auch für Kandidaten. Ein Beleg "
    "mit einem Eintrag unter „Gezählt auf“ wiederholt eine andere Seite und "
    "zählt nicht noch einmal.";
constexpr std::string_view kEvidenceEn =
    "One row a company, field and piece of evidence, also of candidates. One "
    "with an entry under “Counted on” repeats another page and is not counted "
    "again.";

ColumnText Named(std::string_view id, std::string_view de,
                 std::string_view en) {
  return {id, de, en, {}, {}};
}

std::vector<TableColumn> Titles(const std::vector<ColumnText>& columns,
                                Language language) {
  std::vector<TableColumn> titles;
  for (const ColumnText& column : columns) {
    titles.push_back(
        {std::string(column.id), std::string(column.Title(language))});
  }
  return titles;
}

std::string YesNo(bool yes) { return yes ? "yes" : "no"; }

}  // namespace

std::string SheetName(WorkbookSheet sheet, Language language) {
  const bool german = language == Language::kGerman;
  switch (sheet) {
    case WorkbookSheet::kCompanies:
      return german ? "Unternehmen" : "Companies";
    case WorkbookSheet::kPages:
      return german ? "Seiten" : "Pages";
    case WorkbookSheet::kEvidence:
      return german ? "Belege" : "Evidence";
    case WorkbookSheet::kCounts:
      return german ? "Zahlen" : "Counts";
    case WorkbookSheet::kMethod:
      return german ? "Methode und Quellen" : "Method and sources";
  }
  return {};
}

std::vector<TableColumn> EvidenceColumns(Language language) {
  return Titles(
      {Named("id", "Kennung", "Company id"), Named("name", "Name", "Name"),
       Named("field", "Feld", "Field"),
       Named("field_label", "Feld (Bezeichnung)", "Field (label)"),
       Named("confidence", "Sicherheit", "Confidence"),
       Named("counted", "Gezählt", "Counted"), Named("term", "Begriff", "Term"),
       Named("matched", "Wortlaut", "As written"),
       Named("zone", "Stelle", "Zone"), Named("sentence", "Satz", "Sentence"),
       Named("score", "Punkte", "Score"), Named("rule", "Regel", "Rule"),
       Named("url", "Adresse", "Address"),
       Named("kind", "Art der Seite", "Kind of page"),
       Named("counted_on", "Gezählt auf", "Counted on"),
       Named("fetched", "Abgerufen (UTC)", "Fetched (UTC)"),
       Named("archive", "Archiv", "Archive record"),
       Named("list_version", "Fassung der Schlagwortlisten",
             "Version of the keyword lists")},
      language);
}

TableRow EvidenceRow(const EvidenceFacts& facts) {
  const PageRecord& page = facts.page;
  const Evidence& evidence = facts.evidence;
  return TableRow{
      .cells = {facts.company.company.id, facts.company.company.name,
                facts.field.field, facts.field_label,
                std::string(ToString(facts.field.confidence)),
                YesNo(IsCounted(facts.company, facts.field)), evidence.term,
                evidence.matched, std::string(ToString(evidence.zone)),
                evidence.sentence, evidence.score, evidence.rule,
                SheetLink{page.href}, std::string(ToString(page.kind)),
                page.double_of.empty() ? page.story_of : page.double_of,
                page.fetched_at,
                page.capture.file + "@" + std::to_string(page.capture.offset),
                facts.list_version}};
}

std::vector<TableColumn> CountColumns(Language language) {
  return Titles(
      {Named("future_field", "Zukunftsfeld", "Future field"),
       Named("field", "Feld", "Field"), Named("label", "Bezeichnung", "Label"),
       Named("confidence", "Sicherheit", "Confidence"),
       Named("companies", "Unternehmen", "Companies"),
       Named("query", "Abfrage", "Query")},
      language);
}

TableRow CountRowOf(const CountFacts& facts) {
  return TableRow{
      .cells = {facts.future_field, facts.field, facts.label, facts.confidence,
                static_cast<int64_t>(facts.companies), facts.query}};
}

std::vector<TableColumn> MethodColumns(Language language) {
  return Titles({Named("about", "Worum es geht", "About"),
                 Named("text", "Angabe", "Text")},
                language);
}

std::vector<TableRow> MethodRows(const MethodFacts& facts, Language language) {
  const bool german = language == Language::kGerman;
  const Wording& words = WordingOf(language);
  std::vector<TableRow> rows;
  const auto add = [&](std::string_view about, TableCell text) {
    rows.push_back(TableRow{{std::string(about), std::move(text)}, {}});
  };
  const auto say = [&](std::string_view about, std::string_view text) {
    add(about, std::string(text));
  };
  const auto pick = [&](std::string_view de, std::string_view en) {
    return german ? de : en;
  };
  say(pick("Befehl", "Command"), facts.command);
  say(pick("Abfrage", "Query"),
      facts.query.empty() ? pick("alle", "all") : facts.query);
  say(words.region, facts.region.empty() ? pick("überall", "everywhere")
                                         : std::string_view(facts.region));
  add(pick("Stichtag", "Reference date"), facts.as_of);
  say(pick("Auswahl", "Selection"),
      facts.with_untagged
          ? pick("auch ohne Feld", "also without any field")
          : pick("mit mindestens einem Feld, Kandidaten eingeschlossen",
                 "with at least one field, candidates included"));
  add(pick("Zeilen", "Rows"), static_cast<int64_t>(facts.rows));
  say(pick("Programm", "Program"), "ritmon " + facts.program_version);
  say(pick("Schlagwortlisten", "Keyword lists"), facts.list_version);
  for (const std::string& source : facts.sources) {
    say(pick("Quelle (Stand)", "Source (as of)"), source);
  }
  say(words.counted_term, words.counted_text);
  say(words.candidate_term, words.candidate_text);
  say(words.left_out_term, words.left_out_text);
  say(words.place_term, words.place_text);
  say(words.age_term, words.age_text);
  say(words.limits_term, words.limits_text);
  say(pick("Summen", "Totals"), pick(kOnceDe, kOnceEn));
  say(pick("Belege", "Evidence"), pick(kEvidenceDe, kEvidenceEn));
  say(pick("Personen", "Persons"), pick(kPersonsDe, kPersonsEn));
  for (const ColumnText& column : facts.columns) {
    say(std::string(pick("Spalte ", "Column ")) +
            std::string(column.Title(language)),
        std::string(column.id) + ": " + std::string(column.Meaning(language)));
  }
  return rows;
}

}  // namespace ritmon
