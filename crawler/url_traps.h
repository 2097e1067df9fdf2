// SPDX-License-Identifier: GPL-3.0-or-later
// URLs that only trap a crawler or cost the site: behind them is nothing to
// read, or the same page again and again under ever new names.
//
// Judged by the URL alone. What cannot be told from it (the same content under
// another host, pages that say "not found") is told by the content, and the
// limits of a site end what is not recognised here. Pure functions; words in
// German and English.

#pragma once

#include <cstddef>
#include <string_view>

#include "model/url.h"

namespace ritmon {

enum class UrlTrap {
  kNone,
  kTooLong,
  kTooManySegments,
  kRepeatingPath,  // "/a/b/a/b/a/b": broken relative links
  kCalendar,       // a day, week or month of a calendar without end
  kParameters,     // too many, one too long, or a filter of a list
  kSession,        // a session or a token as a parameter
  kCopy,           // a page in another order, for printing, on the way back
  kService,        // cart, login, search: nothing to read
};

std::string_view ToString(UrlTrap trap);  // "none", "too long", ...

struct UrlTrapLimits {
  size_t max_length = 512;  // bytes of path and query
  int max_segments = 12;
  int max_parameters = 4;  // names in brackets count as one: "a[b]" and "a[c]"
  size_t max_value_length = 160;
  // Months outside of these years belong to a calendar. The last one may be
  // set to the next year by who knows the date.
  int first_year = 1995;
  int last_year = 2040;
};

UrlTrap FindTrap(const Url& url, const UrlTrapLimits& limits = {});

// Whether `link` names the page that it stands on: the same but for scheme,
// "www.", "index.html" or a slash at the end.
bool IsSelfLink(const Url& page, const Url& link);

}  // namespace ritmon
