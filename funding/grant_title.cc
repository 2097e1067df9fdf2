// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_title.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "base/normalize.h"
#include "funding/grant_cells.h"

namespace ritmon {
namespace {

// Programme or kind of project at the start, up to its colon or dash. A name
// may follow the programme ("WIR! - Bündnis SmartRail - "), so what is between
// two dashes goes only after those that are known to do this.
constexpr std::string_view kPrefix =
    R"((?i)^\s*(?:)"
    R"(kmu-?i(?:nnovativ)?(?:[ -]+\pL*(?:projekt|vorhaben)[\pL ]{0,40})?)"
    R"(|(?:(?:verbund|einzel|gesamt|forschungs|kooperations|fue-|tandem)-?)?)"
    R"((?:projekt|vorhaben)|verbund)"
    R"(|wir!(?:\s*[-–:]\s*b(?:ü|ue)ndnis[^:–]{0,60}?)?)"
    R"(|exist(?:[- ][\pL-]{1,30}| women| potentiale)?)"
    R"(|nki|ksi|reallabore?(?: der energiewende)?|client(?: ii)?|datipilot)"
    R"(|rubin|zwanzig20|t!raum)"
    R"()(?:\s*:\s*|\s+[-–]\s*|\s*[-–]\s+))";

// "; Teilvorhaben: ", " - TP2: ", " - Teilprojekt A: ".
constexpr std::string_view kPart =
    R"((?i)(?:^|[\s;,–-]\s*)\(?(?:teil-?(?:vorhaben|projekt)\s?)"
    R"((?:[a-z0-9]{1,3}|\d{1,2}\.\d{1,2})?\s*[:–-]|t[pv]\s?\d{0,2}[a-z]?\s*:)\s*)";

constexpr std::string_view kBracket = R"(\(([^()]{2,40})\))";

// The catalogue writes '?' for what ISO-8859-15 has not: "Hen?s Egg Test",
// "WIR! ? Bündnis".
constexpr std::string_view kLostCharacter = R"(\pL(\?)\pL|\s(\?)\s)";

Regex Compiled(std::string_view pattern) {
  auto regex = Regex::Compile(pattern);
  assert(regex && "a pattern of ours does not compile");
  return std::move(*regex);
}

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(" ;,:-");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" ;,:-") - begin + 1);
}

// "GraTi", "RASCH-RNA", "H2Mare": a word that does not look like prose.
bool LooksLikeAcronym(std::string_view text) {
  if (std::count(text.begin(), text.end(), ' ') > 2) return false;
  size_t signs = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool upper = c >= 'A' && c <= 'Z';
    const bool digit = c >= '0' && c <= '9';
    // A capital at the start is what any noun has.
    if (digit || c == '_' || (upper && (i > 0 || text.size() <= 3))) ++signs;
  }
  const bool letter = std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  });
  return letter && signs > 0;
}

// Kinds of grants that titles put in brackets.
bool IsKindOfWork(std::string_view text) {
  const std::string folded = Fold(text);
  return folded == "fue" || folded == "f&e" || folded == "f+e";
}

}  // namespace

GrantTitles::GrantTitles()
    : prefix_(Compiled(kPrefix)),
      part_(Compiled(kPart)),
      bracket_(Compiled(kBracket)),
      apostrophe_(Compiled(kLostCharacter)) {}

std::string GrantTitles::StripPrefixes(
    std::string text, std::vector<std::string>& prefixes) const {
  // "KMU-innovativ - Verbundprojekt: ": one after the other.
  constexpr int kMostPrefixes = 5;
  for (int i = 0; i < kMostPrefixes; ++i) {
    const auto match = prefix_.Find(text);
    if (!match || (*match)[0]->end == text.size()) break;
    prefixes.emplace_back(
        Trim(std::string_view(text).substr(0, (*match)[0]->end)));
    text.erase(0, (*match)[0]->end);
  }
  return text;
}

GrantTitle GrantTitles::Parse(std::string_view title) const {
  GrantTitle parsed;
  std::string text = CleanCell(title);
  size_t from = 0;
  while (const auto lost = apostrophe_.Find(text, from)) {
    const bool within = (*lost)[1].has_value();
    const RegexSpan span = within ? *(*lost)[1] : *(*lost)[2];
    text[span.begin] = within ? '\'' : '-';
    from = span.end;
  }
  text = StripPrefixes(std::move(text), parsed.prefixes);
  parsed.main = Trim(text);
  if (const auto part = part_.Find(text)) {
    const std::string_view view = text;
    parsed.part = Trim(view.substr((*part)[0]->end));
    // "Teilvorhaben:" with nothing behind is no part.
    if (!parsed.part.empty()) {
      parsed.main = Trim(view.substr(0, (*part)[0]->begin));
    }
  }
  // The acronym is the last thing in brackets that looks like one.
  for (const RegexMatch& match : bracket_.FindAll(parsed.main)) {
    const std::string_view inside =
        std::string_view(parsed.main)
            .substr(match[1]->begin, match[1]->end - match[1]->begin);
    if (LooksLikeAcronym(inside) && !IsKindOfWork(inside)) {
      parsed.acronym = inside;
    }
  }
  parsed.text = parsed.main;
  if (!parsed.part.empty()) {
    parsed.text += (parsed.text.empty() ? "" : " - ") + parsed.part;
  }
  return parsed;
}

std::string GrantTitles::ProjectKey(const Grant& grant) const {
  if (!grant.joint_project.empty()) {
    const GrantTitle joint = Parse(grant.joint_project);
    return "joint " +
           Fold(joint.main.empty() ? grant.joint_project : joint.main);
  }
  const std::string_view stem = FkzStem(grant.fkz);
  if (stem.size() < grant.fkz.size()) {
    const GrantTitle title = Parse(grant.title);
    // A letter alone does not make a joint project: VB2105B is a single one.
    if (!title.part.empty()) {
      return "stem " + std::string(stem) + " " + Fold(title.main);
    }
  }
  return "fkz " + grant.fkz;
}

}  // namespace ritmon
