// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/normalize.h"
#include "base/regex.h"
#include "registry/imprint_facts.h"
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
    R"(e?gbr|vvag|partg ?(?:mbb)?|part(?:nerschaft)? ?mbb|limited|ltd|llc|)"
    R"(inc|ohg|gug|e\. ?kfm|e\. ?kfr|e\. ?k|e\. ?v|e\. ?g)\.?|)"
    R"(UG|AG|SE|KG auf Aktien|KG|eK|eKfm|eKfr|eG|eV|AöR|KdöR|)"
    R"(A\. ?ö\. ?R\.|K\. ?d\. ?ö\. ?R\.|B\.V\.|BV|N\.V\.|S\.à ?r\.l\.|)"
    R"(S\.A\.|ApS|A/S|[\pLäöü]*[Ss]tiftung))"
    R"((?: ?\(? ?(?i:haftungsbeschr)[^\s)]*\)?)?)"
    R"((?: ?(?:&|\+|u\.|und|U\.|UND) ?(?i:co|cie|comp|compagnie)\b\.?,? ?)"
    R"((?i:kgaa|kg a\.? ?a\.?|kg auf aktien|kg|k\.g\.|ohg|)"
    R"(kommanditgesellschaft))?)"
    R"((?:,? \(?(?:i\. ?L\.|i\. ?Gr?\.|in Liquidation|in Gründung)\)?)?))"
    R"((?:[^\pL\pN]|$))";

// What may stand before a name without being part of it, folded.
constexpr std::string_view kLeadIn =
    R"(^(?:.*[:|©]|(?:.*\b)?(?:ist|sind|is|betreibt)\b(?: (?:die|der|das|)"
    R"(the|eine?r?)\b)*|.*\b(?:betrieben|herausgegeben|bereitgestellt|)"
    R"(angebot|service|web-?sites?|web-?seiten?|internet\w+|seiten?|produkt|)"
    R"(marke|shop|erstellt|realisiert|entwickelt|vertreten|unternehmen|)"
    R"(gefoerdert|)"
    R"(tochter\w*)\b.*\b(?:durch|von|by|der|des|of)\b(?: (?:die|der|das|)"
    R"(the|eine?r?)\b)*|(?:impressum|imprint|legal notice|site notice|)"
    R"((?:&|und|and) (?:datenschutz\w*|privacy policy)|anbieter(?:in)?|)"
    R"(diensteanbieter(?:in)?|betreiber(?:in)?|herausgeber(?:in)?|)"
    R"(verantwortlich(?:er?)?|firma|firmenname|name|company|)"
    R"(publisher|service provider|vertreten durch|die firma|)"
    R"(angaben gemaess [^:]{0,40}(?:tmg|ddg))\b|fa\.|)"
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
size_t NameBegin(std::string_view line, size_t from, size_t form_begin) {
  // Cut in the raw text by the folded lead-in: find the longest raw head whose
  // fold is a lead-in. Lines are short.
  const std::string_view front = line.substr(from, form_begin - from);
  FoldedText folded;
  AppendFolded(front, 0, folded);
  size_t begin = 0;
  if (const auto match = LeadInRegex().Find(folded.text)) {
    const size_t end = (*match)[0]->end;
    // A brand may begin like a label: "Impressum Verlag GmbH" keeps a word.
    if (end < folded.text.size()) begin = folded.offsets[end];
  }
  while (begin < front.size() &&
         std::string_view(" \t,;:-\"'").find(front[begin]) !=
             std::string_view::npos) {
    ++begin;
  }
  for (const std::string_view dash : {"– ", "— ", "„", "“", "© "}) {
    if (front.substr(begin).starts_with(dash)) begin += dash.size();
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

}  // namespace

std::vector<FoundName> FindCompanyNames(std::string_view line) {
  std::vector<FoundName> names;
  size_t from = 0;  // where the next name may begin
  size_t search = 0;
  while (search <= line.size()) {
    const auto match = LegalFormRegex().Find(line, search);
    if (!match) break;
    const RegexSpan form = *(*match)[1];
    search = form.end;
    if (IsCourtAbbreviation(line, form)) continue;
    const size_t begin = NameBegin(line, from, form.begin);
    std::string_view front = begin < form.begin
                                 ? line.substr(begin, form.begin - begin)
                                 : std::string_view();
    const std::string_view form_text =
        line.substr(form.begin, form.end - form.begin);
    FoundName name;
    name.begin = begin;
    name.end = form.end;
    name.before = Fold(line.substr(from, begin > from ? begin - from : 0));
    if (Fold(form_text) == "stiftung" && WordsOfFolded(Fold(front)).empty()) {
      // "Stiftung Nordlicht": the form stands first.
      const size_t end =
          std::min(line.find_first_of(",;|(0123456789", form.end), line.size());
      name.end = end;
    }
    const bool compound =
        form_text.find("tiftung") != std::string_view::npos ||
        Fold(form_text).find("gesellschaft") != std::string::npos;
    if (!CanBeName(front) && !compound && name.end == form.end) continue;
    name.name =
        std::string(TrimLine(line.substr(name.begin, name.end - name.begin)));
    if (compound && WordsOfFolded(Fold(name.name)).size() < 2) continue;
    if (Fold(front).starts_with("c/o") ||
        name.before.find("c/o") != std::string::npos) {
      from = name.end;
      continue;
    }
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

}  // namespace ritmon
