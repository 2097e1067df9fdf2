// SPDX-License-Identifier: GPL-3.0-or-later
// Text that the law asks for: imprints, privacy, terms, and the notices on
// batteries, packaging and old devices that every shop has and that make any
// baker look like a recycling company.

#pragma once

#include <string_view>

#include "model/url.h"

namespace ritmon {

enum class LegalKind { kNone, kImprint, kOther };

// Of a heading, a title or a link: "Impressum", "Datenschutz & AGB". The whole
// text must be such a name; "Neues zum Datenschutz in Hamburg" is none.
LegalKind LegalKindOfName(std::string_view text);
// Any of the parts of a page title ("Impressum | Firma GmbH").
LegalKind LegalKindOfTitle(std::string_view title);
// By the last segment of the path: /impressum, /de/privacy-policy.html.
LegalKind LegalKindOfUrl(const Url& url);

// Whether this text names what an imprint must name: register, represented by,
// VAT number (§ 5 DDG).
bool HasImprintFacts(std::string_view text);

// A notice under BattG, VerpackG or ElektroG, not a company that treats waste.
bool IsWasteNotice(std::string_view text);

}  // namespace ritmon
