// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages of a site are fetched first: those that say whose it is and what
// the company does, before its news, its shop and its other languages.
//
// Judged by path, query and link text, by the words of url_topic.cc. An order,
// not a verdict: a low priority costs a page only where the site's budget ends.
// Pure functions.

#pragma once

#include <string_view>

#include "model/url.h"

namespace ritmon {

// What is known of a link beside its URL.
struct LinkHints {
  std::string_view text;         // of the link; UTF-8, only the start is read
  bool nofollow = false;         // rel
  bool language_double = false;  // hreflang names another language
  std::string_view site_lang = "de";  // ISO 639-1; empty: unknown, no doubles
};

// 0 is fetched first: imprint 0; start page and company 1; products, services,
// research, contact 2; what says nothing 3; jobs, help and the start of news 4;
// news and events 5; archives, shops, PDF, privacy 6; tags, pages of lists 7;
// accounts 8. A double in another language comes four later, at least 6; an
// imprint is first in every language.
int PriorityOf(const Url& url, const LinkHints& hints = {});

inline constexpr int kLowestPriority = 8;

}  // namespace ritmon
