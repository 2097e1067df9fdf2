// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/url_traps.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "crawler/scope.h"
#include "crawler/url_parts.h"
#include "model/percent_encoding.h"

namespace ritmon {
namespace {

// Whole segments, an extension apart.
constexpr auto kServices = std::to_array<std::string_view>(
    {"warenkorb", "cart",         "basket",      "checkout",      "kasse",
     "login",     "logout",       "signin",      "sign-in",       "register",
     "anmelden",  "abmelden",     "wp-admin",    "wp-login",      "wp-json",
     "merkliste", "merkzettel",   "wunschliste", "wishlist",      "compare",
     "konto",     "mein-konto",   "account",     "my-account",    "suche",
     "search",    "suchergebnis", "cgi-bin",     "suchergebnisse"});

// Behind them a date is a place in a calendar.
constexpr auto kCalendars = std::to_array<std::string_view>(
    {"kalender", "calendar", "veranstaltungskalender", "eventkalender",
     "terminkalender", "belegungskalender", "belegungsplan", "termine",
     "termin", "events", "event", "veranstaltungen", "veranstaltung", "agenda",
     "schedule", "buchung", "booking", "spielplan"});
constexpr auto kCalendarViews = std::to_array<std::string_view>(
    {"month", "monat", "week", "woche", "day", "tag", "today", "heute"});

// Parameters with a date or a number as their value.
constexpr auto kDateNames = std::to_array<std::string_view>(
    {"monat",    "month",     "mon",    "tag",   "day",       "woche",
     "week",     "kw",        "date",   "datum", "startdate", "start_date",
     "enddate",  "datefrom",  "dateto", "von",   "bis",       "tribe-bar-date",
     "cal_date", "timestamp", "tstamp"});
constexpr auto kYearNames =
    std::to_array<std::string_view>({"jahr", "year", "yr"});

// The same list or page once more.
constexpr auto kCopyNames = std::to_array<std::string_view>(
    {"sort",           "sortby",       "sort_by",
     "sortierung",     "order",        "orderby",
     "order_by",       "orderdir",     "dir",
     "direction",      "perpage",      "per_page",
     "pagesize",       "viewmode",     "print",
     "druck",          "druckansicht", "printable",
     "share",          "replytocom",   "redirect",
     "redirect_to",    "redirecturl",  "return",
     "returnurl",      "return_url",   "return_to",
     "backurl",        "referer",      "referrer",
     "ical",           "oldid",        "diff",
     "add-to-cart",    "add_to_cart",  "addtocart",
     "add_to_wishlist"});
// With these values only.
struct Parameter {
  std::string name;   // lower case, decoded
  std::string value;  // lower case, decoded
};
constexpr std::pair<std::string_view, std::string_view> kCopyValues[] = {
    {"type", "98"},        {"tmpl", "component"}, {"format", "print"},
    {"output", "print"},   {"view", "print"},     {"action", "edit"},
    {"action", "history"}, {"action", "login"},   {"do", "edit"},
    {"do", "login"},       {"do", "diff"},        {"do", "revisions"}};
constexpr auto kFilterNames = std::to_array<std::string_view>(
    {"filter", "filters", "filterby", "facet", "facets", "refine", "min_price",
     "max_price", "price_min", "price_max", "preis_von", "preis_bis"});
// Of a search form; WordPress, TYPO3, Drupal, shops.
constexpr auto kSearchNames = std::to_array<std::string_view>(
    {"s", "q", "query", "search", "searchword", "suche", "suchbegriff",
     "suchwort", "keyword", "keywords", "sword", "swords"});
constexpr auto kSessionMarks = std::to_array<std::string_view>(
    {"sess", "token", "nonce", "csrf", "xsrf", "ticket"});

constexpr size_t kMinTokenLength = 12;

template <typename List>
bool Contains(const List& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

std::string DecodedLower(std::string_view text) {
  return AsciiLower(PercentDecode(text));
}

bool IsNumber(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return c >= '0' && c <= '9';
  });
}

// -1 for what is no number of at most `max_digits`.
int NumberOf(std::string_view text, size_t max_digits) {
  if (!IsNumber(text) || text.size() > max_digits) return -1;
  int value = -1;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool IsYear(std::string_view text) {
  const int year = NumberOf(text, 4);
  return text.size() == 4 && year >= 1000;
}

bool IsUpTo(std::string_view text, int max) {
  const int value = NumberOf(text, 2);
  return value >= 1 && value <= max;
}

// "2026-11", "2026-11-23", "23.11.2026", "20261123", "2026-w47".
bool IsDate(std::string_view text) {
  if (text.size() == 8 && IsNumber(text)) {
    return IsUpTo(text.substr(4, 2), 12) && IsUpTo(text.substr(6), 31);
  }
  for (const char separator : {'-', '.', '_'}) {
    auto parts = SplitUrlPart(text, separator);
    if (parts.size() < 2 || parts.size() > 3) continue;
    if (!IsYear(parts.front())) std::reverse(parts.begin(), parts.end());
    if (!IsYear(parts.front())) continue;
    if (parts[1].starts_with('w')) return IsUpTo(parts[1].substr(1), 53);
    if (IsUpTo(parts[1], 12) && (parts.size() == 2 || IsUpTo(parts[2], 31))) {
      return true;
    }
  }
  return false;
}

using Segments = std::vector<std::string_view>;

// The same three times, two of the same files in a row, or a longer sequence
// at once again.
bool IsRepeating(const Segments& segments) {
  for (size_t i = 0; i < segments.size(); ++i) {
    const bool next_is_same =
        i + 1 < segments.size() && segments[i] == segments[i + 1];
    if (next_is_same && segments[i].find('.') != std::string_view::npos) {
      return true;
    }
    if (next_is_same && i + 2 < segments.size() &&
        segments[i] == segments[i + 2]) {
      return true;
    }
    if (!IsNumber(segments[i]) &&
        std::count(segments.begin(), segments.end(), segments[i]) > 2) {
      return true;
    }
  }
  for (size_t length = 3; length * 2 <= segments.size(); ++length) {
    for (size_t i = 0; i + length * 2 <= segments.size(); ++i) {
      const auto begin = segments.begin() + static_cast<ptrdiff_t>(i);
      const auto middle = begin + static_cast<ptrdiff_t>(length);
      if (std::equal(begin, middle, middle)) return true;
    }
  }
  return false;
}

// A date that ends a path below "kalender" and the like, or a month of a year
// that nothing was written in. A title behind the date makes it a page:
// "/termine/2026/11/tag-der-offenen-tuer", "/2024/05/neue-anlage".
bool IsCalendarPath(const Segments& segments, const UrlTrapLimits& limits) {
  const auto calendar =
      std::find_if(segments.begin(), segments.end(),
                   [](auto segment) { return Contains(kCalendars, segment); });
  if (calendar != segments.end() && calendar + 1 != segments.end() &&
      std::all_of(calendar + 1, segments.end(), [](auto segment) {
        return NumberOf(segment, 4) >= 0 || IsDate(segment) ||
               Contains(kCalendarViews, segment);
      })) {
    // One number may be the event's: "/termine/17" is its page, but below a
    // calendar, and for years, it is not.
    const bool is_item = calendar + 2 == segments.end() &&
                         IsNumber(segments.back()) &&
                         !IsYear(segments.back()) && !IsDate(segments.back()) &&
                         calendar->find("kalender") == std::string_view::npos &&
                         *calendar != "calendar";
    return !is_item;
  }
  for (size_t i = 0; i + 1 < segments.size(); ++i) {
    if (!IsYear(segments[i]) || !IsUpTo(segments[i + 1], 12)) continue;
    const int year = NumberOf(segments[i], 4);
    if (year < limits.first_year || year > limits.last_year) return true;
  }
  return false;
}

std::vector<Parameter> ParametersOf(std::string_view query) {
  std::vector<Parameter> parameters;
  for (const std::string_view text : SplitUrlPart(query, '&')) {
    const size_t equals = std::min(text.find('='), text.size());
    parameters.push_back(
        {DecodedLower(text.substr(0, equals)),
         DecodedLower(text.substr(std::min(equals + 1, text.size())))});
  }
  return parameters;
}

// "tx_cal[view][month]": "tx_cal", "view", "month".
std::vector<std::string_view> NamesOf(const Parameter& parameter) {
  std::vector<std::string_view> names;
  for (const std::string_view part : SplitUrlPart(parameter.name, '[')) {
    const std::string_view name = part.substr(0, part.find(']'));
    if (!name.empty()) names.push_back(name);
  }
  return names;
}

bool IsDateParameter(std::string_view name, std::string_view value,
                     const UrlTrapLimits& limits) {
  if (Contains(kDateNames, name)) return IsNumber(value) || IsDate(value);
  if (!Contains(kYearNames, name) || !IsYear(value)) return false;
  // A year alone is a list of what was, and there are few of them.
  const int year = NumberOf(value, 4);
  return year < limits.first_year || year > limits.last_year;
}

bool IsSessionParameter(std::string_view name, std::string_view value) {
  return value.size() >= kMinTokenLength &&
         value.find(' ') == std::string_view::npos &&
         std::any_of(kSessionMarks.begin(), kSessionMarks.end(),
                     [name](auto mark) {
                       return name.find(mark) != std::string_view::npos;
                     });
}

UrlTrap TrapOfParameter(const Parameter& parameter,
                        const UrlTrapLimits& limits) {
  const std::string_view value = parameter.value;
  if (value.size() > limits.max_value_length) return UrlTrap::kParameters;
  // A URL in a URL: each turn of the loop makes it longer.
  if (value.find("://") != std::string_view::npos) return UrlTrap::kCopy;
  const auto names = NamesOf(parameter);
  const bool brackets = parameter.name.find('[') != std::string::npos;
  // Drupal's facets: "f[0]=colour:red".
  if (brackets && !names.empty() && names[0] == "f") {
    return UrlTrap::kParameters;
  }
  for (const std::string_view name : names) {
    if (IsDateParameter(name, value, limits)) return UrlTrap::kCalendar;
    if (Contains(kCopyNames, name)) return UrlTrap::kCopy;
    if (Contains(kFilterNames, name) || name.starts_with("filter_")) {
      return UrlTrap::kParameters;
    }
    if (IsSessionParameter(name, value)) return UrlTrap::kSession;
    if (Contains(kSearchNames, name)) return UrlTrap::kService;
    for (const auto& [copy_name, copy_value] : kCopyValues) {
      if (name == copy_name && value == copy_value) return UrlTrap::kCopy;
    }
  }
  return UrlTrap::kNone;
}

UrlTrap TrapOfQuery(std::string_view query, const UrlTrapLimits& limits) {
  const std::vector<Parameter> parameters = ParametersOf(query);
  std::vector<std::string> counted;
  for (const Parameter& parameter : parameters) {
    const UrlTrap trap = TrapOfParameter(parameter, limits);
    if (trap != UrlTrap::kNone) return trap;
    // TYPO3 signs its parameters: there are no more than it wrote.
    if (parameter.name == "chash") continue;
    std::string name = parameter.name.substr(0, parameter.name.find('['));
    if (name.size() == parameter.name.size() || !Contains(counted, name)) {
      counted.push_back(std::move(name));
    }
  }
  // "a[b]" and "a[c]" are one thing, but not without end.
  const auto most = static_cast<size_t>(limits.max_parameters);
  if (counted.size() > most || parameters.size() > most * 2) {
    return UrlTrap::kParameters;
  }
  return UrlTrap::kNone;
}

// The canonical form without what often differs for one and the same page.
std::string PageName(const Url& url) {
  std::string name(WithoutWww(url.host()));
  const std::string canonical = url.Canonical();
  const size_t host = canonical.find("://") + 3;
  name +=
      canonical.substr(std::min(canonical.find('/', host), canonical.size()));
  std::string query;
  if (const size_t question = name.find('?'); question != std::string::npos) {
    query = name.substr(question);
    name.resize(question);
  }
  for (const std::string_view file :
       {"index.html", "index.htm", "index.php", "/"}) {
    if (name.ends_with(file)) name.resize(name.size() - file.size());
  }
  return name + query;
}

}  // namespace

std::string_view ToString(UrlTrap trap) {
  switch (trap) {
    case UrlTrap::kNone:
      return "none";
    case UrlTrap::kTooLong:
      return "too long";
    case UrlTrap::kTooManySegments:
      return "too many segments";
    case UrlTrap::kRepeatingPath:
      return "repeating path";
    case UrlTrap::kCalendar:
      return "calendar";
    case UrlTrap::kParameters:
      return "parameters";
    case UrlTrap::kSession:
      return "session";
    case UrlTrap::kCopy:
      return "copy";
    case UrlTrap::kService:
      return "service";
  }
  return "none";
}

UrlTrap FindTrap(const Url& url, const UrlTrapLimits& limits) {
  // What the canonical form drops is no trap.
  const auto canonical = Url::Parse(url.Canonical());
  const Url& page = canonical ? *canonical : url;
  if (page.path_and_query().size() > limits.max_length) {
    return UrlTrap::kTooLong;
  }
  const std::string path = DecodedLower(page.path());
  const Segments segments = SplitUrlPart(path, '/');
  if (segments.size() > static_cast<size_t>(limits.max_segments)) {
    return UrlTrap::kTooManySegments;
  }
  if (IsRepeating(segments)) return UrlTrap::kRepeatingPath;
  for (const std::string_view segment : segments) {
    if (Contains(kServices, segment.substr(0, segment.find('.')))) {
      return UrlTrap::kService;
    }
  }
  if (IsCalendarPath(segments, limits)) return UrlTrap::kCalendar;
  return TrapOfQuery(page.query(), limits);
}

bool IsSelfLink(const Url& page, const Url& link) {
  return PageName(page) == PageName(link);
}

}  // namespace ritmon
