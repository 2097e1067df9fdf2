// SPDX-License-Identifier: GPL-3.0-or-later
// Text for HTML and SVG: escaping, and numbers as German and English write
// them. Pure functions, any thread; no locale of the machine plays a part.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace ritmon {

enum class Language { kGerman, kEnglish };
// "de", "en": the value of a lang attribute (BCP 47).
std::string_view LanguageTag(Language language);

// `text`, any bytes, as character data or a quoted attribute value of HTML and
// of XML: & < > " ' are escaped, what is not UTF-8 becomes U+FFFD, control
// characters and line breaks become blanks, characters that XML forbids are
// dropped. So are the invisible ones that turn the direction of what follows
// (U+061C, U+200E, U+200F, U+202A..202E, U+2066..2069): a company's name must
// not rewrite the line it stands in.
std::string EscapeHtml(std::string_view text);

// Whether `href` may become a link: absolute http or https, no blanks and no
// control characters. Never "javascript:" and the like.
bool IsSafeHref(std::string_view href);

// 1400 is "1.400" or "1,400".
std::string FormatCount(uint64_t number, Language language);
// "12,5 %" or "12.5%"; a dash if `whole` is 0. What is not 0 and not all is
// never shown as 0 or 100: "< 1 %", "> 99 %", to be escaped like any text.
// `decimals` is 0 or 1.
std::string FormatShare(uint64_t part, uint64_t whole, Language language,
                        int decimals = 0);
// "31. Oktober 2023" or "31 October 2023"; a dash for no valid date.
std::string FormatLongDate(Date date, Language language);
// Millions from one million on: "203,4 Mio. EUR" or "EUR 203.4 million".
std::string FormatEuros(int64_t cents, Language language);
// For programs: 123456789 is "1234567.89".
std::string EurosText(int64_t cents);

}  // namespace ritmon
