// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/shell_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/normalize.h"
#include "registry/name_tokens.h"

namespace ritmon {
namespace {

using Tokens = std::vector<NameToken>;

template <size_t N>
bool Contains(const std::array<std::string_view, N>& words,
              std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <size_t N>
bool StartsWithAny(std::string_view word,
                   const std::array<std::string_view, N>& beginnings) {
  return std::any_of(
      beginnings.begin(), beginnings.end(),
      [&](std::string_view beginning) { return word.starts_with(beginning); });
}

template <size_t N>
bool HoldsAny(std::string_view text,
              const std::array<std::string_view, N>& parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return text.find(part) != std::string_view::npos;
  });
}

bool AnyToken(const Tokens& tokens, bool (*is)(std::string_view)) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [&](const NameToken& token) { return is(token.text); });
}

// A trade that somebody works in.
bool IsTrade(std::string_view word) {
  static constexpr std::array<std::string_view, 31> kParts = {
      "service",    "technik",    "technolog",  "betriebsfuehr", "planung",
      "projektier", "consult",    "beratung",   "wartung",       "engineer",
      "vertrieb",   "handel",     "montage",    "system",        "komponent",
      "logistik",   "reinigung",  "management", "akademie",      "monitoring",
      "makler",     "software",   "reparatur",  "maschinen",     "spedition",
      "werft",      "restaurant", "gutachten",  "installation",  "instandhalt",
      "hausverwalt"};
  return HoldsAny(word, kParts) || word.ends_with("bau") ||
         word.ends_with("bauer") || word.ends_with("entwicklung") ||
         word.starts_with("projektentwicklung");
}

// What a name ends in that says how the park is owned, and nothing else.
bool IsParkEnding(std::string_view rest) {
  static constexpr std::array<std::string_view, 15> kEndings = {
      "",
      "s",
      "n",
      "en",
      "e",
      "betriebs",
      "betreiber",
      "verwaltungs",
      "infrastruktur",
      "beteiligungs",
      "gesellschaft",
      "betriebsgesellschaft",
      "betreibergesellschaft",
      "beteiligungsgesellschaft",
      "besitz"};
  return Contains(kEndings, rest);
}

enum class Park { kNone, kByCompany, kByPartnership };

// "Windpark Beispiel", "Solarfeld", "Photovoltaik Kraftwerk", "PV-Park". Of
// "Windkraft" and "Windenergie" only partnerships are parks.
Park ParkOf(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 11> kSources = {
      "buergerwind",  "buergersolar", "windkraft", "windenergie",
      "solarkraft",   "solarenergie", "wind",      "solar",
      "photovoltaik", "pv",           "energie"};
  static constexpr std::array<std::string_view, 6> kSites = {
      "park", "feld", "farm", "anlage", "kraftwerk", "freiflaechenanlage"};
  Park found = Park::kNone;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string_view whole = tokens[i].text;
    const bool is_weak = whole == "windkraft" || whole == "windenergie" ||
                         whole == "buergerwind" || whole == "solarkraft" ||
                         whole == "solarenergie" || whole == "umspannwerk" ||
                         whole == "repowering";
    if (is_weak) found = std::max(found, Park::kByPartnership);
    for (const std::string_view source : kSources) {
      if (!whole.starts_with(source)) continue;
      std::string_view word = whole.substr(source.size());
      if (word.empty() && i + 1 < tokens.size()) word = tokens[i + 1].text;
      for (const std::string_view site : kSites) {
        if (!word.starts_with(site)) continue;
        if (IsParkEnding(word.substr(site.size()))) return Park::kByCompany;
      }
    }
  }
  return found;
}

bool IsShip(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 5> kShips = {"ms", "mv", "mt",
                                                             "mts", "tms"};
  return std::any_of(tokens.begin(), tokens.end(), [](const NameToken& token) {
    return Contains(kShips, token.text);
  });
}

bool IsFund(std::string_view word) {
  return word.ends_with("fonds") || word.ends_with("fondsgesellschaft");
}

bool IsProperty(std::string_view word) {
  static constexpr std::array<std::string_view, 6> kBeginnings = {
      "objektgesellschaft", "besitz",           "grundstuecksgesell",
      "grundbesitz",        "immobilienbesitz", "objektverwaltungs"};
  return word == "objekt" || StartsWithAny(word, kBeginnings);
}

// Of a partnership's own; a GmbH of this name does it for others.
bool IsOwnProperty(std::string_view word) {
  return word.starts_with("grundstuecks") ||
         word.starts_with("immobilienverwaltungs");
}

bool IsShelf(std::string_view word) {
  return word == "vorrats" || word.starts_with("vorratsges");
}

// "Verwaltungs", "Verwaltungsgesellschaft", "Komplementär".
bool IsGeneralPartner(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kBeginnings = {
      "verwaltungs", "komplementaer", "geschaeftsfuehrungs"};
  return word == "verwaltung" || StartsWithAny(word, kBeginnings);
}

// Whose administration is a trade.
bool IsTenant(std::string_view word) {
  static constexpr std::array<std::string_view, 7> kParts = {
      "haus", "immobilien",   "weg",         "wohn",
      "miet", "grundstuecks", "liegenschaft"};
  return StartsWithAny(word, kParts);
}

bool IsHolding(std::string_view word) {
  static constexpr std::array<std::string_view, 4> kBeginnings = {
      "beteiligung", "vermoegensverwalt", "vermoegens", "familienholding"};
  return word.ends_with("holding") || word == "vv" ||
         StartsWithAny(word, kBeginnings);
}

bool IsNumeral(std::string_view word) {
  return !word.empty() &&
         (word.find_first_not_of("0123456789") == std::string_view::npos ||
          word.find_first_not_of("ivx") == std::string_view::npos);
}

// A serial number: "Nordwind 17. Betriebs GmbH", "Solar Invest IV KG",
// "Zweite Beteiligungs GmbH". A year is none: "Reederei 1898 KG".
bool HasSerialNumber(const Tokens& tokens) {
  static constexpr std::array<std::string_view, 14> kOrdinals = {
      "erste",   "zweite", "dritte",   "vierte",    "fuenfte",
      "sechste", "siebte", "siebente", "achte",     "neunte",
      "zehnte",  "elfte",  "zwoelfte", "zwanzigste"};
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string& word = tokens[i].text;
    const bool year = word.size() == 4 && word[0] >= '1' && word[0] <= '2';
    if (i > 0 && IsNumeral(word) && !year && word.size() <= 4) return true;
    if (Contains(kOrdinals, word) || word.ends_with("zigste") ||
        word.ends_with("zehnte")) {
      return true;
    }
  }
  return false;
}

// Said first, it is all that the company is for.
bool IsShellPurpose(std::string_view purpose) {
  static constexpr std::array<std::string_view, 12> kPurposes = {
      "persoenlich haftende",
      "persoenlichen haftung",
      "komplementaerin",
      "uebernahme der haftung",
      "verwaltung eigenen vermoegens",
      "verwaltung des eigenen vermoegens",
      "verwaltung von eigenem vermoegen",
      "verwaltung von beteiligungen",
      "halten von beteiligungen",
      "halten und verwalten von beteiligungen",
      "halten und die verwaltung von beteiligungen",
      "erwerb, das halten"};
  constexpr size_t kFirstWords = 100;
  const std::string folded = Fold(purpose);
  return HoldsAny(std::string_view(folded).substr(0, kFirstWords), kPurposes);
}

bool IsParkPurpose(std::string_view purpose) {
  static constexpr std::array<std::string_view, 7> kParks = {
      "windenergieanlage",  "windkraftanlage", "windpark",
      "photovoltaikanlage", "solarpark",       "solaranlage",
      "photovoltaik-anlage"};
  static constexpr std::array<std::string_view, 9> kWork = {
      "fuer dritte", "planung", "vertrieb",    "wartung",    "beratung",
      "handel",      "montage", "entwicklung", "herstellung"};
  const std::string folded = Fold(purpose);
  return folded.find("betrieb") != std::string::npos &&
         HoldsAny(std::string_view(folded), kParks) &&
         !HoldsAny(std::string_view(folded), kWork);
}

bool IsLimitedCompany(std::string_view form) {
  return form == "gmbh" || form == "ug";
}

// Signs that a website speaks against.
std::string_view WeakRule(const EntitySigns& signs, const Tokens& tokens,
                          std::string_view form) {
  const bool partnership = IsLimitedPartnership(form);
  const bool fitting = partnership || IsLimitedCompany(form);
  const bool serial = HasSerialNumber(tokens);
  const bool holding = fitting && AnyToken(tokens, IsHolding);
  const bool partner = fitting && AnyToken(tokens, IsGeneralPartner) &&
                       !AnyToken(tokens, IsTenant);
  const bool property = (fitting && AnyToken(tokens, IsProperty)) ||
                        (partnership && AnyToken(tokens, IsOwnProperty));
  if (serial && (partnership || holding || partner || property)) {
    return "serial number";
  }
  if (ParkOf(tokens) == Park::kByPartnership && partnership) {
    return "wind or solar park";
  }
  if (partnership && IsParkPurpose(signs.purpose)) return "wind or solar park";
  if (partner) return "general partner";
  if (holding) return "holding";
  if (property) return "property company";
  if (fitting && IsShellPurpose(signs.purpose)) return "purpose";
  if (signs.companies_at_address > kSharedAddress && (partnership || serial)) {
    return "shared address";
  }
  return {};
}

}  // namespace

bool IsLimitedPartnership(std::string_view form) {
  return form == "gmbh_co_kg" || form == "ug_co_kg" || form == "ag_co_kg" ||
         form == "kg";
}

namespace {

// What speaks for a shell, whatever speaks against it.
std::string_view SignOfShell(const EntitySigns& signs, const Tokens& tokens,
                             std::string_view form) {
  const bool partnership = IsLimitedPartnership(form);
  if (ParkOf(tokens) == Park::kByCompany) return "wind or solar park";
  if (partnership && IsShip(tokens)) return "one-ship company";
  if (partnership && AnyToken(tokens, IsFund)) return "fund";
  const bool general_partner = IsLimitedCompany(form) &&
                               AnyToken(tokens, IsGeneralPartner) &&
                               !AnyToken(tokens, IsTenant);
  if (general_partner && !HasSerialNumber(tokens)) return "general partner";
  if (general_partner) return "serial number";
  if (signs.has_website) return {};
  return WeakRule(signs, tokens, form);
}

}  // namespace

std::string_view ShellRule(const EntitySigns& signs, std::string_view form) {
  if (!IsLimitedPartnership(form) && !IsLimitedCompany(form)) return {};
  Tokens own;
  if (signs.tokens == nullptr) own = NameTokens(signs.name);
  const Tokens& tokens = signs.tokens == nullptr ? own : *signs.tokens;
  if (AnyToken(tokens, IsShelf)) return "shelf company";
  const std::string_view sign = SignOfShell(signs, tokens, form);
  // Asked last, for five million names: most have no sign.
  if (!sign.empty() && AnyToken(tokens, IsTrade)) return {};
  return sign;
}

}  // namespace ritmon
