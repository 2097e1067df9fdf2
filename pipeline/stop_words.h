// SPDX-License-Identifier: GPL-3.0-or-later
// Words that are no term, whatever a page is about: articles, pronouns,
// prepositions, auxiliaries, and what every website says (contact, more,
// products), German and English.

#pragma once

#include <string_view>

namespace ritmon {

// `word` is folded (base/normalize.h).
bool IsStopWord(std::string_view word);

}  // namespace ritmon
