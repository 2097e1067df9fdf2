// SPDX-License-Identifier: GPL-3.0-or-later
// Words that stand around articles, German and English: what begins a list of
// other articles, what is only date, author, picture credit or invitation.

#pragma once

#include <cstdint>
#include <string_view>

namespace ritmon {

// A heading after which nothing belongs to the article: "Kommentare",
// "Das könnte Sie auch interessieren", "Related articles".
bool EndsArticle(std::string_view heading);

// A line that is no part of the story although it stands in it: "Von A. B.",
// "3 Min. Lesezeit", "Foto: dpa", "Jetzt abonnieren". Only for short lines.
bool IsArticleFurniture(std::string_view line);

// "This website uses cookies ...": also where no class name tells.
bool IsConsentText(std::string_view text);

}  // namespace ritmon
