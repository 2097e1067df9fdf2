// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as the funding catalogue writes them, with invented content.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

inline constexpr std::string_view kHeader2023[] = {
    "FKZ",
    "Ressort",
    "Referat",
    "PT",
    "Arb.-Einh.",
    "Zuwendungsempfänger",
    "Gemeindekennziffer",
    "Stadt/Gemeinde",
    "Ort",
    "Bundesland",
    "Staat",
    "Ausführende Stelle",
    "Gemeindekennziffer",
    "Stadt/Gemeinde",
    "Ort",
    "Bundesland",
    "Staat",
    "Thema",
    "Leistungsplansystematik",
    "Klartext Leistungsplansystematik",
    "Laufzeit von",
    "Laufzeit bis",
    "Fördersumme in EUR",
    "Förderprofil",
    "Verbundprojekt",
    "Förderart"};

inline constexpr std::string_view kHeader2026[] = {
    "FKZ",
    "Ressort",
    "Referat",
    "Administrierende Stelle",
    "Arb.-Einh.",
    "Förderempfänger /Auftragnehmer",
    "Gemeindekennziffer",
    "Stadt/Gemeinde",
    "Ort",
    "Bundesland",
    "Staat",
    "Ausführende Stelle",
    "Gemeindekennziffer",
    "Stadt/Gemeinde",
    "Ort",
    "Bundesland",
    "Staat",
    "Thema des geförderten Vorhabens",
    "Leistungsplansystematik",
    "Klartext Leistungsplansystematik",
    "Laufzeit von",
    "Laufzeit bis",
    "Förder- / Auftragssumme (Anteil des Bundes) in EUR",
    "Förderprofil",
    "Projekt",
    "Förderart"};

inline constexpr std::string_view kHeaderEnargus =
    "FKZ;Laufzeitbeginn;Laufzeitende;Datenbank;Thema;Foerdersumme_EUR;"
    "Verbundbezeichung;Leistungsplan_Sys_Nr;Leistungsplan_Sys_Text;Name_ZWE;"
    "PLZ_ZWE;Ort_ZWE;Adress_ZWE;Land_ZWE;Bundesministerium;Projekttraeger;"
    "Forschungsprogramm;Foerderprogramm;Kurzbeschreibung_de;"
    "Kurzbeschreibung_en;Person_pl;Titel_pl;Vorname_pl;Name_pl;Email_pl;"
    "Name_AS;PLZ_AS;Ort_AS;Adress_AS;Land_AS\n";

inline std::string FormulaCell(std::string_view text) {
  std::string cell = "=\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell + "\"";
}

// ="…" cells, and the four empty columns at the end that the portal adds.
template <typename Names>
std::string FoekatHeader(const Names& names) {
  std::string line;
  for (const std::string_view name : names) line += FormulaCell(name) + ";";
  return line + ";;;\n";
}

struct FoekatLine {
  std::string fkz = "03EI5225D";
  std::string recipient = "Elbnebel Windtechnik GmbH";
  std::string recipient_ags = "02000000";
  std::string executing = "Elbnebel Windtechnik GmbH - Werk Nord";
  std::string executing_ags = "01060063";
  std::string title =
      "Verbundvorhaben: Leise Rotoren (LeiRo); "
      "Teilvorhaben: Blattspitzen";
  std::string plan_code = "EB1020";
  std::string start = "01.07.2022";
  std::string end = "31.12.2025";
  std::string amount = "1.234.567,89";
  std::string joint = "Verbundvorhaben: Leise Rotoren (LeiRo)";

  std::vector<std::string> Cells() const {
    return {fkz,           "BMWE",
            "IIB5",        "PTJ",
            "ESE",         recipient,
            recipient_ags, "Hamburg, Freie und Hansestadt",
            "Hamburg",     "Hamburg",
            "Deutschland", executing,
            executing_ags, "Segeberg",
            "Norderstedt", "Schleswig-Holstein",
            "Deutschland", title,
            plan_code,     "Windenergie",
            start,         end,
            amount,        "Technologie- und Innovationsförderung",
            joint,         "Direkte Projektförderung"};
  }

  std::string Text() const {
    const std::vector<std::string> cells = Cells();
    std::string line;
    for (size_t i = 0; i < cells.size(); ++i) {
      line += (i == 22 ? cells[i] : FormulaCell(cells[i])) + ";";
    }
    return line + ";;;\n";
  }
};

}  // namespace ritmon
