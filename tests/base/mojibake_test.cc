// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mojibake.h"

#include <gtest/gtest.h>

#include <string>

#include "base/charset.h"

namespace ritmon {
namespace {

TEST(MojibakeTest, Table) {
  const struct {
    const char* what;
    const char* text;
    const char* repaired;
    bool found;
  } cases[] = {
      {"plain", "Wasserstoff", "Wasserstoff", false},
      {"German", "Größe für Öl: „schön“ – 5 €", "Größe für Öl: „schön“ – 5 €",
       false},
      {"double", "GrÃ¶ÃŸe fÃ¼r LÃ¼beck", "Größe für Lübeck", true},
      {"capitals", "Ãœber Ã–l, Ã„nderungen", "Über Öl, Änderungen", true},
      {"as strict Latin 1", "\u00C3\u009Cber \u00C3\u0096l", "Über Öl", true},
      {"punctuation", "â€žNeuâ€œ â€“ fÃ¼r 5 â‚¬", "„Neu“ – für 5 €", true},
      {"signs go with it", "Â§ 5 fÃ¼r KÃ¶ln Â© Â·", "§ 5 für Köln © ·", true},
      {"French", "dÃ©jÃ\u00A0 vu Ã©tÃ©", "déjà vu été", true},
      {"Polish", "fÃ¼r GrÃ¶ÃŸe Å‚Ã³dÅº", "für Größe łódź", true},
      {"three times over", "GrÃƒÂ¶ÃƒÅ¸e fÃƒÂ¼r", "Größe für", true},
      {"mostly broken", "für fÃ¼r schÃ¶n grÃ¼n wÃ¤re",
       "für für schön grün wäre", true},
      {"a page about it", "Aus für wird fÃ¼r, aus Größe GrÃ¶ÃŸe.",
       "Aus für wird fÃ¼r, aus Größe GrÃ¶ÃŸe.", false},
      {"one is no proof", "The string fÃ¼r", "The string fÃ¼r", false},
      {"Portuguese", "INFORMAÇÃO, NÃO, IRMÃ – MAÇÃ, São João",
       "INFORMAÇÃO, NÃO, IRMÃ – MAÇÃ, São João", false},
      {"Portuguese capitals", "NÃO SÃO IRMÃS MAÇÃS PÃES",
       "NÃO SÃO IRMÃS MAÇÃS PÃES", false},
      {"French capitals", "ÂGE, CHÂTEAU, «Â», BÂTIMENT",
       "ÂGE, CHÂTEAU, «Â», BÂTIMENT", false},
      {"Vietnamese", "Tiếng Việt: Ân, TÂN, Ãn, Đà Nẵng",
       "Tiếng Việt: Ân, TÂN, Ãn, Đà Nẵng", false},
      {"Swedish", "Åäö, Ångström, får än", "Åäö, Ångström, får än", false},
      {"given up", "f\uFFFDr Gr\uFFFD\uFFFDe L\uFFFDbeck sch\uFFFDn",
       "f\uFFFDr Gr\uFFFD\uFFFDe L\uFFFDbeck sch\uFFFDn", true},
      {"one lost", "für Lübeck, sch\uFFFDn", "für Lübeck, sch\uFFFDn", false},
      {"empty", "", "", false},
  };
  for (const auto& c : cases) {
    std::string text = c.text;
    const MojibakeReport report = RepairMojibake(text);
    EXPECT_EQ(text, c.repaired) << c.what;
    EXPECT_EQ(report.found, c.found) << c.what;
    EXPECT_EQ(report.repaired, text != c.text) << c.what;
    EXPECT_TRUE(IsValidUtf8(text)) << c.what;
  }
}

// Every text that is broken so comes back as it was.
TEST(MojibakeTest, GermanTextRoundTrips) {
  const std::string text =
      "Die Größe der Anlage: 5 m³ – „schlüsselfertig“ für Öl, Ähren & "
      "Übergröße "
      "zu 100 € ½ · Straße, Müßiggang, Café à la carte, Łódź, Kraków, Plzeň.";
  std::string broken = ToUtf8(text, "windows-1252");
  ASSERT_NE(broken, text);
  EXPECT_TRUE(RepairMojibake(broken).repaired);
  EXPECT_EQ(broken, text);
  std::string twice = ToUtf8(ToUtf8(text, "windows-1252"), "windows-1252");
  EXPECT_TRUE(RepairMojibake(twice).repaired);
  EXPECT_EQ(twice, text);
  std::string sound = text;
  EXPECT_FALSE(RepairMojibake(sound).found);
  EXPECT_EQ(sound, text);
}

// What is at the end may be cut.
TEST(MojibakeTest, AnyPrefixIsAccepted) {
  const std::string broken =
      ToUtf8("Größe – für „Öl“ 5 € 😀 Łódź", "windows-1252");
  for (size_t length = 0; length <= broken.size(); ++length) {
    std::string text = ScrubUtf8(broken.substr(0, length));
    RepairMojibake(text);
    EXPECT_TRUE(IsValidUtf8(text)) << length;
  }
}

}  // namespace
}  // namespace ritmon
