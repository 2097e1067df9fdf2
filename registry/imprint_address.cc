// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_address.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/normalize.h"
#include "base/regex.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsSpace(char c) { return c == ' ' || c == '\t'; }

// Cheaper than an expression that looks for them, and most lines have none.
bool HasDigitsInARow(std::string_view text, size_t wanted) {
  size_t digits = 0;
  for (const char c : text) {
    digits = IsDigit(c) ? digits + 1 : 0;
    if (digits == wanted) return true;
  }
  return false;
}

bool IsOneOf(const auto& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// What follows a town on its line without being part of it.
bool EndsTown(std::string_view folded_word) {
  static constexpr std::array<std::string_view, 38> kEnds = {
      "deutschland",
      "germany",
      "tel",
      "telefon",
      "fon",
      "fax",
      "phone",
      "mail",
      "e",
      "email",
      "www",
      "ust",
      "hrb",
      "hra",
      "amtsgericht",
      "geschaeftsfuehrer",
      "geschaeftsfuehrung",
      "vertreten",
      "sitz",
      "kontakt",
      "registergericht",
      "handelsregister",
      "mobil",
      "inhaber",
      "web",
      "http",
      "ag",
      "hausanschrift",
      "postanschrift",
      "anschrift",
      "oesterreich",
      "austria",
      "schweiz",
      "switzerland",
      "niederlande",
      "netherlands",
      "vat",
      "register"};
  return IsOneOf(kEnds, folded_word);
}

bool IsBankAccount(std::string_view line) {
  static constexpr std::array<std::string_view, 5> kAccounts = {
      "iban", "bic", "blz", "konto", "swift"};
  const auto words = WordsOfFolded(Fold(line));
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return IsOneOf(kAccounts, word);
  });
}

// The town at the beginning of `rest`, which is made of words.
std::string TownAt(std::string_view rest) {
  std::string town;
  for (size_t at = 0; at < rest.size();) {
    const size_t next = std::min(rest.find(' ', at), rest.size());
    const std::string_view raw = rest.substr(at, next - at);
    const auto words = WordsOfFolded(Fold(raw));
    if (words.empty() || EndsTown(words[0])) break;
    // "gehören der Kammer in 59063 Hamm an. Die ..."; "i. d. Opf." goes on.
    if (!town.empty() && (raw == "an." || raw == "ein.")) break;
    if (!town.empty()) town += ' ';
    town += raw;
    at = std::min(next + 1, rest.size());
    if (raw.ends_with('.') && raw.size() > 4) break;  // a sentence's end
  }
  town = std::string(TrimLine(town, " ,;.-/"));
  if (std::count(town.begin(), town.end(), '(') >
      std::count(town.begin(), town.end(), ')')) {
    town = std::string(TrimLine(town.substr(0, town.rfind('('))));
  }
  return town;
}

std::string SpanOf(std::string_view line, const RegexSpan& span) {
  return std::string(line.substr(span.begin, span.end - span.begin));
}

}  // namespace

bool MayHoldPostcode(std::string_view line) {
  constexpr size_t kDigits = 5;
  return HasDigitsInARow(line, kDigits);
}

std::optional<FoundPlace> FindPlace(std::string_view line) {
  static const Regex regex = Pattern(
      R"((?:^|[^\pL\pN/.+\-]|(?:^|[^\pL\pN])(?:D|DE)[ \-–]{0,3}))"
      R"((\d{5})(?:,? *| ?[\-–/] ?)(?:Ort: ?|Stadt: ?)?(\p{Lu}[\pL\pM\-]*\.?)"
      R"((?:[ /\-](?:\(?[\pL\pM.]+\)?|\()){0,6}))");
  static const Regex lower_case =
      Pattern(R"(^(?:d[ \-])?(\d{5}) (\p{Ll}[\pL\-]{2,})$)");
  static const Regex town_first = Pattern(
      R"([,;] ?(\p{Lu}[\pL\-]+(?: [\pL.]+){0,2}?),? (\d{5})(?:$|,|;| \())");
  if (!MayHoldPostcode(line) || IsBankAccount(line)) return std::nullopt;
  const auto numbers = FindRegisterNumbers(line);
  auto matches = regex.FindAll(line);
  if (matches.empty()) matches = lower_case.FindAll(line);
  for (const auto& match : matches) {
    const RegexSpan digits = *match[1];
    const bool registered =
        std::any_of(numbers.begin(), numbers.end(), [&](const auto& number) {
          return digits.begin >= number.begin && digits.begin < number.end;
        });
    if (registered) continue;
    FoundPlace place;
    place.postcode = SpanOf(line, digits);
    place.begin = digits.begin;
    if (place.begin >= 2 && !IsSpace(line[place.begin - 1])) {
      // Without the "D-".
      while (place.begin > 0 && line[place.begin - 1] != ' ' &&
             line[place.begin - 1] != ',') {
        --place.begin;
      }
    }
    place.town = TownAt(SpanOf(line, *match[2]));
    place.end = match[2]->end;
    if (!place.town.empty()) return place;
  }
  // "Neuer Wall 10, Hamburg 20354, Germany".
  const auto match = numbers.empty() ? town_first.Find(line) : std::nullopt;
  if (!match) return std::nullopt;
  return FoundPlace{SpanOf(line, *(*match)[2]), SpanOf(line, *(*match)[1]),
                    (*match)[1]->begin, (*match)[2]->end};
}

std::optional<FoundPlace> FindForeignPlace(std::string_view line) {
  static const Regex code_first = Pattern(
      R"((?:^|[,;|·] ?)(?:[A-Z]{1,2}[ \-–]{1,3})?(\d{4}(?: [A-Z]{2})?) )"
      R"((\p{Lu}[\pL\pM\-]+\.?(?:[ /](?:\(?[\pL\pM.]+\)?)){0,3}))");
  static const Regex code_last =
      Pattern(R"((\p{Lu}[\pL\-]+(?: \p{Lu}[\pL\-]+)?),? )"
              R"(([A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})(?:$|[ ,;]))");
  if (!HasDigitsInARow(line, 1)) return std::nullopt;
  const bool has_code_first = code_first.Occurs(line);
  const auto match =
      has_code_first ? code_first.Find(line) : code_last.Find(line);
  if (!match || IsBankAccount(line)) return std::nullopt;
  const RegexSpan code = *(*match)[has_code_first ? 1 : 2];
  const RegexSpan town = *(*match)[has_code_first ? 2 : 1];
  return FoundPlace{SpanOf(line, code), TownAt(SpanOf(line, town)),
                    std::min(code.begin, town.begin),
                    std::max(code.end, town.end)};
}

bool IsPostOfficeBox(std::string_view text) {
  const std::string folded = Fold(text);
  return folded.find("postfach") != std::string::npos ||
         folded.find("p.o. box") != std::string::npos ||
         folded.find("po box") != std::string::npos;
}

namespace {

struct StreetPatterns {
  Regex numbered =
      Pattern(R"(^(\p{L}[\pL\pM .'’\-/&()]*?(?: ?\d{1,2}\. \p{Lu}\pL+ ?)?)"
              R"(\.? ?\d{1,4} ?[a-zA-Z]?(?: ?[-–/+] ?\d{1,4} ?[a-zA-Z]?)*)"
              R"((?: (?:Nr\.?|No\.?|Haus|Hs\.?) ?\d{1,4} ?[a-z]?)?))"
              R"((?:$|[ ,(]))");
  Regex named = Pattern(
      R"(^[\p{Lu}][\pL .\-]*(?:stra(?:ß|ss)e|str\.|weg|allee|platz|damm|ring|)"
      R"(ufer|chaussee|stieg|twiete|kamp|redder|gasse|deich|markt|kai|wall)$)");
  // Folded; of a part that is no street.
  Regex no_street = Pattern(
      R"(^(?:(?:\d{1,2}\. ?)?(?:og|obergeschoss|etage|stock|eg|ug)\b|)"
      R"((?:gebaeude|geb\.|haus|aufgang|eingang|block|halle|raum|box|)"
      R"(postfach|p\.?o\.? ?box|tel|fon|fax|hr[ab]|registe|ust|nr|c/o|)"
      R"(floor|suite|building|amtsgericht|handelsreg\w*|eingetragen|vr|pr|)"
      R"(gnr|gsr|steuer\w*|usc?)\b))");
  // Folded; of a part that belongs to the street before it.
  Regex inside = Pattern(
      R"(^(?:\d{1,2}\. ?(?:og|ug|obergeschoss|etage|stock|floor)(?: \w+)?|)"
      R"((?:eg|erdgeschoss|hinterhaus|vorderhaus|seitenfluegel|rueckgebaeude)|)"
      R"((?:gebaeude|geb\.?|haus|aufgang|eingang|block|halle|raum|zimmer|)"
      R"(etage|building|suite|floor|ot|ortsteil|tor|turm) [\w.\- ]{1,30})$)");
  Regex square = Pattern(R"((?:^|[ ,])([A-Z]\d{1,2}, ?\d{1,3}[a-z]?)[ ,]*$)");
};

const StreetPatterns& GetStreetPatterns() {
  static const StreetPatterns patterns;
  return patterns;
}

// "Am Hammerwerk 3 - 5": the dash of `size` bytes at `at` stands between house
// numbers, which rise.
bool JoinsNumbers(std::string_view text, size_t at, size_t size) {
  constexpr size_t kMostDigits = 3;
  size_t begin = at;
  while (begin > 0 && IsDigit(text[begin - 1])) --begin;
  size_t end = at + size;
  while (end < text.size() && IsDigit(text[end])) ++end;
  const std::string_view low = text.substr(begin, at - begin);
  const std::string_view high = text.substr(at + size, end - at - size);
  if (low.empty() || high.empty() || high.size() > kMostDigits) return false;
  const bool goes_on = end + 1 < text.size() && IsDigit(text[end + 1]);
  return !goes_on && (high.size() > low.size() ||
                      (high.size() == low.size() && high > low));
}

// Where the part of a line that begins at `begin` ends.
size_t EndOfPart(std::string_view text, size_t begin) {
  size_t end = begin;
  while (end < text.size() && text[end] != ',' && text[end] != '|' &&
         text[end] != ';' && text[end] != ':' &&
         (text.substr(end, 3) != " - " || JoinsNumbers(text, end, 3)) &&
         (text.substr(end, 5) != " – " || JoinsNumbers(text, end, 5)) &&
         text.substr(end, 2) != "·" && text.substr(end, 3) != "•" &&
         text.substr(end, 4) != " // ") {
    ++end;
  }
  return end;
}

std::string StreetOfPart(std::string_view part) {
  constexpr size_t kLongestStreet = 70;  // bytes
  const StreetPatterns& patterns = GetStreetPatterns();
  if (part.size() > kLongestStreet || patterns.no_street.Occurs(Fold(part))) {
    return {};
  }
  if (const auto match = patterns.numbered.Find(part)) {
    return std::string(TrimLine(SpanOf(part, *(*match)[1])));
  }
  return patterns.named.Occurs(part) ? std::string(part) : std::string();
}

}  // namespace

std::string StreetIn(std::string_view text) {
  const StreetPatterns& patterns = GetStreetPatterns();
  if (const auto match = patterns.square.Find(text)) {  // Mannheim's "Q7, 24"
    return SpanOf(text, *(*match)[1]);
  }
  std::string best;
  bool whole = false;  // the last part was the street and nothing else
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = EndOfPart(text, begin);
    std::string_view part = TrimLine(text.substr(begin, end - begin));
    for (const std::string_view sign : {"– ", "· ", "• ", "/ ", "\xB7 "}) {
      if (part.starts_with(sign)) part = TrimLine(part.substr(sign.size()));
    }
    std::string street = StreetOfPart(part);
    if (!street.empty()) {
      whole = street.size() == part.size();
      best = std::move(street);
    } else if (whole && patterns.inside.Occurs(Fold(part))) {
      best += ", " + std::string(part);
    } else {
      whole = false;
    }
    if (end >= text.size()) break;
    begin = end + 1;
  }
  return best;
}

}  // namespace ritmon
