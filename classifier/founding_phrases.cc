// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/founding_phrases.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include "base/normalize.h"
#include "base/regex.h"

namespace ritmon {
namespace {

// Folded; '#' is the year. kGap is text without another figure.
constexpr const char* kMonths =
    "(?:jan(?:uar|uary)?|feb(?:ruar|ruary)?|maerz|march|apr(?:il)?|mai|may|"
    "jun[ie]|jul[iy]|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|"
    "nov(?:ember)?|de[zc](?:ember)?)\\.?";

// "im Jahre ", "am 1. April ", "bereits im Mai ", "on April 1, ".
std::string Date() {
  return std::string(
             "(?:(?:bereits|schon|noch|back|way) )?(?:(?:im jahre?|in the year|"
             "im|in|anno|am|on|dem jahr|jahr|zum|seit|since) )?"
             "(?:\\d{1,2}\\. ?(?:\\d{1,2}\\.)? ?)?(?:") +
         kMonths + " ?)?(?:\\d{1,2}(?:st|nd|rd|th)?,? )?#";
}

constexpr const char* kGap = "([^#.;:!?|()0-9]{0,60})";

struct Patterns {
  Regex label;            // "Gründungsjahr: 1998", "Gegründet | 1998"
  Regex opening;          // "Gegründet 1998 ...", "Founded in 1998, ..."
  Regex founded_then;     // "gegründet wurde das Unternehmen 1998"
  Regex then_founded;     // "wurde 1998 von Karl Muster gegründet"
  Regex then_opening;     // the same with the year in front of all
  Regex foundation_then;  // "Gründung der Firma im Jahr 1998"
  Regex then_foundation;  // "1998 erfolgte die Gründung"
  Regex est;              // "est. 1998"
  Regex founder;          // "gründete 1998", "1998 gründeten"
  Regex anniversary;      // "125 Jahre Muster (1898-2023)"
  Regex slogan;           // "Familienunternehmen seit 1911"
  Regex since_partner;    // "Seit 1998 Ihr Partner für ..."
  Regex bare;             // "Seit 1998"
  Regex activity;         // "Seit 1998 entwickeln wir"
  Regex self;             // speaks of the company
  Regex unsure;           // "um 1900", "nach 1945"
  Regex other;            // speaks of something else
  Regex added;            // "auch", "außerdem": one thing more
  Regex legal_form;       // names a firm
  Regex joins;            // two statements: "gegründet und 1998 verkauft"
};

// The patterns are constants of ours: that one does not compile is a bug.
Regex Pattern(const std::string& pattern) {
  auto regex = Regex::Compile(pattern);
  assert(regex && "a pattern of ours does not compile");
  return std::move(*regex);
}

std::string Trade() {
  return "(?:familienunternehmen|familienbetrieb|familienbesitz|"
         "familienhand|familiengefuehrt\\w*|inhabergefuehrt\\w*|"
         "traditionsunternehmen|traditionsbetrieb|handwerksbetrieb|"
         "meisterbetrieb|fachbetrieb|fachgeschaeft|tradition|qualitaet|"
         "handwerk|handwerkskunst|manufaktur|leidenschaft|kompetenz|"
         "partner|ansprechpartner|spezialist(?:en)?|experten?|dienstleister|"
         "hersteller|anbieter|ingenieurbuero|maschinenbau|unternehmen|"
         "family[ -](?:business|company|firm|owned|run)|specialists?|experts?|"
         "manufacturers?|supplier|in business|craftsmanship|quality)";
}

// What is founded, joined or certified beside the company itself.
std::string OtherThings() {
  return "zertifiz|certifi|akkredit|accredit|\\biso ?\\d|\\bsortiment|"
         "\\bmitglied|\\bmembers?\\b|tochter|niederlassung|zweigstelle|"
         "filiale|\\bstandort\\b|\\bbranch|subsidiar|\\bverein\\b|verband\\b|"
         "association|stiftung|initiative|netzwerk|arbeitskreis|abteilung|"
         "geschaeftsbereich|\\bsparte|department|division|mutter(?:haus|"
         "konzern|gesellschaft|unternehmen)|parent|\\bkunde|customer|"
         "kooperation|universit|hochschule|institut|genossenschaft|"
         "verordnung|\\bblog\\b|podcast|\\bgesetz|richtlinie|geschaeftsfuehr|"
         "managing director|\\bceo\\b|\\bgeboren|\\bborn\\b|ausbildung|"
         "lizenz|patent|joint venture|\\bgehoer\\w+ (?:wir )?(?:zu|zum|zur|"
         "der)\\b|\\bteil der\\b|part of the|uebernommen|uebernahme|"
         "acquired|betriebsrat|fanclub|museum|\\bkloster|\\bgemeinde\\b|"
         "\\bstadt \\w+ wurde|unser\\w* (?:neue\\w* |langjaehrige\\w* )?"
         "(?:partner|lieferant|hersteller|marke|webshop|online-?shop|"
         "akademie|labor|servicegesellschaft|schwester\\w*)|"
         "\\b(?:our|your) (?:partner|supplier|academy|brand)\\b.{0,40}"
         "(?:founded|established)|, (?:der|die|das|which|who|that) [^#]*#|"
         "\\bwettbewerb|\\bvorgaenger|\\bpreis\\b|\\bmesse\\b|"
         "(?:werk|anlage|halle|labor) (?:in [a-z]+ )?(?:seit|wurde)|"
         "umgezogen|umfirm|\\bim amt\\b|\\btaetig\\b|\\bdabei\\b|"
         "\\bim team\\b|\\bbei uns\\b|in betrieb|besteht die abteilung";
}

Patterns Compile() {
  const std::string date = Date();
  const std::string gap = kGap;
  const std::string founded =
      "\\b(?:gegruendet|founded|established|incorporated|"
      "ins leben gerufen|aus der taufe gehoben)\\b";
  const std::string foundation =
      "\\b(?:firmen|unternehmens|betriebs)?gruendung\\b";
  return {
      .label = Pattern(
          "(?:^|[|,(] ?|- )(?:gruendungsjahr|gruendungsdatum|"
          "jahr der (?:gruendung|firmengruendung)|gegruendet|"
          "(?:firmen|unternehmens|betriebs)?gruendung|year founded|"
          "founding year|year of (?:foundation|establishment|incorporation)|"
          "founded|established|foundation)(?: (?:des unternehmens|"
          "unserer firma|der firma|of the company))? ?[:|] ?" +
          date),
      .opening =
          Pattern("^(?:gegruendet|founded|established|incorporated) ?" + date),
      .founded_then = Pattern(founded + gap + date),
      .then_founded = Pattern("#" + gap + founded),
      .then_opening = Pattern("^" + date + gap + founded),
      .foundation_then = Pattern("(?:" + foundation +
                                 "|\\b(?:founding|foundation|inception|"
                                 "establishment)\\b)" +
                                 gap + date),
      .then_foundation = Pattern("#[ :,-]*" + gap + foundation),
      .est = Pattern("(?:^|[ |,(-])est\\.? ?(?:in |anno )?#"),
      .founder = Pattern("\\bgruendete[n]?\\b" + gap + date + "|#" + gap +
                         "\\bgruendete[n]?\\b"),
      .anniversary = Pattern("\\b(\\d{1,3}) (?:jahre|years)\\b[^#.;!?0-9]{0,60}"
                             "\\(? ?# ?(?:-|bis|to|until) ?(\\d{4})\\b"),
      .slogan = Pattern("\\b" + Trade() +
                        "\\b([^#.;:!?|0-9]{0,50})\\b"
                        "(?:seit|since) (?:anno |dem jahre? |ueber )?#"),
      .since_partner =
          Pattern("^(?:seit|since) (?:anno |dem jahre? )?#[^.;:!?|0-9]{0,60}"
                  "\\b(?:ihre?|your|der|ein|eine|unser|a|the|als|as)\\b"
                  "(?: [a-z-]+){0,2} " +
                  Trade() + "\\b"),
      .bare = Pattern("^(?:seit|since) (?:anno )?#[.!]?$"),
      .activity = Pattern(
          "^(?:seit|since) #,? (?:(?:entwick|produzier|fertig|bau|konstruier|"
          "plan|berat|stell)[a-z]*(?: und [a-z]+| u\\. [a-z]+)? (?:~|wir\\b|"
          "das unternehmen|unser unternehmen|die (?:firma|~))|"
          "(?:~|we) (?:have been |has been )?(?:develop|design|build|built|"
          "manufactur|produc|mak|mad)[a-z]*)"),
      .self =
          Pattern("~|\\b(?:wir|uns|unser(?:e|er|em|en|es)?|ich|we|our|us|"
                  "(?:das|dem|des|unser\\w*) unternehmens?|die firma|der firma|"
                  "der betrieb|den betrieb|des betriebs|die gesellschaft|"
                  "das familienunternehmen|die agentur|die werkstatt|"
                  "das (?:ingenieur|planungs|architektur)?buero|das start-?up|"
                  "the (?:company|business|firm)|company was)\\b"),
      .unsure = Pattern(
          "\\b(?:um|ca\\.?|circa|etwa|ungefaehr|vor|nach|bis|ab|ende|anfang|"
          "mitte|around|about|before|after|until|late|early|approximately) "
          "(?:das jahr |dem jahr |the year )?#|\\b(?:stand|as of)\\b|"
          "(?:\xC2\xA9|\\(c\\)|copyright)"),
      .other = Pattern(OtherThings()),
      .added =
          Pattern("\\b(?:auch|zudem|ausserdem|zusaetzlich|darueber hinaus|neu|"
                  "ausschliesslich|vollstaendig|also|additionally|"
                  "in addition|exclusively)\\b"),
      .legal_form = Pattern(
          "\\b(?:gmbh|ag|kg|ohg|ug|se|e\\. ?v\\.?|e\\. ?k\\.?|inc|ltd|llc|"
          "corp|mbh)\\b"),
      .joins = Pattern("\\b(?:und|and|dann|spaeter|later|seit|since|sowie)\\b"),
  };
}

const Patterns& AllPatterns() {
  static const Patterns patterns = Compile();
  return patterns;
}

// What stands in group 1 or, if that took no part, in group 2.
std::string_view GapOf(const std::string& clause, const RegexMatch& match) {
  for (size_t i = 1; i < match.size(); ++i) {
    if (!match[i]) continue;
    return std::string_view(clause).substr(match[i]->begin,
                                           match[i]->end - match[i]->begin);
  }
  return {};
}

// "1998 von Karl Muster gegründet", and not "1998 wurde der Wettbewerber ...":
// no other subject stands between.
bool NamesNobody(std::string_view gap) {
  if (gap.find_first_not_of(' ') == std::string_view::npos) return true;
  for (const std::string_view opening :
       {" von ", " by ", " in ", " im ", " durch ", " als ", " mit ", " aus ",
        " as ", " wurde in ", " wurde von "}) {
    if (gap.starts_with(opening)) return true;
  }
  return false;
}

bool IsLegalFormOrArticle(std::string_view word) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "gmbh", "ag", "kg",  "ohg", "ug",  "se",  "ek",
      "mbh",  "co", "der", "die", "das", "the", "und"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

// Words that many names begin with: alone they tell nobody.
bool IsCommon(std::string_view word) {
  static constexpr std::array<std::string_view, 20> kWords = {
      "deutsche",     "deutscher",    "german",    "europaeische",
      "nord",         "norddeutsche", "hamburger", "institut",
      "gesellschaft", "erste",        "autohaus",  "ingenieurbuero",
      "stadtwerke",   "tischlerei",   "technik",   "dr",
      "dipl",         "new",          "neue",      "elektro"};
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

}  // namespace

FoundingPhrases::FoundingPhrases(std::string_view company) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : Fold(company) + " ") {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter || static_cast<unsigned char>(c) >= 0x80) {
      word += c;
      continue;
    }
    if (!word.empty() && !IsLegalFormOrArticle(word)) words.push_back(word);
    word.clear();
  }
  if (words.empty()) return;
  words_ = words;
  name_ = words[0];
  if ((IsCommon(name_) || name_.size() < 3) && words.size() > 1) {
    name_ += " " + words[1];
  } else if (IsCommon(name_) || name_.size() < 3) {
    name_.clear();
  }
}

std::optional<FoundingRule> FoundingPhrases::Judge(const std::string& said,
                                                   int year) const {
  const Patterns& p = AllPatterns();
  // The company's own name becomes '~': "Genossenschaft" in it is no other.
  std::string clause = said;
  bool named = false;
  std::replace(clause.begin(), clause.end(), '~', ' ');
  if (!name_.empty()) {
    for (size_t at = clause.find(name_); at != std::string::npos;
         at = clause.find(name_, at + 1)) {
      if (IsWordBefore(clause, at)) continue;
      size_t end = at + name_.size();
      while (end < clause.size() && clause[end] >= 'a' && clause[end] <= 'z') {
        ++end;
      }
      clause.replace(at, end - at, "~");
      named = true;
    }
  }
  for (const std::string& word : words_) {
    if (!named || word.size() < 4) continue;
    const size_t at = clause.find(word);
    if (at != std::string::npos) clause.replace(at, word.size(), " ");
  }
  if (p.unsure.Occurs(clause) || p.other.Occurs(clause)) return std::nullopt;
  if (!named && p.legal_form.Occurs(clause)) return std::nullopt;
  const bool of_self = p.self.Occurs(clause);
  if (p.label.Occurs(clause) || p.opening.Occurs(clause) ||
      p.est.Occurs(clause)) {
    return FoundingRule::kFounded;
  }
  if (const auto match = p.anniversary.Find(clause)) {
    const auto number = [&](size_t group) {
      const auto& span = (*match)[group];
      return std::stoi(clause.substr(span->begin, span->end - span->begin));
    };
    if (number(2) - year == number(1)) return FoundingRule::kFounded;
  }
  for (const auto* pattern : {&p.founded_then, &p.foundation_then}) {
    const auto match = pattern->Find(clause);
    if (match && of_self && !p.joins.Occurs(GapOf(clause, *match))) {
      return FoundingRule::kFounded;
    }
  }
  if (of_self && p.then_founded.Occurs(clause)) return FoundingRule::kFounded;
  if (const auto match = p.then_opening.Find(clause)) {
    if (NamesNobody(GapOf(clause, *match))) return FoundingRule::kFounded;
  }
  if (const auto match = p.then_foundation.Find(clause)) {
    const bool heading = clause.find('#') == 0;
    if (of_self || heading) return FoundingRule::kFounded;
  }
  if (of_self && p.founder.Occurs(clause)) return FoundingRule::kFounded;
  if (p.added.Occurs(clause)) return std::nullopt;
  if (p.bare.Occurs(clause) || p.since_partner.Occurs(clause)) {
    return FoundingRule::kSince;
  }
  if (const auto match = p.slogan.Find(clause)) {
    // "Partner von Siemens seit 2010".
    const std::string_view gap = GapOf(clause, *match);
    const bool of_other = gap.find(" von ") != std::string_view::npos ||
                          gap.find(" of ") != std::string_view::npos ||
                          gap.find(" bei ") != std::string_view::npos ||
                          gap.find(" ist ") != std::string_view::npos ||
                          gap.find(',') != std::string_view::npos;
    if (!of_other) return FoundingRule::kSince;
  }
  if (p.activity.Occurs(clause)) return FoundingRule::kActivity;
  return std::nullopt;
}

}  // namespace ritmon
