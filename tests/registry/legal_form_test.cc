// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/legal_form.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

struct Case {
  const char* name;
  const char* form;
  const char* register_type;
};

TEST(LegalFormTest, FirstRuleThatFitsWins) {
  const Case cases[] = {
      {"Elbe Akku GmbH", "gmbh", "HRB"},
      {"ELBE AKKU GMBH", "gmbh", "HRB"},
      {"Elbe Akku G.m.b.H.", "gmbh", "HRB"},
      {"Elbe Akku G. m. b. H.", "gmbh", "HRB"},
      {"Gesellschaft für Akkus mbH", "gmbh", "HRB"},
      {"Elbe Handelsgesellschaft m.b.H.", "gmbh", "HRB"},
      {"Elbe Akku Gesellschaft mit beschränkter Haftung", "gmbh", "HRB"},
      {"Elbe Verwaltungsgesellschaft mit beschränkter Haftung", "gmbh", "HRB"},
      {"Elbe Beteiligungs-GmbH", "gmbh", "HRB"},
      {"EV Charging Nord GmbH", "gmbh", "HRB"},
      {"Elbe GmbH i.L.", "gmbh", "HRB"},
      {"Elbe GmbH & Co. KG", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH & Co KG", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH u. Co. KG", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH und Co. Kommanditgesellschaft", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH + Co.KG", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH&Co.KG", "gmbh_co_kg", "HRA"},
      {"Elbe GmbH & Cie. KG", "gmbh_co_kg", "HRA"},
      {"Elbe mbH & Co. KG", "gmbh_co_kg", "HRA"},
      {"Elbe UG (haftungsbeschränkt) & Co. KG", "ug_co_kg", "HRA"},
      {"Elbe AG & Co. KG", "ag_co_kg", "HRA"},
      {"Elbe SE & Co. KG", "ag_co_kg", "HRA"},
      {"Elbe Stiftung & Co. KG", "ag_co_kg", "HRA"},
      {"Elbe Limited & Co. KG", "ag_co_kg", "HRA"},
      {"Elbe GmbH & Co. OHG", "gmbh_co_ohg", "HRA"},
      {"Elbe GmbH & Co. KGaA", "gmbh_co_kgaa", "HRB"},
      {"Elbe SE & Co. KGaA", "gmbh_co_kgaa", "HRB"},
      {"Elbe GmbH & Co. KG auf Aktien", "gmbh_co_kgaa", "HRB"},
      {"Elbe KGaA", "kgaa", "HRB"},
      {"Elbe gGmbH", "ggmbh", "HRB"},
      {"Elbe gemeinnützige GmbH", "ggmbh", "HRB"},
      {"Elbe gUG (haftungsbeschränkt)", "gug", "HRB"},
      {"olly UG (haftungsbeschränkt)", "ug", "HRB"},
      {"Elbe UG", "ug", "HRB"},
      {"Elbe Unternehmergesellschaft (haftungsbeschränkt)", "ug", "HRB"},
      {"Elbe InvAG", "invag", "HRB"},
      {"Elbe SE", "se", "HRB"},
      {"Elbe AG", "ag", "HRB"},
      {"Elbe Aktiengesellschaft", "ag", "HRB"},
      {"Rheinische Bahngesellschaft Aktiengesellschaft", "ag", "HRB"},
      {"Nordische Versicherung VVaG", "vvag", "HRB"},
      {"Nordische Versicherung a. G.", "vvag", "HRB"},
      {"Nordische Versicherung AG", "ag", "HRB"},
      {"Nordischer Feuerversicherungsverein a.G.", "vvag", "HRB"},
      {"Muster & Partner Rechtsanwälte mbB", "partgmbb", "PR"},
      {"Bürgerwind eG", "eg", "GnR"},
      {"Bürgerwind e.G.", "eg", "GnR"},
      {"Muster und Partner PartG mbB", "partgmbb", "PR"},
      {"Muster Partnerschaft mbB", "partgmbb", "PR"},
      {"Muster Partnerschaftsgesellschaft", "partg", "PR"},
      {"Muster & Co. OHG", "ohg", "HRA"},
      {"Muster oHG", "ohg", "HRA"},
      {"Muster KG", "kg", "HRA"},
      {"Muster & Söhne K.G.", "kg", "HRA"},
      {"Max Muster e.K.", "ek", "HRA"},
      {"Max Muster e. K.", "ek", "HRA"},
      {"Max Muster e.Kfm.", "ek", "HRA"},
      {"Erika Muster eingetragene Kauffrau", "ek", "HRA"},
      {"Elbe EWIV", "ewiv", "HRA"},
      {"Elbe Segler e.V.", "ev", "VR"},
      {"Elbe Segler e. V.", "ev", "VR"},
      {"Elbe Segler eV", "ev", "VR"},
      {"Kreisverband Elbe e.V. Ortsgruppe Nord", "ev", "VR"},
      {"Muster eGbR", "egbr", "GsR"},
      {"Muster GbR", "gbr", ""},
      {"Hafenverwaltung Muster AöR", "koer", ""},
      {"Elbe Anstalt des öffentlichen Rechts", "koer", ""},
      {"Akademie Muster, Körperschaft öffentlichen Rechts", "koer", ""},
      {"Elbe-Stiftung", "stiftung", ""},
      {"Bürgerstiftung Elbe", "stiftung", ""},
      {"Hebrides Subsea Ltd.", "foreign", ""},
      {"Polder Machines B.V.", "foreign", ""},
      {"Dansk Vind A/S", "foreign", ""},
      // Letters that are words or names.
      {"EV Solutions Nord", "", ""},
      {"Se Tang Trading", "", ""},
      {"Elbe", "", ""},
      {"", "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LegalFormOf(c.name), c.form) << c.name;
    EXPECT_EQ(RegisterOf(LegalFormOf(c.name)), c.register_type) << c.name;
    EXPECT_EQ(LegalFormLabel(c.form).empty(), std::string(c.form).empty());
  }
}

TEST(LegalFormTest, KnowsWhichFormsGoTogether) {
  EXPECT_TRUE(LegalFormsCompatible("ug", "gmbh"));
  EXPECT_TRUE(LegalFormsCompatible("gmbh", "ggmbh"));
  EXPECT_TRUE(LegalFormsCompatible("", "ag"));
  EXPECT_FALSE(LegalFormsCompatible("gmbh", "gmbh_co_kg"));
  EXPECT_FALSE(LegalFormsCompatible("ag", "gmbh"));
}

// A form's own label shows the form: what is printed can be read back.
TEST(LegalFormTest, LabelsAreReadBack) {
  int forms = 0;
  for (const char* id :
       {"ug_co_kg", "gmbh_co_kgaa", "gmbh_co_kg", "ag_co_kg", "gmbh_co_ohg",
        "kgaa",     "ggmbh",        "gug",        "ug",       "gmbh",
        "invag",    "se",           "ag",         "vvag",     "eg",
        "partgmbb", "partg",        "ohg",        "kg",       "ek",
        "ewiv",     "ev",           "egbr",       "gbr",      "koer",
        "stiftung"}) {
    EXPECT_EQ(LegalFormOf("Muster " + std::string(LegalFormLabel(id))), id);
    ++forms;
  }
  EXPECT_EQ(forms, 26);
}

}  // namespace
}  // namespace ritmon
