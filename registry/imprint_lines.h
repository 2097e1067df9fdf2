// SPDX-License-Identifier: GPL-3.0-or-later
// An imprint as a list of lines, and of which party each of them speaks.
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
  bool holds_form = false;       // a legal form, as part of a name or not
  std::vector<FoundName> names;  // the companies that it names
  // From here on: said by MarkLines.
  Party party = Party::kOwner;
  bool inherited = false;    // the party is that of the lines before
  bool label_only = false;   // says what comes next, nothing else
  bool owner_label = false;  // "Angaben gemäß § 5 DDG", "Impressum"
  bool responsible = false;  // "Verantwortlich für den Inhalt": owner if nobody
                             // else is
};

std::vector<ImprintLine> CutImprint(std::string_view text);

// False if no company can come of these lines, whoever they speak of: no name,
// no body of public law, no address for a register number to stand beside. Of
// most pages of a site that is soon told, and the rest need not be done.
bool MayNameCompany(const std::vector<ImprintLine>& lines);

// Joins what belongs together, and finds the party of each line.
void MarkLines(std::vector<ImprintLine>& lines);

}  // namespace ritmon
