// SPDX-License-Identifier: GPL-3.0-or-later
// German VAT ids (§ 27a UStG): "DE" and nine digits, the last a check digit
// (ISO 7064 MOD 11,10). Pure functions; any bytes are accepted.

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ritmon {

bool HasValidVatCheckDigit(std::string_view vat_id);

// "DE123456788" of "USt-IdNr. DE 123 456 788". Refused are ids that a wrong
// check digit shows to be mistyped, bank accounts, and numbers that the line
// calls something else: tax number, EORI, W-IdNr.
std::optional<std::string> FindVatId(std::string_view line);

}  // namespace ritmon
