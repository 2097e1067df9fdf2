// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_courts.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(ImprintCourtsTest, FindsTheCourt) {
  const struct {
    const char* line;
    const char* court;
  } cases[] = {
      {"Registergericht: Amtsgericht Kiel", "Kiel"},
      {"AG Charlottenburg, HRB 12345 B", "Charlottenburg"},
      {"Amtsgericht Berlin (Charlottenburg) HRB 1 B",
       "Berlin (Charlottenburg)"},
      {"Eingetragen beim Amtsgericht Stuttgart (HRB 12345)", "Stuttgart"},
      {"Amtsgericht Frankfurt a. M. HRB 12345", "Frankfurt a. M."},
      {"Amtsgericht Bad Homburg v.d.H.", "Bad Homburg v.d.H."},
      {"AG Freiburg i. Br.", "Freiburg i. Br."},
      {"Amtsgericht Neustadt a. d. Weinstraße HRB 33",
       "Neustadt a. d. Weinstraße"},
      {"Amtsgericht Ludwigshafen am Rhein HRB 1", "Ludwigshafen am Rhein"},
      {"Amtsgericht Schwäbisch Hall", "Schwäbisch Hall"},
      {"Amtsgericht St. Ingbert", "St. Ingbert"},
      {"Amtsgericht Halle (Saale), HRB 1", "Halle (Saale)"},
      {"Hamburg District Court, HRB 12345", "Hamburg"},
      {"HRB 1234, Hamburg Local Court", "Hamburg"},
      {"Registry court: Hamburg", "Hamburg"},
      {"Local Court (Amtsgericht) Hamburg, HRB 1", "Hamburg"},
      {"Registereintrag: HRB 12345 Stuttgart", "Stuttgart"},
      {"HRB: 123456 (Hamburg)", "Hamburg"},
      {"AMTSGERICHT LÜNEBURG HRB 1", "LÜNEBURG"},
      {"Amtsgericht – Registergericht – Hannover, HRB 1", "Hannover"},
      {"Registergericht (Amtsgericht) Hamburg, HRB 1", "Hamburg"},
      {"District Court of Munich (Amtsgericht München), HRB 1", "München"},
      {"ag lübeck, hrb 12 hl", "Lübeck"},
      {"registergericht: amtsgericht kiel", "Kiel"},
  };
  for (const auto& c : cases) {
    const auto courts = FindCourts(c.line);
    ASSERT_FALSE(courts.empty()) << c.line;
    EXPECT_EQ(courts.front().name, c.court) << c.line;
  }
}

TEST(ImprintCourtsTest, OtherLinesHaveNone) {
  for (const char* line :
       {"", "HRB 12345", "Muster AG Hamburg", "Registergericht: [wird ergänzt]",
        "Handelsregister: HRB 1"}) {
    EXPECT_TRUE(FindCourts(line).empty()) << line;
  }
}

}  // namespace
}  // namespace ritmon
