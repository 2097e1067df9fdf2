// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/imprint_address.h"

#include <gtest/gtest.h>

#include <string>

namespace ritmon {
namespace {

TEST(ImprintAddressTest, Places) {
  const struct {
    const char* line;
    const char* place;
  } cases[] = {
      {"20457 Hamburg", "20457 Hamburg"},
      {"D-20457 Hamburg", "20457 Hamburg"},
      {"D20457 Hamburg", "20457 Hamburg"},
      {"20457Hamburg", "20457 Hamburg"},
      {"20457 - Hamburg", "20457 Hamburg"},
      {"PLZ: 20457 Ort: Hamburg", "20457 Hamburg"},
      {"Neuer Wall 10, Hamburg 20354, Germany", "20354 Hamburg"},
      {"Musterstraße 1 in 20095 Hamburg", "20095 Hamburg"},
      {"21423 Winsen (Luhe), Deutschland", "21423 Winsen (Luhe)"},
      {"20457 hamburg", "20457 hamburg"},
      {"HRB 12345 20099 Hamburg", "20099 Hamburg"},
      {"HRB 86891 Hamburg", ""},
      {"IBAN DE02 20050 Hamburg", ""},
      {"Telefon 20457", ""},
      {"6020 Innsbruck", ""},
  };
  for (const auto& c : cases) {
    const auto place = FindPlace(c.line);
    EXPECT_EQ(place ? place->postcode + " " + place->town : std::string(),
              c.place)
        << c.line;
  }
}

TEST(ImprintAddressTest, ForeignPlaces) {
  const struct {
    const char* line;
    const char* place;
  } cases[] = {
      {"6020 Innsbruck", "6020 Innsbruck"},
      {"CH-8001 Zürich", "8001 Zürich"},
      {"A-4020 Linz", "4020 Linz"},
      {"3011 TJ Rotterdam", "3011 TJ Rotterdam"},
      {"London EC1A 1BB", "EC1A 1BB London"},
      {"20457 Hamburg", ""},
      {"Telefon 5550", ""},
  };
  for (const auto& c : cases) {
    const auto place = FindForeignPlace(c.line);
    EXPECT_EQ(place ? place->postcode + " " + place->town : std::string(),
              c.place)
        << c.line;
  }
}

TEST(ImprintAddressTest, Streets) {
  const struct {
    const char* text;
    const char* street;
  } cases[] = {
      {"Neuer Wall 10", "Neuer Wall 10"},
      {"Hammerbrookstraße 47b, Haus 2, 4. OG",
       "Hammerbrookstraße 47b, Haus 2, 4. OG"},
      {"Dorfstraße 2, OT Petersdorf", "Dorfstraße 2, OT Petersdorf"},
      {"Straße des 17. Juni 135", "Straße des 17. Juni 135"},
      {"An der B 4 Nr. 3", "An der B 4 Nr. 3"},
      {"Schanzenstraße 75–77", "Schanzenstraße 75–77"},
      {"Q7, 24", "Q7, 24"},
      {"3. OG, Aufgang B", ""},
      {"Postfach 10 20 30", ""},
      {"Amtsgericht Hamburg HRB 12", ""},
      {"VR 1234", ""},
      {"Dr. Eva Muster", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(StreetIn(c.text), c.street) << c.text;
}

}  // namespace
}  // namespace ritmon
