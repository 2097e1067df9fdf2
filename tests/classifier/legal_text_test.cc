// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/legal_text.h"

#include <gtest/gtest.h>

#include "tests/testing/make_url.h"

namespace ritmon {
namespace {

using enum LegalKind;

TEST(LegalTextTest, Names) {
  const struct {
    const char* text;
    LegalKind kind;
  } cases[] = {
      {"Impressum", kImprint},
      {"IMPRESSUM:", kImprint},
      {"Impressum & Datenschutz", kImprint},
      {"Kontakt und Impressum", kImprint},
      {"Anbieterkennzeichnung", kImprint},
      {"Angaben gemäß § 5 TMG", kImprint},
      {"Legal Notice", kImprint},
      {"Legal Disclosure", kImprint},
      {"Mentions légales", kImprint},
      {"Anbieterangaben", kImprint},
      {"Pflichtangaben nach § 5 DDG", kImprint},
      {"Mentions", kNone},
      {"Disclosure", kNone},
      {"Datenschutzerklärung", kOther},
      {"Hinweise zum Datenschutz", kOther},
      {"Privacy Policy", kOther},
      {"Allgemeine Geschäftsbedingungen (AGB)", kOther},
      {"Terms of use", kOther},
      {"Haftung für Links", kOther},
      {"Widerrufsbelehrung", kOther},
      {"Datenschutzeinstellungen", kNone},
      {"Neues zum Datenschutz in Hamburg", kNone},
      {"Kontakt", kNone},
      {"Unsere Leistungen", kNone},
      {"und", kNone},
      {"", kNone},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(LegalKindOfName(c.text), c.kind) << c.text;
  }
}

TEST(LegalTextTest, TitlesAndUrls) {
  EXPECT_EQ(LegalKindOfTitle("Muster GmbH | Impressum"), kImprint);
  EXPECT_EQ(LegalKindOfTitle("Impressum – Muster GmbH – Hamburg"), kImprint);
  EXPECT_EQ(LegalKindOfTitle("Muster: Datenschutz"), kOther);
  EXPECT_EQ(LegalKindOfTitle("Muster GmbH | Leistungen"), kNone);
  EXPECT_EQ(LegalKindOfTitle(" | - "), kNone);
  const struct {
    const char* path;
    LegalKind kind;
  } cases[] = {
      {"", kNone},
      {"impressum", kImprint},
      {"de/Impressum.html", kImprint},
      {"impressum-datenschutz/", kImprint},
      {"imprint.php?lang=de", kImprint},
      {"legal", kImprint},
      {"privacy-policy", kOther},
      {"datenschutzerklaerung/", kOther},
      {"news/datenschutz-in-der-wolke", kNone},
      {"impressum/verlag", kNone},
      {"leistung", kNone},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(
        LegalKindOfUrl(MakeUrl(std::string("https://a.example/") + c.path)),
        c.kind)
        << c.path;
  }
}

TEST(LegalTextTest, WasteNotices) {
  const char* const notices[] = {
      "Hinweise zur Batterieentsorgung: Nach dem Batteriegesetz (BattG) sind "
      "Sie verpflichtet, Altbatterien zurückzugeben; Rückgabe bei uns.",
      "Altgeräte gehören nicht in den Hausmüll (ElektroG).",
      "LUCID-Registrierung DE1234567890123",
      "WEEE-Reg.-Nr. DE 12345678",
      "Das Symbol der durchgestrichenen Mülltonne auf Batterien bedeutet, dass "
      "sie nicht in den Hausmüll dürfen.",
  };
  for (const char* text : notices) EXPECT_TRUE(IsWasteNotice(text)) << text;
  const char* const business[] = {
      "Wir recyceln Lithium-Ionen-Batterien aus Elektroautos.",
      "Unsere Anlage trennt Verpackungen aus Kunststoff nach Sorten.",
      "Beratung zum Verpackungsgesetz für Hersteller.",
      "Wir nehmen Elektroaltgeräte an und gewinnen Kupfer zurück.",
      "",
  };
  for (const char* text : business) EXPECT_FALSE(IsWasteNotice(text)) << text;
}

}  // namespace
}  // namespace ritmon
