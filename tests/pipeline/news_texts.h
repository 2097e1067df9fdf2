// SPDX-License-Identifier: GPL-3.0-or-later
// Paragraphs of invented news, to be put together to reports.

#pragma once

#include <string>
#include <vector>

namespace ritmon {

using Paragraphs = std::vector<std::string>;

// An agency's report.
inline Paragraphs HydrogenReport() {
  return {
      "Hamburg (nda/lno) - In Billbrook ist am Montag eine Anlage in Betrieb "
      "gegangen, die aus Windstrom Wasserstoff herstellt. Sie soll nach "
      "Angaben der Betreiberin Nordstack GmbH genug Gas für vierzig Busse "
      "liefern.",
      "Die Elektrolyse hat eine Leistung von zehn Megawatt. Der Senat hatte "
      "das Vorhaben mit vier Millionen Euro gefördert, weitere drei Millionen "
      "kamen vom Bund. Ursprünglich sollte die Anlage schon vor einem Jahr "
      "laufen, doch fehlten wichtige Bauteile.",
      "„Wir haben gezeigt, dass so etwas auch mitten in der Stadt geht“, sagte "
      "die Geschäftsführerin der Firma. Bis zum Herbst würden zwölf weitere "
      "Fachleute gesucht, die Hälfte davon für die Entwicklung.",
      "Kritik kam von Anwohnern, die sich über den Lärm der Verdichter "
      "beschweren. Die Behörde kündigte an, in den kommenden Wochen nachts zu "
      "messen und die Ergebnisse zu veröffentlichen.",
      "Eine zweite Anlage ist am Rand des Hafens geplant. Über den Bau soll "
      "im Frühjahr entschieden werden, wenn die Kosten für den Anschluss an "
      "das Netz bekannt sind."};
}

inline const char* OtherLead() {
  return "Lange war es nur ein Plan, nun strömt tatsächlich das erste Gas "
         "durch "
         "die Leitungen im Osten der Hansestadt: Viele Gäste aus Politik und "
         "Wirtschaft kamen zur Einweihung, und es gab Fischbrötchen für alle.";
}

inline const char* OtherEnd() {
  return "Wer sich selbst ein Bild machen möchte, kann die Halle beim Tag der "
         "offenen Tür besichtigen. Anmeldungen nimmt das Bürgerhaus an, der "
         "Eintritt kostet nichts, Kinder sind willkommen.";
}

// Two releases of one sender, and what stands below both.
inline Paragraphs CatalystRelease() {
  return {
      "Die Nordstack GmbH hat einen Katalysator vorgestellt, der ohne Iridium "
      "auskommt. In Versuchen hielt er tausend Stunden durch. Die Serie soll "
      "im übernächsten Jahr beginnen, Muster gibt es ab sofort.",
      "Entwickelt wurde das Bauteil zusammen mit zwei Hochschulen. Ein Patent "
      "ist angemeldet, über den Preis schweigt das Unternehmen noch."};
}

inline Paragraphs ApprenticesRelease() {
  return {
      "Sieben junge Leute haben bei uns in dieser Woche ihre Ausbildung "
      "angefangen, so viele wie nie zuvor. Vier werden Mechatroniker, zwei "
      "lernen im Labor und eine im Büro. Zum Auftakt gab es eine "
      "Hafenrundfahrt.",
      "Bewerbungen für das nächste Jahr nimmt die Personalabteilung schon "
      "entgegen. Gesucht werden vor allem Leute mit Freude an Technik."};
}

inline const char* AboutTheSender() {
  return "Die Nordstack GmbH mit Sitz in Hamburg entwickelt und baut Stacks "
         "für "
         "die Elektrolyse im industriellen Maßstab. Das Unternehmen wurde von "
         "Forschern der Technischen Universität gegründet und beschäftigt "
         "heute "
         "mehr als achtzig Menschen an zwei Standorten. Zu den Kunden gehören "
         "Stadtwerke, Reedereien und Stahlwerke in ganz Europa.";
}

inline const char* Notice() {
  return "Die Nordstack GmbH hat in Billbrook eine Elektrolyse mit zehn "
         "Megawatt in Betrieb genommen. Das teilte das Unternehmen am Montag "
         "mit. Die Anlage versorgt vierzig Busse.";
}

inline Paragraphs EnglishReport() {
  return {
      "Hamburg - A plant that turns wind power into hydrogen went on stream in "
      "Billbrook on Monday. Its operator Nordstack GmbH says that it will "
      "supply enough gas for forty buses.",
      "The electrolyser has a capacity of ten megawatts. The city's senate "
      "paid four million euros, another three million came from the federal "
      "government. The plant was to start a year ago, but parts were missing."};
}

}  // namespace ritmon
