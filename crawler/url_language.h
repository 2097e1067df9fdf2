// SPDX-License-Identifier: GPL-3.0-or-later
// The language that a URL names. Pure function.

#pragma once

#include <string>
#include <string_view>

#include "model/url.h"

namespace ritmon {

// ISO 639-1: "en" for "/en/", "/en-us/", "?lang=en", "en.firma.example" and
// "about_en.html"; empty if it names none. "/it/" names none: it is more often
// a department than Italian.
std::string LanguageOfPath(const Url& url);

// Host, path and query without what names the language, in lower case: the same
// for the pages that a site has in several languages under parallel addresses.
// "www." and the scheme are left out.
std::string WithoutLanguage(const Url& url);

// Whether a path segment in lower case is a language: "en", "de-de", "english".
bool IsLanguageName(std::string_view segment);

}  // namespace ritmon
