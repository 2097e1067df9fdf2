// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "base/regex.h"
#include "registry/courts.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

bool IsSpace(char c) { return c == ' ' || c == '\t'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::optional<FoundPlace> FindPlace(std::string_view line) {
  static const Regex regex = Pattern(
      R"((?:^|[^\pL\pN/.+\-]|(?:^|[^\pL\pN])(?:D|DE)[ \-–]{1,3}))"
      R"((\d{5}),? +(\p{Lu}[\pL\-]*\.?(?:[ /\-](?:\(?[\pL.]+\)?|\()){0,6}))");
  static constexpr std::array<std::string_view, 30> kEnds = {
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
      "anschrift"};
  static constexpr std::array<std::string_view, 5> kAccounts = {
      "iban", "bic", "blz", "konto", "swift"};
  const std::string folded = Fold(line);
  for (const std::string& word : WordsOfFolded(folded)) {
    if (std::find(kAccounts.begin(), kAccounts.end(), word) !=
        kAccounts.end()) {
      return std::nullopt;
    }
  }
  const auto numbers = FindRegisterNumbers(line);
  for (const auto& match : regex.FindAll(line)) {
    const RegexSpan digits = *match[1];
    const bool registered =
        std::any_of(numbers.begin(), numbers.end(), [&](const auto& number) {
          return digits.begin >= number.begin && digits.begin < number.end;
        });
    if (registered) continue;
    FoundPlace place;
    place.postcode =
        std::string(line.substr(digits.begin, digits.end - digits.begin));
    place.begin = digits.begin;
    if (place.begin >= 2 && !IsSpace(line[place.begin - 1])) {
      // Without the "D-".
      while (place.begin > 0 && line[place.begin - 1] != ' ' &&
             line[place.begin - 1] != ',') {
        --place.begin;
      }
    }
    std::string_view rest =
        line.substr(match[2]->begin, match[2]->end - match[2]->begin);
    size_t end = 0;
    while (end < rest.size()) {
      size_t next = std::min(rest.find(' ', end), rest.size());
      const std::string_view raw = rest.substr(end, next - end);
      const auto words = WordsOfFolded(Fold(raw));
      const bool stop = words.empty() || std::find(kEnds.begin(), kEnds.end(),
                                                   words[0]) != kEnds.end();
      if (stop && end > 0) break;
      if (!place.town.empty()) place.town += ' ';
      place.town += raw;
      end = std::min(next + 1, rest.size());
      if (raw.ends_with('.') && raw.size() > 4) break;  // a sentence's end
    }
    place.town = std::string(TrimLine(place.town, " ,;.-/"));
    if (std::count(place.town.begin(), place.town.end(), '(') >
        std::count(place.town.begin(), place.town.end(), ')')) {
      const size_t open = place.town.rfind('(');
      place.town = std::string(TrimLine(place.town.substr(0, open)));
    }
    place.end = match[2]->end;
    if (!place.town.empty()) return place;
  }
  return std::nullopt;
}

bool IsPostOfficeBox(std::string_view text) {
  const std::string folded = Fold(text);
  return folded.find("postfach") != std::string::npos ||
         folded.find("p.o. box") != std::string::npos ||
         folded.find("po box") != std::string::npos;
}

std::string StreetIn(std::string_view text) {
  static const Regex numbered =
      Pattern(R"(^(\p{L}[\pL\pM .'’\-/&()]*?\.? ?\d{1,4} ?[a-zA-Z]?)"
              R"((?: ?[-–/+] ?\d{1,4} ?[a-zA-Z]?)*))"
              R"((?:$|[ ,(]))");
  static const Regex named = Pattern(
      R"(^[\p{Lu}][\pL .\-]*(?:stra(?:ß|ss)e|str\.|weg|allee|platz|damm|ring|)"
      R"(ufer|chaussee|stieg|twiete|kamp|redder|gasse|deich|markt|kai|wall)$)");
  static const Regex floor =
      Pattern(R"(^(?:(?:\d{1,2}\. ?)?(?:og|obergeschoss|etage|stock|eg|ug)\b|)"
              R"((?:gebaeude|geb\.|haus|aufgang|eingang|block|halle|raum|box|)"
              R"(postfach|p\.?o\.? ?box|tel|fon|fax|hr[ab]|registe|ust|nr|c/o|)"
              R"(floor|suite|building)\b))");
  static const Regex square =
      Pattern(R"((?:^|[ ,])([A-Z]\d{1,2}, ?\d{1,3}[a-z]?)[ ,]*$)");
  if (const auto match = square.Find(text)) {  // Mannheim's "Q7, 24"
    return std::string(
        text.substr((*match)[1]->begin, (*match)[1]->end - (*match)[1]->begin));
  }
  std::string best;
  size_t begin = 0;
  while (begin <= text.size()) {
    size_t end = begin;
    while (end < text.size() && text[end] != ',' && text[end] != '|' &&
           text[end] != ';' && text[end] != ':' &&
           text.substr(end, 3) != " - " && text.substr(end, 5) != " – " &&
           text.substr(end, 2) != "·" && text.substr(end, 3) != "•" &&
           text.substr(end, 4) != " // ") {
      ++end;
    }
    std::string_view part = TrimLine(text.substr(begin, end - begin));
    for (const std::string_view sign : {"– ", "· ", "• ", "/ ", "\xB7 "}) {
      if (part.starts_with(sign)) part = TrimLine(part.substr(sign.size()));
    }
    const std::string folded = Fold(part);
    if (part.size() <= 70 && !floor.Occurs(folded)) {
      if (const auto match = numbered.Find(part)) {
        best = std::string(TrimLine(part.substr(
            (*match)[1]->begin, (*match)[1]->end - (*match)[1]->begin)));
      } else if (named.Occurs(part)) {
        best = std::string(part);
      }
    }
    if (end >= text.size()) break;
    begin = end + 1;
  }
  return best;
}

namespace {

struct CourtPatterns {
  Regex labelled = Pattern(
      R"((?:^|[^\pL])(?:(?i:amtsgerichte?s?|registergerichts?|)"
      R"(registration court|register court|district court(?: of)?|)"
      R"(local court(?: of)?|court of registration)|AG|Handelsregister|)"
      R"(Vereinsregister|Genossenschaftsregister|Partnerschaftsregister|)"
      R"((?i:commercial register))(?: (?:Abt(?:eilung|\.) )?[AB]\b)?)"
      R"((?: ist)?(?: ?und ?-?\pL*)?[ :,(]+)"
      R"((?:(?:(?i:des|der|beim|bei|am|im|in|of|the|is|at|amtsgerichte?s?|)"
      R"(registergericht|local|district|court|of|ag))[ :]+)*)"
      R"((\p{Lu}[\pL.\-]{2,}(?:[ /](?:am|an|der|im|in|i\.|d\.|a\.|v\.|ob|)"
      R"(Main|Höhe|Rhein|Ruhr|Lahn|Saale|Oder|Donau|OPf|\(\p{Lu}[\pL. ]+\)|)"
      R"(\([^)]{1,20}\)))*(?: Hall| Homburg| Kreuznach| Oeynhausen)?))");
  // Next to a number: a bare town.
  Regex before_number =
      Pattern(R"((\p{Lu}[\pL\-]{2,}(?: (?:am|an der) \p{Lu}\pL+|)"
              R"( \(\p{Lu}\pL+\))?)[ ,:(]*$)");
  Regex after_number =
      Pattern(R"(^[ ,;(/\-]*(?:(?:beim|am|in|des|der)? ?)(\p{Lu}[\pL\-]{2,})"
              R"((?: \(\p{Lu}\pL+\))?))");
  Regex inside_number =
      Pattern(R"(\b(?i:hr ?[ab])[^\pL\d]{1,3}(?:(?:AG|Amtsgericht) )?)"
              R"((\p{Lu}[\pL\-]{3,})[^\pL\d]{1,6}\d)");
};

const CourtPatterns& GetCourtPatterns() {
  static const CourtPatterns patterns;
  return patterns;
}

// "Registernummer", "Sitz": what follows a court's label without being one.
bool IsNoCourt(std::string_view name) {
  static constexpr std::array<std::string_view, 23> kNoCourt = {
      "hra",
      "hrb",
      "gnr",
      "vr",
      "nummer",
      "nr",
      "registernummer",
      "handelsregister",
      "registergericht",
      "sitz",
      "ust",
      "umsatzsteuer",
      "geschaeftsfuehrer",
      "vertreten",
      "abteilung",
      "amtsgericht",
      "unter",
      "eingetragen",
      "no",
      "register",
      "handelsregisternummer",
      "number",
      "court"};
  const auto words = WordsOfFolded(Fold(name));
  return words.empty() ||
         std::find(kNoCourt.begin(), kNoCourt.end(), words[0]) !=
             kNoCourt.end() ||
         words[0].ends_with("register") || words[0].ends_with("nummer");
}

// "Muster AG Hamburg": a company where `begin` is at "AG", not a court.
bool IsCompanysForm(std::string_view line, size_t begin) {
  const std::string_view word = TrimLine(line.substr(begin, 4), " (,/:");
  if (!word.starts_with("AG") || begin == 0) return false;
  const std::string_view before = TrimLine(line.substr(0, begin + 1), " ");
  if (before.empty() || IsDigit(before.back()) ||
      std::string_view(",:(/;").find(before.back()) != std::string_view::npos) {
    return false;
  }
  const auto words = WordsOfFolded(Fold(before));
  return !words.empty() && !IsLabelWord(words.back()) &&
         FindRegisterNumbers(before).empty();
}

}  // namespace

std::vector<FoundCourt> FindCourts(std::string_view line) {
  const CourtPatterns& patterns = GetCourtPatterns();
  std::vector<FoundCourt> courts;
  const auto add = [&](const RegexSpan& span, bool said) {
    FoundCourt court;
    court.name =
        Courts::CleanName(line.substr(span.begin, span.end - span.begin));
    if (IsNoCourt(court.name)) return;
    court.begin = span.begin;
    court.labelled = said;
    courts.push_back(std::move(court));
  };
  for (const auto& match : patterns.labelled.FindAll(line)) {
    if (IsCompanysForm(line, match[0]->begin)) continue;
    add(*match[1], true);
  }
  if (!courts.empty()) return courts;
  for (const auto& number : FindRegisterNumbers(line)) {
    const std::string_view head = line.substr(0, number.begin);
    const std::string_view tail = line.substr(number.end);
    const std::string_view own =
        line.substr(number.begin, number.end - number.begin);
    if (const auto match = patterns.inside_number.Find(own)) {
      const RegexSpan span = *(*match)[1];
      add({span.begin + number.begin, span.end + number.begin}, false);
    } else if (const auto front = patterns.before_number.Find(head)) {
      add(*(*front)[1], false);
    }
    if (courts.empty()) {
      if (const auto behind = patterns.after_number.Find(tail)) {
        const RegexSpan span = *(*behind)[1];
        add({span.begin + number.end, span.end + number.end}, false);
      }
    }
  }
  return courts;
}

std::optional<std::string> FindVatId(std::string_view line) {
  for (size_t at = 0; at + 11 <= line.size(); ++at) {
    const bool starts = (line[at] == 'D' || line[at] == 'd') &&
                        (line[at + 1] == 'E' || line[at + 1] == 'e') &&
                        !IsWordBefore(line, at);
    if (!starts) continue;
    std::string digits;
    size_t i = at + 2;
    const auto is_gap = [&](size_t p) {
      return p < line.size() && (IsSpace(line[p]) || line[p] == '.' ||
                                 line[p] == '-' || line[p] == '/');
    };
    while (i < line.size() && digits.size() < 9) {
      if (IsDigit(line[i])) {
        digits += line[i++];
      } else if (is_gap(i) && !is_gap(i + 1)) {
        ++i;
      } else if (line.substr(i, 2) == "\xC2\xA0") {
        i += 2;
      } else {
        break;
      }
    }
    if (digits.size() != 9) continue;
    // More digits: a bank account, or the W-IdNr "DE123456789-00001".
    if (i < line.size() && IsDigit(line[i])) continue;
    if (is_gap(i) && i + 1 < line.size() && IsDigit(line[i + 1]) &&
        (line[i] == '-' || digits.substr(0, 2) != "00")) {
      size_t more = i + 1;
      while (more < line.size() && IsDigit(line[more])) ++more;
      if (line[i] == '-' || more - i - 1 <= 4) continue;
    }
    return "DE" + digits;
  }
  return std::nullopt;
}

}  // namespace ritmon
