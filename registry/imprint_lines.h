// SPDX-License-Identifier: GPL-3.0-or-later
// An imprint as a list of lines, each with the party that it speaks of.
//
// Imprints come as lines, as table cells, and as one long paragraph: text is
// also cut before the labels that begin a statement ("Registergericht:",
// "USt-IdNr.", "Konzept und Gestaltung"), and names that a page has on two
// lines are joined. Pure functions; any bytes.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "registry/imprint_names.h"

namespace ritmon {

enum class Party {
  kOwner,    // the site's owner, or one of several
  kPartner,  // represents the owner: general partner, managing company
  kAgency,   // made the site
  kOther,    // insurer, bank, data protection officer, arbitration, ...
};

struct ImprintLine {
  std::string text;  // white space collapsed
  std::string folded;
  std::vector<FoundName> names;  // the companies that it names
  Party party = Party::kOwner;
  bool inherited = false;    // the party is that of the lines before
  bool label_only = false;   // says what comes next, nothing else
  bool owner_label = false;  // "Angaben gemäß § 5 DDG", "Impressum"
  bool responsible = false;  // "Verantwortlich für den Inhalt": owner if nobody
                             // else is
};

std::vector<ImprintLine> CutImprint(std::string_view text);

}  // namespace ritmon
