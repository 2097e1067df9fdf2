// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/entity_kind.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/normalize.h"
#include "registry/legal_form.h"
#include "registry/name_tokens.h"

namespace ritmon {
namespace {

template <size_t N>
std::string_view FirstPart(const std::array<std::string_view, N>& parts,
                           std::string_view text) {
  for (const std::string_view part : parts) {
    if (text.find(part) != std::string_view::npos) return part;
  }
  return {};
}

bool IsNumeral(std::string_view word) {
  return !word.empty() &&
         (word.find_first_not_of("0123456789") == std::string_view::npos ||
          word.find_first_not_of("ivx") == std::string_view::npos);
}

// A serial number: "Nordwind 17. Betriebs GmbH", "Solar Invest IV KG",
// "Zweite Beteiligungs GmbH". A year is none: "Reederei 1898 KG".
bool HasSerialNumber(const std::vector<NameToken>& tokens) {
  static constexpr std::array<std::string_view, 14> kOrdinals = {
      "erste",   "zweite", "dritte",   "vierte",    "fuenfte",
      "sechste", "siebte", "siebente", "achte",     "neunte",
      "zehnte",  "elfte",  "zwoelfte", "zwanzigste"};
  for (size_t i = 0; i < tokens.size(); ++i) {
    const std::string& word = tokens[i].text;
    const bool year = word.size() == 4 && word[0] >= '1' && word[0] <= '2';
    if (i > 0 && IsNumeral(word) && !year && word.size() <= 4) return true;
    if (std::find(kOrdinals.begin(), kOrdinals.end(), word) !=
            kOrdinals.end() ||
        word.ends_with("zigste") || word.ends_with("zehnte")) {
      return true;
    }
  }
  return false;
}

bool IsPartnership(std::string_view form) {
  return form == "gmbh_co_kg" || form == "ug_co_kg" || form == "ag_co_kg" ||
         form == "kg";
}

// "Windpark Beispiel", "Solarfeld", "Photovoltaik Kraftwerk", "PV-Park".
bool IsEnergyPark(const std::vector<NameToken>& tokens) {
  static constexpr std::array<std::string_view, 7> kSources = {
      "wind",    "solar",       "pv",          "photovoltaik",
      "energie", "buergerwind", "buergersolar"};
  static constexpr std::array<std::string_view, 6> kSites = {
      "park", "feld", "kraft", "anlage", "farm", "kraftwerk"};
  for (size_t i = 0; i < tokens.size(); ++i) {
    for (const std::string_view source : kSources) {
      std::string_view word = tokens[i].text;
      if (!word.starts_with(source)) continue;
      word.remove_prefix(source.size());
      const std::string_view site = word.empty() && i + 1 < tokens.size()
                                        ? std::string_view(tokens[i + 1].text)
                                        : word;
      for (const std::string_view kind : kSites) {
        if (site.starts_with(kind)) return true;
      }
    }
  }
  return false;
}

// Companies that hold, manage or are liable, and do nothing else.
bool IsHoldingName(std::string_view folded) {
  static constexpr std::array<std::string_view, 9> kParts = {
      "verwaltungs",        "verwaltung ",        "beteiligungs",
      "vermoegensverwalt",  "komplementaer",      "vorrats",
      "objektgesellschaft", "besitzgesellschaft", "grundstuecks"};
  return !FirstPart(kParts, folded).empty();
}

std::string_view ScienceSign(std::string_view folded) {
  static constexpr std::array<std::string_view, 21> kParts = {
      "universitaet",
      "university",
      "hochschule",
      "fraunhofer",
      "max-planck",
      "max planck",
      "helmholtz",
      "leibniz-institut",
      "leibniz institut",
      "deutsches zentrum fuer",
      "elektronen-synchrotron",
      "forschungszentrum",
      "forschungsverbund",
      "forschungsinstitut",
      "forschungsgesellschaft",
      "akademie der wissenschaften",
      "bernhard-nocht",
      "bundesanstalt fuer materialforschung",
      "physikalisch-technische bundesanstalt",
      "robert koch-institut",
      "thuenen-institut"};
  return FirstPart(kParts, folded);
}

std::string_view PublicSign(std::string_view folded) {
  static constexpr std::array<std::string_view, 16> kParts = {
      "bundesministerium", "senatsverwaltung", "behoerde fuer",
      "bezirksamt",        "landesamt",        "bundesamt",
      "handelskammer",     "handwerkskammer",  "landwirtschaftskammer",
      "aerztekammer",      "landesbetrieb",    "landeshauptstadt",
      "bundesinstitut",    "zweckverband",     "kreisverwaltung",
      "senatskanzlei"};
  if (folded.starts_with("stadt ") || folded.starts_with("gemeinde ") ||
      folded.starts_with("landkreis ") || folded.starts_with("kreis ") ||
      folded == "freie und hansestadt hamburg") {
    return "public body's name";
  }
  return FirstPart(kParts, folded);
}

bool IsCorporateForm(std::string_view form) {
  return form == "gmbh" || form == "ug" || form == "ag" || form == "se" ||
         form == "ohg" || form == "ek" || form == "kgaa" || IsPartnership(form);
}

EntityVerdict Verdict(EntityKind kind, std::string rule) {
  return {kind, std::move(rule)};
}

}  // namespace

EntityVerdict ClassifyEntity(const EntitySigns& signs) {
  const std::string form = signs.legal_form.empty()
                               ? LegalFormOf(signs.name)
                               : std::string(signs.legal_form);
  const std::string folded = Fold(signs.name);
  const auto science = ScienceSign(folded);
  // "Hochschule" in a firm's name is its customer or its street.
  if (!science.empty() && !IsCorporateForm(form)) {
    return Verdict(EntityKind::kScience, "science: " + std::string(science));
  }
  if (form == "koer") return Verdict(EntityKind::kPublic, "public legal form");
  const auto public_sign = PublicSign(folded);
  if (!public_sign.empty() && !IsCorporateForm(form) && form != "ev") {
    return Verdict(EntityKind::kPublic, "public: " + std::string(public_sign));
  }
  if (form == "ev" || form == "stiftung") {
    return Verdict(EntityKind::kAssociation, "association's legal form");
  }
  const std::vector<NameToken> tokens = NameTokens(signs.name);
  const bool serial = HasSerialNumber(tokens);
  if (IsPartnership(form) && IsEnergyPark(tokens) && !signs.has_website) {
    return Verdict(EntityKind::kShell, "wind or solar park KG");
  }
  if (serial && !signs.has_website &&
      (IsPartnership(form) || IsHoldingName(folded))) {
    return Verdict(EntityKind::kShell, "serial number");
  }
  if (signs.companies_at_address > kSharedAddress && !signs.has_website &&
      (IsPartnership(form) || IsHoldingName(folded) || serial)) {
    return Verdict(EntityKind::kShell, "shared address");
  }
  return Verdict(EntityKind::kEnterprise, "none of the others");
}

}  // namespace ritmon
