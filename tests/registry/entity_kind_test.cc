// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/entity_kind.h"

#include <gtest/gtest.h>

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
      {"Windpark Elbe GmbH & Co. KG", kEnterprise, true},
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
      {"Muster Beteiligungs GmbH", kEnterprise, false, 20},
      {"Muster Beteiligungs GmbH", kShell, false, 21},
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

}  // namespace
}  // namespace ritmon
