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

}  // namespace ritmon
