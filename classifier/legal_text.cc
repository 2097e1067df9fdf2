// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/legal_text.h"

#include <initializer_list>
#include <string>
#include <vector>

#include "classifier/html_text.h"
#include "classifier/phrase_sets.h"

namespace ritmon {
namespace {

bool IsImprintWord(std::string_view word) {
  return EqualsAny(
      word, {"impressum", "imprint", "anbieterkennzeichnung", "anbieterkennung",
             "anbieterangaben", "pflichtangaben"});
}

bool IsLegalWord(std::string_view word) {
  if (word.ends_with("einstellungen")) return false;  // of a cookie layer
  return EqualsAny(word, {"agb",
                          "agbs",
                          "privacy",
                          "disclaimer",
                          "haftung",
                          "haftungsausschluss",
                          "terms",
                          "widerruf",
                          "widerrufsbelehrung",
                          "urheberrecht",
                          "widerrufsrecht",
                          "haftungshinweis",
                          "bildnachweis",
                          "bildnachweise",
                          "streitschlichtung",
                          "dsgvo",
                          "gdpr",
                          "verbraucherschlichtung",
                          "haftungshinweise",
                          "verbraucherinformationen"}) ||
         StartsWithAny(
             word,
             {"datenschutz", "nutzungsbedingung", "geschäftsbedingung",
              "geschaeftsbedingung", "barrierefreiheitserkl",
              "cookierichtlinie", "rechtliche", "lieferbedingung",
              "zahlungsbedingung", "einkaufsbedingung", "verkaufsbedingung"});
}

bool IsFiller(std::string_view word) {
  return EqualsAny(word, {"und",         "and",         "der",
                          "die",         "das",         "zum",
                          "zur",         "zu",          "für",
                          "fuer",        "of",          "the",
                          "policy",      "policies",    "statement",
                          "erklärung",   "erklaerung",  "hinweise",
                          "hinweis",     "notice",      "notices",
                          "use",         "service",     "conditions",
                          "condition",   "general",     "allgemeine",
                          "allgemeinen", "information", "informationen",
                          "gemäß",       "gemaess",     "nach",
                          "website",     "webseite",    "unsere",
                          "unserer",     "our",         "inhalte",
                          "links",       "site",        "legal",
                          "angaben",     "cookie",      "cookies",
                          "richtlinie",  "protection",  "data",
                          "verbraucher", "de",          "en",
                          "deutsch",     "english",     "html",
                          "htm",         "php",         "asp",
                          "aspx",        "jsp",         "§",
                          "–",           "—",           "copyright",
                          "kontakt",     "tmg",         "ddg",
                          "us",          "about",       "security",
                          "disclosure",  "disclosures", "mentions",
                          "légales",     "legales"}) ||
         word.find_first_not_of("0123456789") == std::string_view::npos;
}

LegalKind KindOfTokens(const std::vector<std::string>& tokens) {
  constexpr size_t kLongestName = 9;  // words
  if (tokens.empty() || tokens.size() > kLongestName) return LegalKind::kNone;
  bool imprint = false, legal = false, angaben = false, law = false;
  bool legal_english = false, notice = false;
  for (const std::string& token : tokens) {
    const bool is_imprint = IsImprintWord(token);
    const bool is_legal = IsLegalWord(token);
    if (!is_imprint && !is_legal && !IsFiller(token)) return LegalKind::kNone;
    imprint |= is_imprint;
    legal |= is_legal;
    angaben |= token == "angaben" || token == "informationen";
    law |= token == "tmg" || token == "ddg";
    legal_english |= EqualsAny(token, {"legal", "légales", "legales"});
    notice |= EqualsAny(token, {"notice", "notices", "information",
                                "disclosure", "disclosures", "mentions"});
  }
  // "Angaben gemäß § 5 DDG", "Legal notice".
  if (imprint || (angaben && law) || (legal_english && notice))
    return LegalKind::kImprint;
  if (legal_english && tokens.size() == 1) return LegalKind::kImprint;
  return legal ? LegalKind::kOther : LegalKind::kNone;
}

}  // namespace

LegalKind LegalKindOfName(std::string_view text) {
  constexpr size_t kLongest = 120;  // bytes
  if (text.size() > kLongest) return LegalKind::kNone;
  return KindOfTokens(NameTokens(LowerText(text)));
}

LegalKind LegalKindOfTitle(std::string_view title) {
  constexpr std::string_view kSeparators[] = {" | ", " - ",  " – ", " — ",
                                              " · ", " :: ", ": ",  " » ",
                                              " / ", "|",    " • "};
  LegalKind kind = LegalKindOfName(title);
  for (const std::string_view separator : kSeparators) {
    for (size_t at = 0; kind == LegalKind::kNone && at <= title.size();) {
      const size_t end = title.find(separator, at);
      if (at == 0 && end == std::string_view::npos) break;
      kind = LegalKindOfName(title.substr(at, end - at));
      if (end == std::string_view::npos) break;
      at = end + separator.size();
    }
  }
  return kind;
}

LegalKind LegalKindOfUrl(const Url& url) {
  std::string_view path = url.path();
  while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  const size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return LegalKind::kNone;
  return KindOfTokens(NameTokens(path.substr(slash + 1)));
}

bool HasImprintFacts(std::string_view text) {
  return ContainsAny(LowerText(text), {"registergericht",
                                       "handelsregister",
                                       "amtsgericht",
                                       "hrb ",
                                       "hra ",
                                       "ust-id",
                                       "ust.-id",
                                       "ust-idnr",
                                       "umsatzsteuer",
                                       "vertreten durch",
                                       "vertretungsberechtigt",
                                       "geschäftsführ",
                                       "diensteanbieter",
                                       "commercial register",
                                       "vat id",
                                       "vat no",
                                       "managing director",
                                       "registernummer",
                                       "§ 5 tmg",
                                       "§5 tmg",
                                       "§ 5 ddg",
                                       "§5 ddg",
                                       "vereinsregister",
                                       "inhaber:",
                                       "inhaberin:",
                                       "vorstand:",
                                       "verantwortlich für den inhalt",
                                       "v.i.s.d.p",
                                       "i.s.d.p"});
}

bool IsWasteNotice(std::string_view text) {
  constexpr size_t kShort = 160;  // bytes; a register number, not a story
  enum : uint32_t { kLaw = 1, kGoods = 2, kDuty = 4, kNumber = 8, kBin = 16 };
  static const PhraseSets phrases(
      {{"battg", "battdg", "batteriegesetz", "batterieverordnung", "verpackg",
        "verpackungsgesetz", "verpackungsverordnung", "elektrog",
        "elektro- und elektronikgerätegesetz", "weee-reg", "weee reg", "lucid",
        "verpackungsregister", "duales system", "dualen system",
        "stiftung ear"},
       {"batterie", "akku", "altgerät", "elektrogerät", "elektroaltgerät",
        "verpackung", "batteries", "weee"},
       {"hausmüll", "restmüll", "mülltonne", "gesetzlich verpflichtet",
        "unentgeltlich zurück", "kostenlos zurück", "zurückgeben",
        "zurückgegeben", "rückgabe", "sammelstelle", "household waste",
        "hinweise zur batterie", "hinweis zur batterie",
        "hinweise zur entsorgung", "batterieentsorgung", "verkaufsstelle"},
       {"weee-reg", "weee reg", "lucid"},
       {"mülltonne", "hausmüll"}});
  const uint32_t found = phrases.In(text);
  const auto has = [&](uint32_t sets) { return (found & sets) == sets; };
  return has(kLaw | kDuty) || (has(kNumber) && text.size() < kShort) ||
         has(kGoods | kBin | kDuty);
}

}  // namespace ritmon
