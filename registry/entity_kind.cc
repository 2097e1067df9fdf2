// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/entity_kind.h"

#include <algorithm>
#include <array>

#include "base/normalize.h"
#include "registry/legal_form.h"
#include "registry/shell_rules.h"

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
         form == "ohg" || form == "ek" || form == "kgaa" ||
         IsLimitedPartnership(form);
}

EntityVerdict Verdict(EntityKind kind, std::string rule) {
  return {kind, std::move(rule)};
}

}  // namespace

EntitySigns SignsOf(const Company& company) {
  return {.name = company.name,
          .legal_form = company.legal_form,
          .purpose = company.purpose,
          .has_website = !company.website.empty()};
}

EntityVerdict ClassifyEntity(const EntitySigns& signs) {
  const std::string form = signs.legal_form.empty()
                               ? LegalFormOf(signs.name)
                               : std::string(signs.legal_form);
  // "Hochschule" in a firm's name is its customer or its street.
  if (!IsCorporateForm(form)) {
    const std::string folded = Fold(signs.name);
    const auto science = ScienceSign(folded);
    if (!science.empty()) {
      return Verdict(EntityKind::kScience, "science: " + std::string(science));
    }
    if (form == "koer") {
      return Verdict(EntityKind::kPublic, "public legal form");
    }
    const auto sign = PublicSign(folded);
    if (!sign.empty() && form != "ev") {
      return Verdict(EntityKind::kPublic, "public: " + std::string(sign));
    }
  }
  if (form == "ev" || form == "stiftung") {
    return Verdict(EntityKind::kAssociation, "association's legal form");
  }
  const std::string_view shell = ShellRule(signs, form);
  if (!shell.empty()) return Verdict(EntityKind::kShell, std::string(shell));
  return Verdict(EntityKind::kEnterprise, "none of the others");
}

}  // namespace ritmon
