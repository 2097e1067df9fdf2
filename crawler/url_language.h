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

// Whether a path segment in lower case is a language: "en", "de-de", "english".
bool IsLanguageName(std::string_view segment);

}  // namespace ritmon
