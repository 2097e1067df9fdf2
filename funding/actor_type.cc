// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/actor_type.h"

#include <cassert>
#include <utility>

#include "base/fingerprint.h"
#include "base/input_table.h"
#include "base/nearest.h"
#include "base/normalize.h"
#include "funding/foekat_csv.h"

namespace ritmon {
namespace {

struct Pattern {
  const char* name;
  const char* regex;  // on folded names: lower case, ae oe ue ss, '-'
};

// Names that hold a word of science without being of it: towns that are proud
// of their university, adult education, buildings.
constexpr Pattern kNotScience[] = {
    {"town", R"(\buniversitaets(?:- und hanse)?stadt\b)"},
    {"town", R"(\bhochschulstadt\b)"},
    {"volkshochschule", R"(\bvolkshochschul)"},
    {"student services", R"(\bstud(?:enten|ierenden)werk)"},
    {"market research", R"(\b(?:markt|meinungs|konsum|trend)forschung)"},
};

constexpr Pattern kScience[] = {
    {"universit", R"(universit)"},
    {"hochschule", R"(hochschule|hochschulmedizin)"},
    {"berufsakademie", R"(\bberufsakademie)"},
    {"charite", R"(\bcharite\b)"},
    {"fraunhofer", R"(\bfraunhofer)"},
    {"max-planck", R"(\bmax[- ]planck)"},
    {"helmholtz", R"(\bhelmholtz)"},
    {"leibniz", R"(\bleibniz)"},
    {"deutsches zentrum", R"(\bdeutsches (?:[a-z-]*zentrum\b|zentrum fuer))"},
    {"desy", R"(\bdesy\b|elektronen-synchrotron)"},
    {"forschungseinrichtung",
     R"(forschungs ?-?(?:zentrum|centrum|verbund|institut|gesellschaft))"},
    {"forschungseinrichtung",
     R"(\b(?:institut|zentrum|centrum) fuer .*forschung)"},
    {"versuchsanstalt",
     R"((?:versuchs|forschungs|materialpruefungs?|materialpruef)anstalt)"},
    {"rwth", R"(\brwth\b)"},
    {"fachinformationszentrum", R"(\bfachinformationszentrum)"},
    {"akademie der wissenschaften", R"(\bakademie der wissenschaften)"},
    {"centrum der helmholtz", R"(\bmax[- ]delbrueck[- ]cent)"},
    {"ressortforschung",
     R"(bundesanstalt fuer (?:material|geowissen)|physikalisch-technische)"},
    {"ressortforschung",
     R"(\bthuenen|\bpaul-ehrlich|\bmax rubner|\bfriedrich-loeffler)"},
    {"ressortforschung", R"(julius[- ]kuehn|robert[- ]koch|bernhard[- ]nocht)"},
};

// Science unless a business owns it: "Karlsruher Institut für Technologie",
// "Ferdinand-Braun-Institut gGmbH", but not "Beratungsinstitut Meyer GmbH".
constexpr Pattern kInstitutes[] = {
    {"institut", R"(institut(?:e|es|s)?\b)"},
};

constexpr Pattern kPublic[] = {
    {"ministerium", R"(\b(?:bundes|staats|landes)?ministerium\b)"},
    {"senat", R"(\bsenatsverwaltung|\bsenatskanzlei|^(?:der |die )?senator)"},
    {"behoerde", R"(\bbehoerde fuer|\bbezirksamt|\bbezirksregierung)"},
    {"land", R"(\bfreie und hansestadt|^freistaat\b|^land [a-z])"},
    {"stadt",
     R"(landeshauptstadt|^(?:[a-z]+-? ?(?:und )?)?(?:hanse|kreis)stadt\b)"},
    {"stadt", R"(^stadt\b|\buniversitaets(?:- und hanse)?stadt\b)"},
    {"stadt", R"(^(?:wissenschafts|hochschul)stadt\b|^magistrat\b)"},
    {"gemeinde",
     R"(^(?:[a-z]+-)?(?:samt|verbands|orts|einheits)?gemeinde\b|^markt [a-z])"},
    {"kreis",
     R"(^(?:land|wetterau|alb-donau-|rhein-[a-z]+-)?kreis\b|^amt [a-z])"},
    {"kreis", R"(^(?:[a-z]+-)+kreis\b|\bkreisverwaltung|^region [a-z]+$)"},
    {"kreis", R"(\blandratsamt)"},
    {"verband", R"(\bzweckverband\b|\bregionalverband\b|\blandschaftsverband)"},
    {"verband",
     R"((?:wasser|deich|entwaesserungs|abfallwirtschafts|ruhr|wupper)verband\b)"},
    {"betrieb",
     R"(\b(?:staats|eigen|regie|entsorgungs|stadt|wirtschafts)betriebe?\b)"},
    {"amt", R"(amt fuer\b|landesamt|bundesamt|\bregierungspraesidium)"},
    {"anstalt", R"(bundesinstitut|bundesanstalt|landesanstalt|landesbetrieb)"},
    {"wetterdienst", R"(^deutscher wetterdienst)"},
    {"sicherheit", R"(polizei|feuerwehr|technisches hilfswerk|\bbundeswehr\b)"},
    {"kammer",
     R"(\b(?:(?:industrie- und )?handels|handwerks|aerzte|architekten)kammer)"},
    {"kammer", R"(\b(?:ingenieur|landwirtschafts|zahnaerzte|apotheker)kammer)"},
    {"kammer", R"(\b(?:rechtsanwalts|steuerberater|arbeitnehmer)kammer)"},
    {"student services", R"(\bstud(?:enten|ierenden)werk)"},
    {"oeffentliches recht",
     R"(\baoer\b|\bkdoer\b|\b(?:a|k\. ?d)\. ?oe\. ?r\b)"},
    {"oeffentliches recht",
     R"((?:anstalt|koerperschaft|stiftung) (?:des )?oeffentlichen rechts)"},
};

// Enterprises whose name tells that a public hand owns them.
constexpr Pattern kPublicEnterprise[] = {
    {"stadtwerke", R"(\bstadtwerke?\b|\bgemeindewerke\b|\bkreiswerke\b)"},
    {"verkehr", R"(\bhochbahn\b|\bverkehrsbetriebe\b|\bstadtverkehr\b)"},
    {"verkehr", R"(\bdeutsche bahn\b|^db [a-z]+)"},
    {"versorgung", R"(\benergiewerke\b|\bstadtreinigung\b|\bwasserbetriebe\b)"},
    {"versorgung", R"(\bstadtentwaesserung\b|\bhamburg wasser\b)"},
    {"hafen", R"(\bport authority\b|\bhafenbetriebsgesellschaft\b)"},
    {"wirtschaftsfoerderung", R"(\bwirtschaftsfoerderung)"},
};

constexpr Pattern kBusiness[] = {
    {"gmbh", R"(\bgmbh|\bmbh\b|gesellschaft mit beschraenkter haftung)"},
    {"ag", R"(\bag\b|\bkgaa\b|aktiengesellschaft)"},
    {"se", R"(\bse\b)"},
    {"kg", R"(\bkg\b|kommanditgesellschaft)"},
    {"ug", R"(\bug\b|unternehmergesellschaft)"},
    {"ohg", R"(\bohg\b)"},
    {"ek", R"(\be\. ?k(?:fm|fr)?\b|\beingetragener? kauf(?:mann|frau))"},
    {"eg", R"(\beg\b|\bgenossenschaft\b)"},
    {"gbr", R"(\bgbr\b|\bpart(?:g|gmbb)\b|partnerschaftsgesellschaft)"},
    {"foreign form",
     R"(\bltd\b|\blimited\b|\binc\b|\bplc\b|\bllc\b|\bb\. ?v\.?(?: |$))"},
    {"foreign form",
     R"(\bs\. ?a\. ?(?:r\. ?l\.?)?$|\bs\.? ?r\.? ?l\.?$|\bsas$|\ba/s$|\boy\b)"},
};

// A form of business that is none: gGmbH, gUG, gAG. With the slips of the pen
// that the catalogue has: "gGbmH".
constexpr Pattern kCharity[] = {
    {"gemeinnuetzig", R"(\bg[ -]?g(?:mbh|bmh)\b|\bgug\b|gemeinnuetzig)"},
    {"stiftung", R"(stiftung gmbh\b)"},
};

constexpr Pattern kOther[] = {
    {"verein", R"(\be\.? ?v\b|\bverein\b|\beingetragener verein)"},
    {"stiftung", R"(stiftung\b|\bfoundation\b)"},
    {"verband", R"(verband\b|verbund\b|\bbund fuer\b|netzwerk\b)"},
    {"church", R"(kirche\b|bistum\b|\bdiakon|\bcaritas|\bkirchenkreis)"},
    {"church", R"(\b(?:evangelisch|katholisch)\w*\b)"},
    {"union", R"(\big (?:metall|bce|bau)\b|gewerkschaft\b)"},
};

const std::vector<std::string_view> kClassNames = {
    "wirtschaft", "wissenschaft", "oeffentlich", "sonstige", "unbekannt"};

// The part of a folded name before "c/o".
std::string_view BeforeCareOf(std::string_view folded) {
  for (size_t at = folded.find("c/o"); at != std::string_view::npos;
       at = folded.find("c/o", at + 1)) {
    if (!IsWordBefore(folded, at)) return folded.substr(0, at);
  }
  return folded;
}

}  // namespace

Result<ActorRules> ActorRules::Load(const ActorOptions& options) {
  ActorRules rules(options.public_enterprises);
  const auto add = [](const auto& patterns, ActorClass actor,
                      std::vector<Rule>& compiled) {
    for (const Pattern& pattern : patterns) {
      auto regex = Regex::Compile(pattern.regex);
      assert(regex && "a pattern of ours does not compile");
      compiled.push_back({pattern.name, std::move(*regex), actor});
    }
  };
  add(kNotScience, ActorClass::kUnknown, rules.not_science_);
  add(kScience, ActorClass::kScience, rules.science_);
  add(kInstitutes, ActorClass::kScience, rules.institutes_);
  add(kPublic, ActorClass::kPublic, rules.public_);
  add(kPublicEnterprise, ActorClass::kPublic, rules.enterprises_);
  add(kBusiness, ActorClass::kBusiness, rules.business_);
  add(kCharity, ActorClass::kOther, rules.charity_);
  add(kOther, ActorClass::kOther, rules.other_);
  if (!options.overrides.empty()) {
    auto status = rules.LoadOverrides(options.overrides);
    if (!status) return tl::unexpected(status.error());
  }
  return rules;
}

std::string ActorRules::Version() {
  Fingerprinter hash;
  const auto add = [&](const auto& patterns) {
    for (const Pattern& pattern : patterns) {
      hash.Add(pattern.regex);
      hash.Add('\n');
    }
    hash.Add('\n');
  };
  add(kNotScience);
  add(kScience);
  add(kInstitutes);
  add(kPublic);
  add(kPublicEnterprise);
  add(kBusiness);
  add(kCharity);
  add(kOther);
  return std::to_string(hash.Value());
}

Status ActorRules::LoadOverrides(const std::filesystem::path& path) {
  return ReadInputTable(
      path, {{"name_regex"}, {"class|klasse"}},
      [&](uint64_t line, const std::vector<std::string>& cells,
          InputMistakes& mistakes) {
        const auto actor = ParseActorClass(cells[1]);
        if (!actor) {
          mistakes.Add(line, "unknown class '" + cells[1] + "'" +
                                 DidYouMean(cells[1], kClassNames));
          return;
        }
        auto regex = Regex::Compile(cells[0]);
        if (!regex || cells[0].empty()) {
          mistakes.Add(line, regex ? "an empty name_regex would match all names"
                                   : regex.error().message);
          return;
        }
        overrides_.push_back({cells[0], std::move(*regex), *actor});
      });
}

const ActorRules::Rule* ActorRules::First(const std::vector<Rule>& rules,
                                          std::string_view folded) {
  for (const Rule& rule : rules) {
    if (rule.pattern.Occurs(folded)) return &rule;
  }
  return nullptr;
}

ActorDecision ActorRules::Classify(std::string_view name) const {
  if (IsHiddenName(name)) return {ActorClass::kUnknown, "hidden name"};
  const std::string whole = Fold(name);
  if (const Rule* rule = First(overrides_, whole)) {
    return {rule->actor, "override: " + rule->name};
  }
  const std::string_view folded = BeforeCareOf(whole);
  const auto decide = [](std::string_view step, const Rule& rule) {
    return ActorDecision{rule.actor, std::string(step) + ": " + rule.name};
  };
  const Rule* charity = First(charity_, folded);
  const Rule* form = charity ? nullptr : First(business_, folded);
  if (First(not_science_, folded) == nullptr) {
    if (const Rule* rule = First(science_, folded)) {
      return decide("science", *rule);
    }
  }
  // An authority's word and a private form together: an enterprise of theirs,
  // or one that makes fire engines.
  const bool all_public = public_enterprises_ == PublicEnterprises::kPublic;
  if (form == nullptr || all_public) {
    if (const Rule* rule = First(public_, folded)) {
      return decide("public", *rule);
    }
    if (const Rule* rule = First(enterprises_, folded)) {
      return decide("public enterprise", *rule);
    }
  }
  if (form != nullptr) return decide("business", *form);
  if (const Rule* rule = First(institutes_, folded)) {
    return decide("science", *rule);
  }
  if (charity != nullptr) return decide("other", *charity);
  if (const Rule* rule = First(other_, folded)) return decide("other", *rule);
  return {ActorClass::kUnknown, "no sign"};
}

ActorDecision ActorRules::Classify(const Grant& grant) const {
  ActorDecision decision = Classify(grant.recipient.name);
  if (decision.actor != ActorClass::kUnknown ||
      IsHiddenName(grant.recipient.name)) {
    return decision;
  }
  return Classify(grant.executing.name);
}

}  // namespace ritmon
