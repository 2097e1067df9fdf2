// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/founding_year.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "base/normalize.h"
#include "classifier/founding_phrases.h"
#include "classifier/sentence.h"
#include "model/record.h"

namespace ritmon {
namespace {

constexpr size_t kShownCharacters = 200;
// What a statement about the company is looked for in.
constexpr size_t kReadCharacters = 400;
// Digits in a table of figures are no years.
constexpr size_t kMostYearsPerBlock = 40;

std::string LowerPath(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return "/";
  const size_t slash = url.find('/', scheme + 3);
  if (slash == std::string_view::npos) return "/";
  std::string path(url.substr(slash, url.find_first_of("?#", slash) - slash));
  for (char& c : path) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '_') c = '-';
  }
  return path;
}

template <size_t kSize>
bool HoldsAny(std::string_view text,
              const std::array<std::string_view, kSize>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

bool IsHome(std::string_view path) {
  for (const std::string_view lang : {"/de", "/en"}) {
    if (path.starts_with(lang) &&
        (path.size() == 3 || path[3] == '/' || path[3] == '.')) {
      path.remove_prefix(3);
      break;
    }
  }
  return path.empty() || path == "/" || path.starts_with("/index.") ||
         path == "/home" || path.starts_with("/home.") || path == "/home/" ||
         path == "/start" || path.starts_with("/start.") ||
         path == "/startseite" || path == "/startseite/";
}

// A page about the company as a whole, by its address.
bool IsAbout(std::string_view path) {
  // As they stand in addresses; "ber-uns" ends "%C3%BCber-uns", too.
  static constexpr std::array<std::string_view, 21> kAbout = {
      "ber-uns",     "ueberuns", "ber-mich",  "about",      "unternehmen",
      "company",     "/firma",   "histor",    "geschichte", "chronik",
      "portrait",    "profil",   "tradition", "our-story",  "who-we-are",
      "meilenstein", "/wir/",    "/wir.",     "wir-ueber",  "wir-%c3%bcber",
      "der-betrieb"};
  // Of one person, one product, one day.
  static constexpr std::array<std::string_view, 24> kOther = {
      "news",     "aktuell", "blog",    "presse",  "press/",  "press-",
      "job",      "karrier", "career",  "produkt", "product", "shop",
      "sortimen", "referen", "projekt", "project", "impress", "imprint",
      "datensch", "privacy", "magazin", "event",   "stellen", "/team"};
  std::string ended(path);
  ended += '/';
  return HoldsAny(std::string_view(ended), kAbout) &&
         !HoldsAny(std::string_view(ended), kOther) &&
         std::count(path.begin(), path.end(), '/') <= 5;
}

bool IsRead(Zone zone) {
  switch (zone) {
    case Zone::kTitle:
    case Zone::kDescription:
    case Zone::kHeading1:
    case Zone::kHeading2:
    case Zone::kHeading3:
    case Zone::kHeading4:
    case Zone::kMain:
    case Zone::kList:
    case Zone::kTable:
      return true;
    default:
      return false;
  }
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Where four digits stand that may be a year, neither part of a longer number
// ("21998", "1.998", "1998,50") nor of a word ("1990er").
std::vector<size_t> YearsOf(std::string_view text, int latest) {
  std::vector<size_t> places;
  for (size_t i = 0; i + 4 <= text.size(); ++i) {
    if (!IsDigit(text[i])) continue;
    size_t end = i;
    while (end < text.size() && IsDigit(text[end])) ++end;
    const size_t begin = std::exchange(i, end);
    if (end - begin != 4 || IsWordBefore(text, begin) || IsWordAt(text, end)) {
      continue;
    }
    const bool decimals = end + 1 < text.size() &&
                          (text[end] == ',' || text[end] == '.') &&
                          IsDigit(text[end + 1]);
    int year = 0;
    for (size_t at = begin; at < end; ++at) year = year * 10 + (text[at] - '0');
    if (decimals || year < kEarliestFounding || year > latest) continue;
    places.push_back(begin);
    if (places.size() == kMostYearsPerBlock) break;
  }
  return places;
}

// The part of `sentence` (folded) that holds the year, which becomes '#': a
// full stop behind a year ends a sentence as well.
std::optional<std::string> ClauseOf(std::string sentence,
                                    std::string_view year) {
  std::replace(sentence.begin(), sentence.end(), '#', ' ');
  size_t at = sentence.find(year);
  while (at != std::string::npos &&
         (IsWordBefore(sentence, at) || IsWordAt(sentence, at + year.size()))) {
    at = sentence.find(year, at + 1);
  }
  if (at == std::string::npos) return std::nullopt;
  const auto ends_at = [&](size_t stop) {
    return stop >= 4 && std::all_of(sentence.begin() + (stop - 4),
                                    sentence.begin() + stop, IsDigit);
  };
  size_t begin = 0;
  for (size_t stop = sentence.find(". "); stop < at;
       stop = sentence.find(". ", stop + 1)) {
    if (ends_at(stop)) begin = stop + 2;
  }
  size_t end = sentence.find(". ", at);
  if (end != at + year.size()) end = sentence.size();
  std::string clause = sentence.substr(begin, end - begin);
  clause.replace(at - begin, year.size(), "#");
  return clause;
}

}  // namespace

std::string_view ToString(FoundingRule rule) {
  switch (rule) {
    case FoundingRule::kActivity:
      return "activity";
    case FoundingRule::kSince:
      return "since";
    case FoundingRule::kFounded:
      return "founded";
  }
  return {};
}

std::vector<FoundingClaim> FindFoundingYears(const FoundingPage& page) {
  std::vector<FoundingClaim> claims;
  if (page.kind != PageKind::kWeb) return claims;
  const std::string path = LowerPath(page.url);
  const bool about = IsAbout(path);
  if (!about && !IsHome(path)) return claims;
  const FoundingPhrases phrases(page.company);
  size_t offset = 0;
  for (const Block& block : page.blocks) {
    const size_t begin = std::exchange(offset, offset + block.text.size() + 1);
    if (!IsRead(block.zone)) continue;
    for (const size_t at : YearsOf(block.text, page.latest_year)) {
      const std::string year = block.text.substr(at, 4);
      const auto clause = ClauseOf(
          Fold(SentenceAround(block.text, at, at + 4, kReadCharacters)), year);
      if (!clause) continue;
      const auto rule = phrases.Judge(*clause, std::stoi(year));
      if (!rule) continue;
      claims.push_back(
          {.year = std::stoi(year),
           .rule = *rule,
           .about_page = about,
           .url = std::string(page.url),
           .sentence = SentenceAround(block.text, at, at + 4, kShownCharacters),
           .offset = begin + at});
    }
  }
  return claims;
}

std::optional<FoundingClaim> SettleFoundingYear(
    std::vector<FoundingClaim> claims) {
  if (claims.empty()) return std::nullopt;
  // The best one first; the rest of the order only makes it one.
  std::sort(
      claims.begin(), claims.end(),
      [](const FoundingClaim& a, const FoundingClaim& b) {
        return std::tuple(b.rule, b.about_page, a.url.size(), a.url, a.offset) <
               std::tuple(a.rule, a.about_page, b.url.size(), b.url, b.offset);
      });
  const FoundingClaim& best = claims.front();
  for (const FoundingClaim& claim : claims) {
    const bool as_good =
        claim.rule == best.rule && claim.about_page == best.about_page;
    if (as_good && claim.year != best.year) return std::nullopt;
    // Whoever was founded in 2005 may have built machines since 2010, but not
    // since 1990.
    if (claim.rule < best.rule && claim.year < best.year) return std::nullopt;
  }
  return best;
}

}  // namespace ritmon
