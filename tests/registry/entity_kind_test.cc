// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/entity_kind.h"

#include <gtest/gtest.h>

#include <iostream>
#include <iterator>

namespace ritmon {
namespace {

TEST(EntityKindTest, TellsWhatIsAnEnterprise) {
  struct Case {
    const char* name;
    EntityKind kind;
    bool website = false;
    int at_address = 0;
  };
  constexpr auto kEnterprise = EntityKind::kEnterprise;
  constexpr auto kShell = EntityKind::kShell;
  const Case cases[] = {
      {"Elbe Akku GmbH", kEnterprise},
      {"Elbe Akku GmbH & Co. KG", kEnterprise},
      {"Reederei Muster 1898 GmbH & Co. KG", kEnterprise},
      {"Windkraft Service Nord GmbH", kEnterprise},
      {"Solarparkbau Muster GmbH", kEnterprise},
      {"Muster Holding AG", kEnterprise},
      {"2 G Muster Technik GmbH", kEnterprise},
      // Project companies.
      {"Windpark Elbe GmbH & Co. KG", kShell},
      {"Windpark Elbe II GmbH & Co. KG", kShell},
      // A website does not change what it is.
      {"Windpark Elbe GmbH & Co. KG", kShell, true},
      {"Solarpark Geest UG (haftungsbeschränkt) & Co. KG", kShell},
      {"Bürgerwindpark Marsch GmbH & Co. KG", kShell},
      {"PV Park Heide KG", kShell},
      {"Photovoltaikanlage Muster GmbH & Co. KG", kShell},
      {"Elbe Energie 17. Betriebs GmbH & Co. KG", kShell},
      {"Zweite Muster Beteiligungs GmbH", kShell},
      {"Muster Verwaltungs GmbH Nr. 12", kShell},
      {"MS Muster III GmbH & Co. KG", kShell},
      // A letter-box address alone makes no shell.
      {"Muster Software GmbH", kEnterprise, false, 500},
      {"Muster GmbH & Co. KG", kEnterprise, false, 20},
      {"Muster GmbH & Co. KG", kShell, false, 21},
      {"Muster GmbH & Co. KG", kEnterprise, true, 21},
      // Others.
      {"Elbe Segler e.V.", EntityKind::kAssociation},
      {"Elbe-Stiftung", EntityKind::kAssociation},
      {"Hafenverwaltung Muster AöR", EntityKind::kPublic},
      {"Bezirksamt Muster-Nord", EntityKind::kPublic},
      {"Stadt Musterhafen", EntityKind::kPublic},
      {"Stadt Apotheke Muster e.K.", kEnterprise},
      {"Technische Universität Muster", EntityKind::kScience},
      {"Fraunhofer-Gesellschaft zur Förderung der Forschung e.V.",
       EntityKind::kScience},
      {"Forschungszentrum Muster gGmbH", EntityKind::kScience},
      {"Hochschulbedarf Muster GmbH", kEnterprise},
      {"", kEnterprise},
  };
  for (const Case& c : cases) {
    EntitySigns signs;
    signs.name = c.name;
    signs.has_website = c.website;
    signs.companies_at_address = c.at_address;
    const EntityVerdict verdict = ClassifyEntity(signs);
    EXPECT_EQ(ToString(verdict.kind), ToString(c.kind))
        << c.name << ": " << verdict.rule;
    EXPECT_FALSE(verdict.rule.empty());
  }
}

// What a careful analyst says of a company with this name; made before anything
// was run. Where no rule can know ("Kronen Tausend 1207 GmbH" is sold off the
// shelf) it is what the analyst says all the same.
struct Judged {
  const char* name;
  bool shell;
  bool website = false;
  int at_address = 0;
  const char* purpose = "";
};

constexpr Judged kJudged[] = {
    // Parks.
    {"Windpark Süderau GmbH & Co. KG", true},
    {"Windpark Süderau GmbH & Co. KG", true, true},
    {"Windpark Süderau II GmbH & Co. KG", true},
    {"Windpark Süderau GmbH", true},
    {"Bürgerwindpark Norderfeld GmbH & Co. KG", true, true},
    {"Bürgerwind Norderfeld GmbH & Co. KG", true},
    {"Solarpark 17 GmbH & Co. KG", true},
    {"Solarpark Moorheide UG (haftungsbeschränkt)", true},
    {"Solarpark Moorheide Betriebs GmbH", true},
    {"Energiepark Heidekamp GmbH & Co. KG", true},
    {"PV-Anlage Schützenhalle GmbH & Co. KG", true},
    {"Photovoltaik-Freiflächenanlage Kiesgrube KG", true},
    {"Photovoltaikanlagen Kiesgrube GmbH & Co. KG", true},
    {"Windfarm Ostermarsch GmbH & Co. KG", true},
    {"Windkraft Ostermarsch GmbH & Co. KG", true},
    {"Windenergie Ostermarsch 3 GmbH & Co. KG", true},
    {"Umspannwerk Ostermarsch GmbH & Co. KG", true},
    {"Repowering Ostermarsch GmbH & Co. KG", true},
    {"Windpark Ostermarsch Infrastruktur GmbH & Co. KG", true},
    {"Windpark Ostermarsch Verwaltungs GmbH", true},
    {"Netzanschluss Ostermarsch GbR", false},
    {"Ostermarsch Energie GmbH & Co. KG", true, false, 0,
     "Errichtung und Betrieb von Windenergieanlagen in der Gemeinde Süderau"},
    {"Dachsonne Nord GmbH & Co. KG", true, false, 0,
     "Betrieb von Photovoltaikanlagen sowie die Veräußerung des Stroms"},
    {"Dachsonne Nord GmbH & Co. KG", false, true, 0,
     "Vertrieb, Montage und Betrieb von Photovoltaikanlagen"},
    {"Windpark Service GmbH", false},
    {"Windpark Service Nord GmbH & Co. KG", false, true},
    {"Windparkmanagement Nord GmbH", false},
    {"Windpark Betriebsführung Küste GmbH", false},
    {"Solarparkbau Nord GmbH", false},
    {"Solarpark Projektierungs GmbH", false},
    {"Solartechnik Nord GmbH & Co. KG", false},
    {"Windkraft Nord GmbH", false, true},
    {"Solarenergie Petersen GmbH", false},
    {"Windplanung Küste GmbH & Co. KG", false},
    {"Energieanlagenbau Muster GmbH", false},
    {"Solaranlagenmontage Muster GmbH & Co. KG", false},
    {"Gewerbepark Muster Restaurant GmbH", false},
    {"Freizeitpark Muster GmbH & Co. KG", false, true},
    // Series.
    {"Zweite Elbufer Beteiligungs KG", true},
    {"Elbufer Dritte Beteiligungs GmbH & Co. KG", true},
    {"Elbufer Wohnen 12 GmbH & Co. KG", true},
    {"Nordlicht 17. Betriebs GmbH & Co. KG", true},
    {"Vierundzwanzigste Nordlicht KG", true},
    {"Nordlicht Invest IV GmbH & Co. KG", true},
    {"Studio 54 GmbH & Co. KG", false, true},
    {"Bäckerei Muster 1898 GmbH & Co. KG", false},
    {"Druckerei Drei GmbH & Co. KG", false},
    {"Zweirad Zweite Wahl GmbH", false},
    {"3 D Messtechnik GmbH & Co. KG", false},
    {"Halle 4 GmbH", false, true},
    // Ships and funds.
    {"MS \"Elbe Star\" Schiffahrtsgesellschaft mbH & Co. KG", true},
    {"MS Kap Nordin GmbH & Co. KG", true, true},
    {"MT Alsterperle Tankschiff GmbH & Co. KG", true},
    {"Reederei Muster GmbH & Co. KG", false},
    {"MS Motorenservice Muster GmbH & Co. KG", false},
    {"Schiffsfonds Nord GmbH & Co. KG", true},
    {"Immobilienfonds Elbblick GmbH & Co. KG", true},
    {"Elbblick Fonds Nr. 8 KG", true},
    // Shelf companies.
    {"Elbtal Vorratsgesellschaft mbH", true},
    {"Vorrats 312 GmbH", true},
    {"Kronen Tausend 1207 GmbH", true},
    {"Vorratskammer Muster Restaurant GmbH", false, true},
    // General partners and holdings.
    {"Muster Verwaltungs GmbH", true},
    {"Muster Verwaltungs-GmbH", true, true},
    {"Muster Verwaltungsgesellschaft mbH", true},
    {"Muster Komplementär GmbH", true},
    {"Muster Geschäftsführungs GmbH", true},
    {"Muster Beteiligungs GmbH", true},
    {"Muster Beteiligungsgesellschaft mbH", true},
    {"Muster Beteiligungsgesellschaft mbH", false, true},
    {"Muster Holding GmbH", true},
    {"Muster Holding GmbH & Co. KG", true},
    {"Muster Holding AG", false, true},
    {"Muster Familienholding GmbH", true},
    {"Muster Vermögensverwaltung GmbH", true},
    {"Muster Vermögensverwaltung GmbH", false, true},
    {"Muster VV 12 GmbH", true},
    {"Hausverwaltung Muster GmbH", false},
    {"Immobilienverwaltung Muster GmbH", false},
    {"Muster Haus- und Grundstücksverwaltung GmbH", false},
    {"Muster Grundstücksverwaltungsgesellschaft mbH & Co. KG", true},
    {"Objektgesellschaft Hafenkante GmbH", true},
    {"Muster Besitz GmbH & Co. KG", true},
    {"Petersen GmbH", true, false, 0,
     "Übernahme der persönlichen Haftung und der Geschäftsführung bei der "
     "Petersen GmbH & Co. KG"},
    {"Petersen Nord GmbH", true, false, 0,
     "Das Halten und die Verwaltung von Beteiligungen an anderen "
     "Gesellschaften"},
    {"Petersen Maschinen GmbH", false, false, 0,
     "Herstellung von Maschinen; Beteiligung als persönlich haftende "
     "Gesellschafterin an anderen Gesellschaften"},
    // Many at one address.
    {"Alsterkontor Muster GmbH & Co. KG", true, false, 200},
    {"Alsterkontor Muster GmbH & Co. KG", false, true, 200},
    {"Alsterkontor Software GmbH", false, false, 200},
    // Nothing of that.
    {"Elbtal Sensorik GmbH", false},
    {"Müller & Söhne GmbH & Co. KG", false},
    {"Parkett Muster GmbH & Co. KG", false},
    {"Parkhaus Service Muster GmbH", false},
    {"Windmühle Muster Bäckerei GmbH & Co. KG", false},
    {"Solarium Sonnenschein GmbH & Co. KG", false},
    {"Verwaltungssoftware Muster GmbH", false},
    {"Energie und Umwelt Analytik GmbH & Co. KG", false},
    {"Fondue Stube Muster KG", false},
    {"Stadtwerke Musterhafen GmbH & Co. KG", false, true},
};

TEST(EntityKindTest, FindsShellsAsAnAnalystDoes) {
  int right = 0;
  int wrong = 0;
  int missed = 0;
  for (const Judged& each : kJudged) {
    const EntityVerdict verdict =
        ClassifyEntity({.name = each.name,
                        .legal_form = {},
                        .purpose = each.purpose,
                        .has_website = each.website,
                        .companies_at_address = each.at_address});
    const bool shell = verdict.kind == EntityKind::kShell;
    right += shell && each.shell ? 1 : 0;
    wrong += shell && !each.shell ? 1 : 0;
    missed += !shell && each.shell ? 1 : 0;
    if (shell != each.shell) {
      std::cout << (shell ? "wrong:  " : "missed: ") << each.name << " ("
                << verdict.rule << ")\n";
    }
  }
  const double precision = static_cast<double>(right) / (right + wrong);
  const double recall = static_cast<double>(right) / (right + missed);
  std::cout << std::size(kJudged) << " names: precision " << precision
            << ", recall " << recall << "\n";
  EXPECT_GE(std::size(kJudged), 80u);
  EXPECT_GE(precision, 0.97);
  EXPECT_GE(recall, 0.95);
}

TEST(EntityKindTest, SaysWhichRuleMakesAShell) {
  const struct {
    const char* name;
    const char* rule;
    int at_address = 0;
  } cases[] = {{"Windpark Elbe II GmbH & Co. KG", "wind or solar park"},
               {"MS Elbe Star GmbH & Co. KG", "one-ship company"},
               {"Elbe Fonds GmbH & Co. KG", "fund"},
               {"Elbe Vorrats GmbH", "shelf company"},
               {"Elbe Verwaltungs GmbH", "general partner"},
               {"Elbe Holding GmbH", "holding"},
               {"Zweite Elbe KG", "serial number"},
               {"Elbe Objektgesellschaft mbH", "property company"},
               {"Elbe GmbH & Co. KG", "shared address", 21},
               {"Elbe GmbH", "none of the others", 21}};
  for (const auto& each : cases) {
    EXPECT_EQ(ClassifyEntity({.name = each.name,
                              .legal_form = {},
                              .purpose = {},
                              .companies_at_address = each.at_address})
                  .rule,
              each.rule)
        << each.name;
  }
}

}  // namespace
}  // namespace ritmon
