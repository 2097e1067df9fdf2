// SPDX-License-Identifier: GPL-3.0-or-later
// Which party each line of an imprint speaks of, by the labels and headings
// that it begins with. Pure functions.

#pragma once

#include <string_view>
#include <vector>

#include "registry/imprint_lines.h"

namespace ritmon {

// Fills in the parties and labels of lines whose texts are there.
void MarkParties(std::vector<ImprintLine>& lines);

// What the words before a company's name on its line (folded) make of it:
// kOwner if they say nothing against it. `owned`: the owner is known already.
Party PartyByLeadIn(std::string_view before, bool owned);

// Whether the words before a name are a label that no imprint's owner has:
// "VG Wort Zählpixel:".
bool IsStrangeLabel(std::string_view before);

// Folded lines. "Komplementärin:".
bool SaysPartner(std::string_view folded);

// "Muster GmbH" / "als persönlich haftende Gesellschafterin der" / "Muster KG".
bool LeadsToPartnership(std::string_view folded);

// Who acts for the company by order of a court; the facts below are still the
// company's.
bool SaysAdministrator(std::string_view folded);

}  // namespace ritmon
