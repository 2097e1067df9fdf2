// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/ascii.h"
#include "base/normalize.h"
#include "base/regex.h"
#include "registry/imprint_address.h"
#include "registry/imprint_words.h"
#include "registry/pattern.h"
#include "registry/register_number.h"

namespace ritmon {
namespace {

// On the text as it stands: "AG" and "eG" mean something only as written.
constexpr std::string_view kLegalForm =
    R"((?:^|[^\pL\pN])((?:(?i:(?:gemeinnützige )?\pL*gmbh|g\. ?m\. ?b\. ?h\.?|)"
    R"(g m b h|m\. ?b\. ?h\.?|mbh|\pL*gesellschaft mit beschränkter haftung|)"
    R"(mit beschränkter haftung|unternehmergesellschaft|)"
    R"(\pL*kommanditgesellschaft auf aktien|\pL*aktiengesellschaft|)"
    R"(\pL*kommanditgesellschaft|offene handelsgesellschaft|)"
    R"(\pL*partnerschaftsgesellschaft(?: mbb| mit beschränkter )"
    R"(berufshaftung)?|eingetragener? (?:kaufmann|kauffrau|verein|)"
    R"(genossenschaft)|gesellschaft bürgerlichen rechts|)"
    R"((?:anstalt|körperschaft|stiftung) (?:des )?öffentlichen rechts|kgaa|)"
    R"(ges\. ?m\. ?b\. ?h\.?|ewiv|plc|sarl|s\.r\.l|s\.r\.o|sp\. ?z ?o\. ?o|)"
    R"(e?gbr|vvag|partg ?(?:mbb)?|part(?:nerschaft)? ?mbb|limited|ltd|llc|)"
    R"(inc|ohg|gug|e\. ?kfm|e\. ?kfr|e\. ?k|e\. ?v|e\. ?g)\.?|)"
    R"(UG|AG|SE|KG auf Aktien|KG|eK|eKfm|eKfr|eG|eV|AöR|KdöR|mbB|m\. ?b\. ?B\.|)"
    R"(a\. ?G\.|auf Gegenseitigkeit|)"
    R"(A\. ?ö\. ?R\.|K\. ?d\. ?ö\. ?R\.|B\.V\.|BV|N\.V\.|S\.à ?r\.l\.|)"
    R"(S\.A\.|ApS|A/S|Partnerschaft|[\pLäöü\-]*[Ss]tiftung))"
    R"((?: ?\(? ?(?i:haftungs-?beschr)[^\s)]*\)?)?)"
    R"((?: ?(?:&|\+|u\.|und|U\.|UND) ?(?i:co|cie|comp|compagnie)\b\.?,? ?)"
    R"((?i:kgaa|kg a\.? ?a\.?|kg auf aktien|kg|k\.g\.|ohg|)"
    R"(kommanditgesellschaft))?)"
    R"((?:,? \(?(?:i\. ?L\.|i\. ?Gr?\.|i\. ?I\.|i\. ?Ins\.|)"
    R"(in Liquidation|in Gründung|in Insolvenz)\)?)?))"
    R"((?:[^\pL\pN]|$))";

// What may stand before a name without being part of it, folded.
constexpr std::string_view kLeadIn =
    R"(^(?:.*[:|©](?: ?\d{4}(?: ?- ?\d{4})?,?(?: |$))?|(?:.*\b)?(?:ist|sind|is|betreibt)\b(?: (?:die|der|das|)"
    R"(the|eine?r?)\b)*|.*\b(?:betrieben|herausgegeben|bereitgestellt|)"
    R"(angebot|service|web-?sites?|web-?seiten?|internet\w+|seiten?|produkt|)"
    R"(marke|shop|erstellt|realisiert|entwickelt|vertreten|unternehmen|)"
    R"(gefoerdert|)"
    R"(tochter\w*|mitglied|getragen|\w*traegerschaft|franchise\w*|netzwerk|)"
    R"(\w*vertreter(?:in)?|\w+vertretung|\w*haendler(?:in)?|servicepartner|)"
    R"(vertriebspartner|lizenzpartner|)"
    R"(projekt|initiative|gehostet|operated|published|provided)\b.*)"
    R"(\b(?:durch|von|vom|by|der|des|of|im|beim|bei|fuer (?:die|den|das))\b(?: (?:die|der|das|)"
    R"(the|eine?r?)\b)*|(?:impressum|imprint|legal notice|site notice|)"
    R"((?:&|und|and) (?:datenschutz\w*|privacy policy)|anbieter(?:in)?|)"
    R"(diensteanbieter(?:in)?|betreiber(?:in)?|herausgeber(?:in)?|)"
    R"(verantwortlich(?:er?)?|firma|firmenname|name|company|)"
    R"(publisher|service provider|vertreten durch|die firma|)"
    R"(angaben gemaess [^:]{0,40}(?:tmg|ddg)|inh(?:aber(?:in)?)?\.?)\b|fa\.|)"
    R"((?:powered|made|created|designed|hosted|built) by\b|)"
    R"((?:copyright|\(c\)|©) ?(?:\d{4}(?: ?- ?\d{4})?)? ?(?:by )?|)"
    R"([ ,\-]+)+(?:\d{4} )?)";

const Regex& LegalFormRegex() {
  static const Regex regex = Pattern(kLegalForm);
  return regex;
}

const Regex& LeadInRegex() {
  static const Regex regex = Pattern(kLeadIn);
  return regex;
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Whether the words before a legal form can be a name: short, no sentence,
// something beside labels.
bool CanBeName(std::string_view front) {
  const std::string folded = Fold(front);
  const auto words = WordsOfFolded(folded);
  if (words.empty() || words.size() > 14 || folded.size() > 140) return false;
  static constexpr std::array<std::string_view, 20> kVerbs = {
      "wird",   "werden",  "sind",  "haben", "haftet",      "sie",   "wir",
      "unsere", "unserer", "uns",   "our",   "we",          "nicht", "alle",
      "sowie",  "welche",  "wurde", "c/o",   "verarbeitet", "nutzen"};
  bool named = false;
  for (const std::string& word : words) {
    if (std::find(kVerbs.begin(), kVerbs.end(), word) != kVerbs.end()) {
      return false;
    }
    if (!IsLabelWord(word) && word.size() >= 2 &&
        word.find_first_not_of("0123456789") != std::string::npos) {
      named = true;
    }
  }
  return named || (words.size() == 1 && !IsLabelWord(words[0]));
}

// Where the name that ends at `end` begins in line[from, end).
// `compound`: the form is a name by itself ("Muster-Stiftung").
size_t NameBegin(std::string_view line, size_t from, size_t form_begin,
                 bool compound) {
  // Cut in the raw text by the folded lead-in: find the longest raw head whose
  // fold is a lead-in. Lines are short.
  const std::string_view front = line.substr(from, form_begin - from);
  FoldedText folded;
  AppendFolded(front, 0, folded);
  size_t begin = 0;
  if (const auto match = LeadInRegex().Find(folded.text)) {
    const size_t end = (*match)[0]->end;
    // A brand may begin like a label: "Impressum Verlag GmbH" keeps a word.
    if (end < folded.text.size() || compound) begin = folded.offsets[end];
  }
  while (begin < front.size() &&
         std::string_view(" \t,;:-\"'").find(front[begin]) !=
             std::string_view::npos) {
    ++begin;
  }
  // No mailbox and no address of a site is part of a name.
  for (const std::string_view sign : {"@", "www.", "http"}) {
    const size_t last = front.rfind(sign);
    if (last == std::string_view::npos || last < begin) continue;
    begin = std::min(front.find(' ', last), front.size());
  }
  while (begin < front.size() && front[begin] == ' ') ++begin;
  // An opening quotation mark that is closed inside the name stays.
  const bool quoted = front.find("“", begin) != std::string_view::npos ||
                      front.find("”", begin) != std::string_view::npos;
  for (const std::string_view sign : {"– ", "— ", "„", "“", "© "}) {
    if (sign == "„" && quoted) continue;
    if (front.substr(begin).starts_with(sign)) begin += sign.size();
  }
  for (const std::string_view article : {"die ", "der ", "das ", "the "}) {
    if (front.substr(begin).starts_with(article) &&
        front.size() > begin + article.size()) {
      begin += article.size();
      break;
    }
  }
  return from + begin;
}

// "AG Hamburg" is a court, "Muster AG" a company.
bool IsCourtAbbreviation(std::string_view line, const RegexSpan& form) {
  if (line.substr(form.begin, form.end - form.begin) != "AG") return false;
  const std::string_view before = TrimLine(line.substr(0, form.begin), " \t");
  if (before.empty()) return true;
  const char last = before.back();
  if (last == ',' || last == ':' || last == '(' || last == '/' || last == ';' ||
      IsDigit(last)) {
    return true;
  }
  // "20354 Hamburg AG Hamburg".
  if (FindPlace(before)) return true;
  // "... eingetragen beim AG Hamburg", "HRB 123 B AG Hamburg".
  const auto words = WordsOfFolded(Fold(before));
  return words.empty() || IsLabelWord(words.back()) ||
         !FindRegisterNumbers(before).empty();
}

// Professions that law firms and accountants add behind the form of their
// company, and what a name goes on with: "GeoInfo GmbH Vermessung & Kataster".
size_t EndOfTail(std::string_view line, size_t end) {
  static const Regex profession = Pattern(
      R"(^(?:(?:,| und| &|/)? ?(?:\pL+prüfungs|\pL*[Aa]nwalts|\pL+beratungs|)"
      R"(Treuhand)gesellschaft(?: mbH)?)+(?:$|[^\pL]))");
  static const Regex rest =
      Pattern(R"(^ \p{Lu}[\pL\-]+(?: \p{Lu}[\pL\-]+)?(?: (?:&|\+|und|für) )"
              R"(\p{Lu}[\pL\-]+){1,2}$)");
  static const Regex label = Pattern(
      R"(impressum|imprint|datenschutz|kontakt|agb|home|start|shop|team)");
  const std::string_view tail = line.substr(end);
  if (const auto match = profession.Find(tail)) {
    size_t size = (*match)[0]->end;
    // Without the character that ended it.
    if (size < tail.size()) --size;
    return end + TrimLine(tail.substr(0, size)).size() +
           tail.find_first_not_of(" \t,;:-\"'");
  }
  if (rest.Occurs(tail) && !label.Occurs(Fold(tail))) return line.size();
  return end;
}

// "Muster GmbH." at the end of a sentence.
std::string WithoutFullStop(std::string_view name) {
  static const Regex stop = Pattern(
      R"((?i:(?:gmbh|mbh|kg|ohg|kgaa|gbr|stiftung))\.$|(?:AG|SE|UG)\.$)");
  if (stop.Occurs(name)) name.remove_suffix(1);
  return std::string(name);
}

// "Stiftung Nordlicht", "Harder-Stiftung Elbkinder": what follows is part of
// the name.
size_t EndOfFoundation(std::string_view line, size_t end) {
  constexpr size_t kMostWords = 5;
  const size_t stop =
      std::min(line.find_first_of(",;|:(0123456789", end), line.size());
  const std::string_view tail = line.substr(end, stop - end);
  const auto words = WordsOfFolded(Fold(tail));
  const bool name = words.size() <= kMostWords && CanBeName(tail);
  return name ? stop : end;
}

// Where the name that was found is not a company that the imprint speaks of:
// what it was called before, and who receives its mail.
bool IsFormerOrCareOf(std::string_view folded_front) {
  static const Regex former =
      Pattern(R"(^[ (,\-]*(?:vormals|vorm\.|ehemals|ehem\.|frueher|formerly|)"
              R"(firmierte|bis \d{4}|zuvor)\b)");
  static const Regex care_of = Pattern(R"((?:^|[^a-z])c ?/ ?o\b)");
  return former.Occurs(folded_front) || care_of.Occurs(folded_front);
}

// "Der Kreis Marsch ist eine Körperschaft des öffentlichen Rechts."
bool SaysWhatItIs(std::string_view name) {
  static const Regex sentence =
      Pattern(R"(\b(?:ist|als|war|is) (?:eine?|a)\b.*(?:rechts|stiftung)\W*$)");
  return sentence.Occurs(Fold(name));
}

// "Partnerschaftsgesellschaft mit beschränkter Berufshaftung, Sitz Essen":
// long enough for a name, and only a form.
bool IsFormInWords(std::string_view name) {
  static const Regex form = Pattern(
      R"(^(?:eine |gemeinnuetzige |haftungsbeschraenkte )*)"
      R"((?:partnerschaftsgesellschaft|partnerschaft|gesellschaft|)"
      R"(unternehmergesellschaft|aktiengesellschaft|kommanditgesellschaft|)"
      R"(offene handelsgesellschaft|(?:kleiner(?:er)? )?versicherungsverein|)"
      R"(europaeische (?:aktien)?gesellschaft|eingetragene\w* \w+)\W*)"
      R"((?:mbb|(?:mit )?beschraenkter (?:berufs)?haftung|auf aktien|)"
      R"(auf gegenseitigkeit|buergerlichen rechts|haftungsbeschraenkt|se)?\W*$)");
  return form.Occurs(Fold(name));
}

// "Interessenvereinigung (EWIV)": the bracket that the name opens.
void CloseBracket(std::string_view line, FoundName& name) {
  const auto count = [&](char c) {
    return std::count(name.name.begin(), name.name.end(), c);
  };
  if (count('(') != count(')') + 1 || !line.substr(name.end).starts_with(')')) {
    return;
  }
  name.name += ')';
  ++name.end;
}

// Where the name begins if an address comes before it: behind that.
size_t BehindPlace(std::string_view front) {
  const auto place = FindPlace(front);
  if (!place) return 0;
  const size_t stop = front.find_first_of(",;:|(", place->begin);
  return stop == std::string_view::npos ? 0 : stop + 1;
}

bool StandsInNumber(const std::vector<FoundRegisterNumber>& numbers,
                    const RegexSpan& form) {
  return std::any_of(numbers.begin(), numbers.end(), [&](const auto& number) {
    return form.begin < number.end && form.end > number.begin &&
           form.end <= number.end;
  });
}

}  // namespace

bool HoldsLegalForm(std::string_view line) {
  return LegalFormRegex().Occurs(line);
}

std::vector<FoundName> FindCompanyNames(std::string_view line) {
  std::vector<FoundName> names;
  if (!FormStatedBy(line).empty()) return names;
  std::optional<std::vector<FoundRegisterNumber>> numbers;
  size_t from = 0;  // where the next name may begin
  size_t search = 0;
  while (search <= line.size()) {
    const auto match = LegalFormRegex().Find(line, search);
    if (!match) break;
    const RegexSpan form = *(*match)[1];
    search = form.end;
    if (IsCourtAbbreviation(line, form)) continue;
    if (!numbers) numbers = FindRegisterNumbers(line);
    if (StandsInNumber(*numbers, form)) continue;
    const std::string form_text =
        Fold(line.substr(form.begin, form.end - form.begin));
    const bool foundation = form_text.ends_with("stiftung");
    const bool compound = foundation ||
                          form_text.find("stiftung") != std::string::npos ||
                          form_text.find("gesellschaft") != std::string::npos;
    const bool named_by_form =
        foundation && form_text.size() > std::string_view("stiftung").size();
    size_t begin = NameBegin(line, from, form.begin, named_by_form);
    if (begin < form.begin) {
      begin += BehindPlace(line.substr(begin, form.begin - begin));
      while (begin < form.begin && line[begin] == ' ') ++begin;
    }
    const std::string_view front = begin < form.begin
                                       ? line.substr(begin, form.begin - begin)
                                       : std::string_view();
    FoundName name{.begin = begin, .end = form.end};
    name.before = Fold(line.substr(from, begin > from ? begin - from : 0));
    name.end = foundation ? EndOfFoundation(line, form.end)
                          : EndOfTail(line, form.end);
    if (!CanBeName(front) && !compound && name.end == form.end) continue;
    name.name = WithoutFullStop(
        TrimLine(line.substr(name.begin, name.end - name.begin)));
    if (compound && WordsOfFolded(Fold(name.name)).size() < 2 &&
        (!foundation || form_text == "stiftung")) {
      continue;
    }
    if (!FormStatedBy(name.name).empty() || SaysWhatItIs(name.name) ||
        IsFormInWords(name.name)) {
      continue;
    }
    if (IsFormerOrCareOf(Fold(line.substr(from, form.begin - from)))) {
      from = name.end;
      continue;
    }
    CloseBracket(line, name);
    from = search = name.end;
    names.push_back(std::move(name));
  }
  return names;
}

bool IsBareLegalForm(std::string_view line) {
  line = TrimLine(line);
  const auto match = LegalFormRegex().Find(line);
  return match && (*match)[1]->begin == 0 && (*match)[1]->end == line.size() &&
         line != "AG" && line.size() >= 2;
}

std::string FormStatedBy(std::string_view line) {
  static const Regex statement = Pattern(
      R"(^(?:(?:eine |als )?(?:rechtsfaehige |gemeinnuetzige |kirchliche |)"
      R"(selbst(?:st)?aendige )*(stiftung|anstalt|koerperschaft) )"
      R"((?:des|der) (?:oeffentlichen|oeff\.|buergerlichen|privaten) rechts|)"
      R"((k\. ?d\. ?oe\. ?r\.?|kdoer|a\. ?oe\. ?r\.?|aoer))$)");
  line = TrimLine(line, " \t,;.:()-");
  // "... rechts" or an abbreviation: how every statement ends. What is not
  // ASCII may fold to it.
  if (line.empty()) return {};
  const char last = AsciiLower(line.back());
  if (last != 's' && last != 'r' && (last & '\x80') == 0) return {};
  const std::string folded = Fold(line);
  const auto match = statement.Find(folded);
  if (!match) return {};
  const bool foundation = folded.find("stiftung") != std::string::npos &&
                          folded.find("oeff") == std::string::npos;
  return foundation ? "stiftung" : "koer";
}

bool IsPublicBody(std::string_view line) {
  static const Regex body = Pattern(
      R"(^(?:der |die |das )?(?:(?:land)?kreis|(?:hanse|landeshaupt|)"
      R"(universitaets|kreis)?stadt|freie (?:und )?hansestadt|)"
      R"((?:samt|verbands|orts|einheits)?gemeinde|amt|bezirksamt|)"
      R"(verwaltungsgemeinschaft|(?:\w+[\- ])?(?:zweck|deich|wasser|abwasser|)"
      R"(landschafts|regional|planungs|kommunal|bezirks)verband|\w*zweckverband|)"
      R"((?:wasser|abwasser)- und (?:\w+)verband|)"
      R"((?:technische |medizinische |freie )?(?:\w*universitaet|)"
      R"(\w*hochschule)|ministerium|\w+ministerium|bundes(?:amt|anstalt|)"
      R"(institut)|landes(?:amt|betrieb|anstalt)|behoerde|)"
      R"(industrie- und handelskammer|handelskammer|handwerkskammer|ihk|)"
      R"((?:kreis|stadt)?sparkasse|(?:ev\.?|evangelisch|kath)[\w.\-]* )"
      R"((?:[\w.\-]+ )?(?:kirchen|pfarr)\w+|studierendenwerk|studentenwerk) )"
      R"([^:;,@|0-9]{2,80}$)");
  const std::string folded = Fold(line);
  return body.Occurs(folded) && WordsOfFolded(folded).size() <= 9 &&
         CanBeName(line);
}

bool BeginsWithCo(std::string_view line) {
  static const Regex partnership =
      Pattern(R"(^(?:&|\+|und|u\.) ?(?i:co|cie|comp)\b)");
  return partnership.Occurs(TrimLine(line, " \t"));
}

bool GoesOnFromLineAbove(std::string_view line) {
  return (IsBareLegalForm(line) && FormStatedBy(line).empty()) ||
         BeginsWithCo(line);
}

bool IsOpenName(std::string_view line) {
  static const Regex open =
      Pattern(R"((?:^|[ \pL])(?:&|\+| und| für| and| -|-)$)");
  return open.Occurs(line);
}

bool SaysOnlyTheTrade(std::string_view name) {
  static constexpr std::array<std::string_view, 34> kTrades = {
      "bau",        "technik",     "handel",    "handels",      "vertrieb",
      "vertriebs",  "service",     "services",  "ingenieure",   "architekten",
      "anwaelte",   "berater",     "pruefer",   "partner",      "beratende",
      "verwaltung", "verwaltungs", "betriebs",  "beteiligungs", "produktions",
      "logistik",   "management",  "beratung",  "beratungs",    "consulting",
      "immobilien", "soehne",      "dienste",   "gesellschaft", "leistungen",
      "vermietung", "entwicklung", "reinigung", "und"};
  const auto match = LegalFormRegex().Find(name);
  if (!match) return false;
  const std::string folded = Fold(name.substr(0, (*match)[1]->begin));
  size_t words = 0;
  for (size_t at = 0; at < folded.size();) {
    const size_t end = std::min(folded.find(' ', at), folded.size());
    const std::string_view word = std::string_view(folded).substr(at, end - at);
    at = end + 1;
    if (word.empty() || word == "&" || word.ends_with('-')) continue;
    ++words;
    if (std::none_of(
            kTrades.begin(), kTrades.end(),
            [&](std::string_view trade) { return word.ends_with(trade); })) {
      return false;
    }
  }
  return words > 0;
}

}  // namespace ritmon
