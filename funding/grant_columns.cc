// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_columns.h"

#include <algorithm>

#include "base/charset.h"
#include "base/normalize.h"
#include "funding/grant_cells.h"

namespace ritmon {
namespace {

using Column = GrantColumn;

// Whose a column of a place is, where two have the same name.
enum class Owner { kGrant, kRecipient, kExecuting };

struct Name {
  Column column;
  Owner owner;
  std::string_view name;
  bool required = true;
};

// Up to 2025 and of 2026; where both are the same, once.
constexpr Name kFoekat[] = {
    {Column::kFkz, Owner::kGrant, "FKZ"},
    {Column::kMinistry, Owner::kGrant, "Ressort"},
    {Column::kRecipient, Owner::kGrant, "Zuwendungsempfänger"},
    {Column::kRecipient, Owner::kGrant, "Förderempfänger /Auftragnehmer"},
    {Column::kRecipientAgs, Owner::kRecipient, "Gemeindekennziffer"},
    {Column::kRecipientTown, Owner::kRecipient, "Ort"},
    {Column::kRecipientState, Owner::kRecipient, "Bundesland"},
    {Column::kRecipientCountry, Owner::kRecipient, "Staat"},
    {Column::kExecuting, Owner::kGrant, "Ausführende Stelle"},
    {Column::kExecutingAgs, Owner::kExecuting, "Gemeindekennziffer"},
    {Column::kExecutingTown, Owner::kExecuting, "Ort"},
    {Column::kExecutingState, Owner::kExecuting, "Bundesland"},
    {Column::kExecutingCountry, Owner::kExecuting, "Staat"},
    {Column::kTitle, Owner::kGrant, "Thema"},
    {Column::kTitle, Owner::kGrant, "Thema des geförderten Vorhabens"},
    {Column::kPlanCode, Owner::kGrant, "Leistungsplansystematik"},
    {Column::kPlanText, Owner::kGrant, "Klartext Leistungsplansystematik"},
    {Column::kStart, Owner::kGrant, "Laufzeit von"},
    {Column::kEnd, Owner::kGrant, "Laufzeit bis"},
    {Column::kAmount, Owner::kGrant, "Fördersumme in EUR"},
    {Column::kAmount, Owner::kGrant,
     "Förder- / Auftragssumme (Anteil des Bundes) in EUR"},
    {Column::kProfile, Owner::kGrant, "Förderprofil"},
    {Column::kJointProject, Owner::kGrant, "Verbundprojekt"},
    {Column::kJointProject, Owner::kGrant, "Projekt"},
    {Column::kKind, Owner::kGrant, "Förderart"},
};

constexpr Name kEnargus[] = {
    {Column::kFkz, Owner::kGrant, "FKZ"},
    {Column::kMinistry, Owner::kGrant, "Bundesministerium"},
    {Column::kRecipient, Owner::kGrant, "Name_ZWE"},
    {Column::kRecipientAgs, Owner::kGrant, "Gemeindekennziffer_ZWE", false},
    {Column::kRecipientTown, Owner::kGrant, "Ort_ZWE"},
    {Column::kRecipientState, Owner::kGrant, "Land_ZWE"},
    {Column::kExecuting, Owner::kGrant, "Name_AS"},
    {Column::kExecutingAgs, Owner::kGrant, "Gemeindekennziffer_AS", false},
    {Column::kExecutingTown, Owner::kGrant, "Ort_AS"},
    {Column::kExecutingState, Owner::kGrant, "Land_AS"},
    {Column::kTitle, Owner::kGrant, "Thema"},
    {Column::kPlanCode, Owner::kGrant, "Leistungsplan_Sys_Nr"},
    {Column::kPlanText, Owner::kGrant, "Leistungsplan_Sys_Text"},
    {Column::kStart, Owner::kGrant, "Laufzeitbeginn"},
    {Column::kEnd, Owner::kGrant, "Laufzeitende"},
    {Column::kAmount, Owner::kGrant, "Foerdersumme_EUR"},
    // Their spelling, and the one they may correct it to.
    {Column::kJointProject, Owner::kGrant, "Verbundbezeichung", false},
    {Column::kJointProject, Owner::kGrant, "Verbundbezeichnung", false},
};

// Letters and digits of the folded name: case, blanks and punctuation vary.
// Data frames number columns of one name: "Ort.1", "Ort...9".
std::string HeaderKey(std::string_view cell) {
  std::string clean = CleanCell(cell);
  const size_t digits = clean.find_last_not_of("0123456789");
  if (digits != std::string::npos && digits + 1 < clean.size() &&
      clean[digits] == '.') {
    clean.resize(clean.find_last_not_of('.', digits) + 1);
  }
  std::string key;
  for (const char c : Fold(clean)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) key += c;
  }
  return key;
}

std::string ListOf(const std::vector<std::string>& names) {
  constexpr size_t kMost = 40;
  std::string list;
  for (size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    if (i > 0) list += ", ";
    list += "'" + ScrubUtf8(std::string_view(names[i]).substr(0, 60)) + "'";
  }
  return names.size() > kMost ? list + ", …" : list;
}

// As an error message names it: with its other name and its owner.
std::string Describe(const std::vector<Name>& names, const Name& name) {
  std::string text = "'" + std::string(name.name) + "'";
  for (const Name& other : names) {
    if (other.column == name.column && other.name != name.name) {
      text += " (or '" + std::string(other.name) + "')";
    }
  }
  if (name.owner == Owner::kRecipient) text += " of the recipient";
  if (name.owner == Owner::kExecuting) text += " of the executing body";
  return text;
}

}  // namespace

std::string_view ToString(GrantHeader header) {
  switch (header) {
    case GrantHeader::kFoekat2023:
      return "foekat-2023";
    case GrantHeader::kFoekat2026:
      return "foekat-2026";
    case GrantHeader::kEnargus:
      return "enargus";
  }
  return {};
}

Result<GrantColumns> MapGrantColumns(const std::vector<std::string>& header) {
  std::vector<std::string> keys;
  for (const std::string& cell : header) keys.push_back(HeaderKey(cell));
  const auto has = [&](std::string_view name) {
    return std::find(keys.begin(), keys.end(), HeaderKey(name)) != keys.end();
  };
  GrantColumns columns;
  const bool enargus = has("Laufzeitbeginn") || has("Foerdersumme_EUR");
  columns.header = enargus                      ? GrantHeader::kEnargus
                   : has("Zuwendungsempfänger") ? GrantHeader::kFoekat2023
                                                : GrantHeader::kFoekat2026;
  std::vector<Name> names;
  if (enargus) {
    names.assign(std::begin(kEnargus), std::end(kEnargus));
  } else {
    names.assign(std::begin(kFoekat), std::end(kFoekat));
  }
  std::vector<std::string> wanted;
  for (const Name& name : names) wanted.push_back(HeaderKey(name.name));

  std::string problems;
  const auto complain = [&](const std::string& text) {
    problems += (problems.empty() ? "" : ", ") + text;
  };
  size_t found = 0;
  Owner owner = Owner::kGrant;
  for (size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i].empty()) columns.cells = i + 1;
    for (size_t n = 0; n < names.size(); ++n) {
      const Name& name = names[n];
      if (wanted[n] != keys[i]) continue;
      if (name.owner != Owner::kGrant && name.owner != owner) continue;
      auto& index = columns.index[static_cast<size_t>(name.column)];
      if (index) {
        complain(Describe(names, name) + " is there twice");
        continue;
      }
      index = i;
      columns.last_known = i;
      ++found;
      if (name.column == Column::kRecipient) owner = Owner::kRecipient;
      if (name.column == Column::kExecuting) owner = Owner::kExecuting;
    }
  }
  for (const Name& name : names) {
    auto& index = columns.index[static_cast<size_t>(name.column)];
    if (index || !name.required) continue;
    complain(Describe(names, name) + " is missing");
    index = 0;  // said once, also where there are two names
  }
  if (problems.empty()) return columns;
  if (found < 3) problems = "neither a FÖKAT nor an EnArgus file";
  return Fail(ErrorKind::kInvalid,
              "unknown header: " + problems + "; there are " + ListOf(header));
}

}  // namespace ritmon
