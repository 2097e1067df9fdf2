// SPDX-License-Identifier: GPL-3.0-or-later
// A company name, cut into folded tokens: what legal forms and name keys are
// read from. Pure functions; any bytes are accepted.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct NameToken {
  std::string text;     // folded; "u" for "&", "+" and "und"
  bool dotted = false;  // stood as single letters: "e. V.", "G.m.b.H."
  bool bracketed = false;
};

// "Meyer & Söhne G. m. b. H." gives meyer, u, soehne, gmbh.
std::vector<NameToken> NameTokens(std::string_view name);

}  // namespace ritmon
