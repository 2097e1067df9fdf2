// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/actor_type.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using enum ActorClass;
using ::testing::HasSubstr;

ActorRules MustLoad(const ActorOptions& options = {}) {
  auto rules = ActorRules::Load(options);
  EXPECT_TRUE(rules.has_value()) << rules.error().message;
  return std::move(*rules);
}

struct Case {
  const char* name;
  ActorClass actor;
};

// Names of real institutions are public facts.
constexpr Case kCases[] = {
    {"Universität Hamburg", kScience},
    {"Universitätsklinikum Hamburg-Eppendorf (UKE)", kScience},
    {"Technische Universität Hamburg", kScience},
    {"Hochschule für Angewandte Wissenschaften Hamburg", kScience},
    {"Helmut-Schmidt-Universität Universität der Bundeswehr Hamburg", kScience},
    {"Rheinisch-Westfälische Technische Hochschule Aachen", kScience},
    {"Charité - Universitätsmedizin Berlin", kScience},
    {"Fraunhofer-Gesellschaft zur Förderung der angewandten Forschung e.V.",
     kScience},
    {"Max-Planck-Gesellschaft zur Förderung der Wissenschaften e.V.", kScience},
    {"Max Planck Institut für Meteorologie", kScience},
    {"Helmholtz-Zentrum hereon GmbH", kScience},
    {"Forschungszentrum Jülich GmbH", kScience},
    {"Deutsches Elektronen-Synchrotron DESY", kScience},
    {"Deutsches Zentrum für Luft- und Raumfahrt e.V. (DLR)", kScience},
    {"Deutsches Forschungszentrum für Künstliche Intelligenz GmbH", kScience},
    {"Deutsches Krebsforschungszentrum", kScience},
    {"Max-Delbrück-Centrum für Molekulare Medizin in der "
     "Helmholtz-Gemeinschaft",
     kScience},
    {"Ferdinand-Braun-Institut gGmbH", kScience},
    {"Institut für Energie gGbmH", kScience},
    {"Fachinformationszentrum Chemie GmbH", kScience},
    {"Bernhard-Nocht-Institut für Tropenmedizin", kScience},
    {"Johann Heinrich von Thünen-Institut", kScience},
    {"Physikalisch-Technische Bundesanstalt", kScience},
    {"Bundesanstalt für Materialforschung und -prüfung (BAM)", kScience},
    {"Karlsruher Institut für Technologie (KIT)", kScience},
    {"ifo Institut - Leibniz-Institut für Wirtschaftsforschung e. V.",
     kScience},
    {"Deutsches Institut für Normung e.V.", kScience},
    {"Forschungsverbund Berlin e.V.", kScience},
    {"Bayerische Akademie der Wissenschaften", kScience},

    {"Freie und Hansestadt Hamburg - Behörde für Verkehr und Mobilitätswende",
     kPublic},
    {"Behörde für Wissenschaft, Forschung, Gleichstellung und Bezirke",
     kPublic},
    {"Landeshauptstadt Schwerin", kPublic},
    {"Landeshauptstadt Stuttgart", kPublic},
    {"Hansestadt Lübeck", kPublic},
    {"Universitäts- und Hansestadt Greifswald", kPublic},
    {"Universitätsstadt Tübingen", kPublic},
    {"Stadt Norderstedt", kPublic},
    {"Gemeinde Seevetal", kPublic},
    {"Samtgemeinde Elbmarsch", kPublic},
    {"Kreis Pinneberg", kPublic},
    {"Landkreis Harburg", kPublic},
    {"Ministerium für Energiewende des Landes Schleswig-Holstein", kPublic},
    {"Senatsverwaltung für Umwelt", kPublic},
    {"Bundesamt für Seeschifffahrt und Hydrographie", kPublic},
    {"Umweltbundesamt", kPublic},
    {"Bundesinstitut für Risikobewertung", kPublic},
    {"Bundesanstalt für Wasserbau", kPublic},
    {"Landesamt für Bergbau, Energie und Geologie", kPublic},
    {"Polizei Hamburg", kPublic},
    {"Handwerkskammer Hamburg", kPublic},
    {"Industrie- und Handelskammer zu Lübeck", kPublic},
    {"Hamburg Port Authority AöR", kPublic},
    {"Stadtreinigung Hamburg Anstalt des öffentlichen Rechts", kPublic},
    {"Studierendenwerk Hamburg", kPublic},
    {"Hamburger Volkshochschule AöR", kPublic},

    {"Airbus Operations GmbH", kBusiness},
    {"Aurubis AG", kBusiness},
    {"Nordex Energy SE & Co. KG", kBusiness},
    {"Drägerwerk AG & Co. KGaA", kBusiness},
    {"SAP SE", kBusiness},
    {"Jungheinrich Aktiengesellschaft", kBusiness},
    {"Hofladen Meyer e.K.", kBusiness},
    {"Elbnebel UG (haftungsbeschränkt)", kBusiness},
    {"Gebrüder Möwe OHG", kBusiness},
    {"Greenpeace Energy eG", kBusiness},
    {"Praxis Sommer GbR", kBusiness},
    {"Gesellschaft für Windforschung mbH", kBusiness},
    {"Tidewater Robotics Ltd.", kBusiness},
    {"Hamburger Hochbahn AG", kBusiness},
    {"Hamburger Energiewerke GmbH", kBusiness},
    {"Kammerer Gewinde GmbH", kBusiness},
    {"Brennkammer Technik GmbH", kBusiness},
    {"Feuerwehrtechnik Sander GmbH", kBusiness},
    {"Kreis Gruppe Bau GmbH & Co. KG", kBusiness},
    {"Beratungsinstitut Meyer GmbH", kBusiness},
    {"Institut für Marktforschung Meyer GmbH", kBusiness},
    // Somebody else's name behind c/o.
    {"Quantenstart GmbH c/o Freie Universität Berlin", kBusiness},
    {"Verein für Optik e.V., c/o Technische Universität Hamburg", kOther},

    {"Falling Walls Foundation gGmbH", kOther},
    {"Bundesverband WindEnergie e.V.", kOther},
    {"Körber-Stiftung", kOther},
    {"Deutscher Verein des Gas- und Wasserfaches e. V.", kOther},
    {"Lernwerk gemeinnützige GmbH", kOther},
    {"Zentralverband des Deutschen Handwerks", kOther},

    {"", kUnknown},
    {"Keine Anzeige aufgrund datenschutzrechtlicher Regelungen.", kUnknown},
    {"Erika Mustermann", kUnknown},
    {"c/o Freie Universität Berlin", kUnknown},
};

TEST(ActorTypeTest, HouseRulesInOrder) {
  const ActorRules rules = MustLoad();
  std::map<ActorClass, int> ran;
  for (const Case& c : kCases) {
    const ActorDecision decision = rules.Classify(c.name);
    EXPECT_EQ(ToString(decision.actor), ToString(c.actor))
        << c.name << ": " << decision.rule;
    EXPECT_FALSE(decision.rule.empty()) << c.name;
    ++ran[c.actor];
  }
  EXPECT_EQ(ran[kScience], 29);
  EXPECT_EQ(ran[kPublic], 26);
  EXPECT_EQ(ran[kBusiness], 22);
  EXPECT_EQ(ran[kOther], 7);
  EXPECT_EQ(ran[kUnknown], 4);
}

TEST(ActorTypeTest, PublicEnterprisesAreAnOption) {
  ActorOptions options;
  options.public_enterprises = PublicEnterprises::kPublic;
  const ActorRules rules = MustLoad(options);
  for (const char* name :
       {"Hamburger Hochbahn AG", "Stadtwerke Trave GmbH",
        "Hamburger Energiewerke GmbH", "Hamburg Port Authority AöR"}) {
    EXPECT_EQ(rules.Classify(name).actor, kPublic) << name;
  }
  EXPECT_EQ(rules.Classify("Aurubis AG").actor, kBusiness);
  // Without a private form it is a municipal undertaking either way.
  EXPECT_EQ(MustLoad().Classify("Stadtwerke Trave").actor, kPublic);
  EXPECT_EQ(MustLoad().Classify("Stadtwerke Trave GmbH").actor, kBusiness);
}

TEST(ActorTypeTest, TheLegalEntityDecidesUnlessItHasNoSign) {
  const ActorRules rules = MustLoad();
  Grant grant;
  grant.recipient.name = "Universität Hamburg";
  grant.executing.name = "Ausgründung Elbe GmbH";
  EXPECT_EQ(rules.Classify(grant).actor, kScience);
  grant.recipient.name = "Elbe";
  EXPECT_EQ(rules.Classify(grant).actor, kBusiness);
  grant.recipient.name =
      "Keine Anzeige aufgrund datenschutzrechtlicher Regelungen.";
  EXPECT_EQ(rules.Classify(grant).actor, kUnknown);
}

TEST(ActorTypeTest, OverridesWin) {
  const TempDirectory folder;
  ActorOptions options;
  options.overrides = folder / "actors.csv";
  ASSERT_TRUE(WriteFileAtomically(options.overrides,
                                  "name_regex;class\n"
                                  "^laser zentrum hannover;wissenschaft\n"
                                  "^universitaet entenhausen;sonstige\n"
                                  "entenhausen;oeffentlich\n"));
  const ActorRules rules = MustLoad(options);
  EXPECT_EQ(rules.Classify("Laser Zentrum Hannover e.V.").actor, kScience);
  EXPECT_EQ(rules.Classify("Universität Entenhausen").actor, kOther);
  const ActorDecision bank = rules.Classify("Geldspeicher Entenhausen AG");
  EXPECT_EQ(bank.actor, kPublic);
  EXPECT_EQ(bank.rule, "override: entenhausen");
  EXPECT_EQ(rules.Classify("Aurubis AG").actor, kBusiness);
}

TEST(ActorTypeTest, ReportsAllBadOverrides) {
  const TempDirectory folder;
  ActorOptions options;
  options.overrides = folder / "actors.csv";
  ASSERT_TRUE(WriteFileAtomically(options.overrides,
                                  "name_regex;class\n"
                                  "^a(;wirtschaft\n"
                                  "^b;wirtschft\n"
                                  ";wirtschaft\n"
                                  "^c\n"));
  const auto rules = ActorRules::Load(options);
  ASSERT_FALSE(rules.has_value());
  EXPECT_EQ(rules.error().kind, ErrorKind::kInvalid);
  for (const char* part : {"actors.csv:2: ", "actors.csv:3: ", "'wirtschaft'",
                           "actors.csv:4: ", "actors.csv:5: "}) {
    EXPECT_THAT(rules.error().message, HasSubstr(part));
  }
  ASSERT_TRUE(WriteFileAtomically(options.overrides, "a;b\n"));
  EXPECT_FALSE(ActorRules::Load(options).has_value());
  ASSERT_TRUE(WriteFileAtomically(options.overrides, ""));
  EXPECT_FALSE(ActorRules::Load(options).has_value());
  options.overrides = folder / "none.csv";
  EXPECT_EQ(ActorRules::Load(options).error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
