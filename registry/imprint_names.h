// SPDX-License-Identifier: GPL-3.0-or-later
// Company names in running text and in the lines of an imprint: words that end
// with a legal form. Pure functions; any bytes are accepted.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct FoundName {
  std::string name;    // with its legal form
  std::string before;  // what stood before it on the line, folded
  size_t begin = 0;    // bytes of the line
  size_t end = 0;
};

// Whether any legal form stands on the line, behind a name or by itself.
bool HoldsLegalForm(std::string_view line);

// The company names of one line. A name ends with its legal form.
std::vector<FoundName> FindCompanyNames(std::string_view line);

// True if the line is nothing but a legal form ("GmbH & Co. KG"): the end of a
// name that began on the line before.
bool IsBareLegalForm(std::string_view line);

// "koer" or "stiftung" if the line says nothing but that: "Körperschaft des
// öffentlichen Rechts". The name stands above it.
std::string FormStatedBy(std::string_view line);

// Bodies of public law whose names show no legal form: "Landkreis Stade",
// "Universität Hamburg". The whole line must be such a name.
bool IsPublicBody(std::string_view line);

// Names that a page has on two lines: the second begins in the middle ("& Co.
// KG"), the first ends there ("Gesellschaft für"), or the second says only what
// is done ("Garten- und Landschaftsbau GmbH"), not who does it.
bool GoesOnFromLineAbove(std::string_view line);
// The first of these alone, whether a legal form follows or not: "& Co".
bool BeginsWithCo(std::string_view line);
bool IsOpenName(std::string_view line);
bool SaysOnlyTheTrade(std::string_view name);

}  // namespace ritmon
