// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_courts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "base/normalize.h"
#include "base/regex.h"
#include "registry/courts.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

struct CourtPatterns {
  Regex labelled = Pattern(
      R"((?:^|[^\pL])(?:(?i:amtsgerichte?s?|registergerichts?|)"
      R"(registration court|register court|registry court|district court(?: of)?|)"
      R"(local court(?: of)?|court of registration)|AG|Handelsregister|)"
      R"(Vereinsregister|Genossenschaftsregister|Partnerschaftsregister|)"
      R"((?i:commercial register))(?: (?:Abt(?:eilung|\.) )?[AB]\b)?)"
      R"((?: ist)?(?: ?und ?-?\pL*)?(?:[ :,()]|[–—-] )+)"
      R"((?:(?:(?i:des|der|beim|bei|am|im|in|of|the|is|at|amtsgerichte?s?|)"
      R"(registergericht|local|district|court|of|ag))(?:[ :)]|[–—-] )+)*)"
      R"(((?:(?:Bad|St\.|Sankt|Schwäbisch) )?\p{Lu}[\pL\pM\-]{2,})"
      R"((?: (?:am|an der|an|im|in der|ob der|vor der) \p{Lu}\pL+|)"
      R"( ?/ ?\p{Lu}\p{Ll}+|[ /]?[aivo]\. ?(?:d\. ?)?\p{Lu}\pL*\.?|)"
      R"( \(\p{Lu}\p{Ll}[\pL. \-]{1,20}\))*))");
  // "Hamburg District Court".
  Regex town_first =
      Pattern(R"((\p{Lu}[\pL\-]{2,}) (?:District|Local|Register) Court)");
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

// Whether a label can say so: each has one of these words.
bool MayLabelCourt(std::string_view line) {
  for (size_t i = 0; i < line.size(); ++i) {
    const std::string_view rest = line.substr(i);
    switch (line[i]) {
      case 'g':
      case 'G':
        if (StartsWithNoCase(rest, "gericht")) return true;
        break;
      case 'c':
      case 'C':
        if (StartsWithNoCase(rest, "court")) return true;
        if (StartsWithNoCase(rest, "commercial")) return true;
        break;
      case 'r':
        if (rest.starts_with("register")) return true;
        break;
      case 'A':
        if (rest.starts_with("AG")) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

// "Registernummer", "Sitz": what follows a court's label without being one.
bool IsNoCourt(std::string_view name) {
  static constexpr std::array<std::string_view, 30> kNoCourt = {
      "gmbh",
      "mbh",
      "kg",
      "ohg",
      "gbr",
      "haftungsbeschraenkt",
      "partgmbb",
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
         words[0].starts_with("regist") || words[0].starts_with("eintrag") ||
         words[0].ends_with("register") || words[0].ends_with("nummer");
}

// Pages without capitals ("ag charlottenburg, hrb 119 402 b"): the line with a
// capital at the beginning of each word; empty if it has any of its own.
std::string Raised(std::string_view line) {
  const bool has_capital = std::any_of(
      line.begin(), line.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (has_capital) return {};
  std::string raised(line);
  bool in_word = false;
  for (size_t i = 0; i < raised.size(); ++i) {
    const char c = raised[i];
    const bool ascii = c >= 'a' && c <= 'z';
    const bool letter = ascii || static_cast<unsigned char>(c) >= 0x80;
    if (letter && !in_word) {
      const std::string_view rest = std::string_view(raised).substr(i);
      if (rest.starts_with("ag ")) raised[i + 1] = 'G';
      if (ascii) raised[i] = static_cast<char>(c - 'a' + 'A');
      for (const auto& [small, capital] :
           {std::pair("ä", "Ä"), std::pair("ö", "Ö"), std::pair("ü", "Ü")}) {
        if (rest.starts_with(small)) raised.replace(i, 2, capital);
      }
    }
    in_word = letter;
  }
  return raised;
}

// "Munich (Amtsgericht München)": the court as it is called at home.
std::string_view InBrackets(std::string_view name) {
  for (const std::string_view said : {"(Amtsgericht ", "(AG "}) {
    const size_t at = name.find(said);
    if (at == std::string_view::npos) continue;
    name.remove_prefix(at + said.size());
    return name.substr(0, name.find(')'));
  }
  return name;
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
  const std::string raised = Raised(line);
  if (!raised.empty()) line = raised;
  const CourtPatterns& patterns = GetCourtPatterns();
  std::vector<FoundCourt> courts;
  const auto add = [&](const RegexSpan& span, bool said) {
    FoundCourt court;
    court.name = Courts::CleanName(
        InBrackets(line.substr(span.begin, span.end - span.begin)));
    if (IsNoCourt(court.name)) return;
    court.begin = span.begin;
    court.labelled = said;
    courts.push_back(std::move(court));
  };
  if (MayLabelCourt(line)) {
    for (const auto& match : patterns.labelled.FindAll(line)) {
      if (IsCompanysForm(line, match[0]->begin)) continue;
      add(*match[1], true);
    }
    if (courts.empty()) {
      for (const auto& match : patterns.town_first.FindAll(line)) {
        add(*match[1], true);
      }
    }
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

}  // namespace ritmon
