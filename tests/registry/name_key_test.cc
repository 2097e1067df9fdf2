// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/name_key.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace ritmon {
namespace {

TEST(NameKeyTest, SpellingsFallTogether) {
  struct Case {
    const char* name;
    const char* full;
    const char* light;
  };
  const Case cases[] = {
      {"Müller & Co. G.m.b.H. (Hamburg)", "mueller u co gmbh", "mueller"},
      {"MÜLLER und Co GmbH", "mueller u co gmbh", "mueller"},
      {"Mueller-Umwelttechnik GmbH", "mueller umwelttechnik gmbh",
       "mueller umwelttechnik"},
      {"Müller Umwelttechnik GmbH", "mueller umwelttechnik gmbh",
       "mueller umwelttechnik"},
      {"Elbe Segler e. V.", "elbe segler ev", "elbe segler"},
      {"Elbe GmbH & Co. KG", "elbe gmbh u co kg", "elbe"},
      {"Elbe UG (haftungsbeschränkt)", "elbe ug haftungsbeschraenkt", "elbe"},
      {"Elbe Deutschland GmbH", "elbe deutschland gmbh", "elbe"},
      {"Elbe GmbH i.L.", "elbe gmbh il", "elbe"},
      // What separates sister companies stays.
      {"Elbe Verwaltungs GmbH", "elbe verwaltungs gmbh", "elbe verwaltungs"},
      {"Elbe Holding AG", "elbe holding ag", "elbe holding"},
      {"Windpark Elbe II GmbH & Co. KG", "windpark elbe ii gmbh u co kg",
       "windpark elbe ii"},
      {"Windpark Elbe (2) GmbH", "windpark elbe 2 gmbh", "windpark elbe 2"},
      {"Meyer und Söhne KG", "meyer u soehne kg", "meyer u soehne"},
      {"Handelsgesellschaft mit beschränkter Haftung Elbe",
       "handelsgesellschaft mit beschraenkter haftung elbe",
       "handelsgesellschaft elbe"},
      {"GmbH", "gmbh", "gmbh"},
      {"", "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(FullNameKey(c.name), c.full) << c.name;
    EXPECT_EQ(LightNameKey(c.name), c.light) << c.name;
  }
}

TEST(NameKeyTest, KeysOfKeysAreThemselves) {
  for (const char* name :
       {"Müller & Co. G.m.b.H.", "Elbe UG (haftungsbeschränkt) & Co. KG",
        "3D+ Druck GmbH", "A. B. Meyer e.K."}) {
    const std::string key = FullNameKey(name);
    EXPECT_EQ(FullNameKey(key), key);
  }
}

// Winkler 1990 and the examples that everyone quotes.
TEST(JaroWinklerTest, KnownValues) {
  EXPECT_NEAR(JaroWinkler("martha", "marhta"), 0.9611, 1e-4);
  EXPECT_NEAR(JaroWinkler("dwayne", "duane"), 0.84, 1e-4);
  EXPECT_NEAR(JaroWinkler("dixon", "dicksonx"), 0.8133, 1e-4);
  EXPECT_EQ(JaroWinkler("", ""), 1);
  EXPECT_EQ(JaroWinkler("a", ""), 0);
  EXPECT_EQ(JaroWinkler("abc", "xyz"), 0);
}

TEST(JaroWinklerTest, IsBoundedAndOneForEquals) {
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string a;
    std::string b;
    for (size_t n = random() % 9; n > 0; --n) a += "abc"[random() % 3];
    for (size_t n = random() % 9; n > 0; --n) b += "abc"[random() % 3];
    const double similarity = JaroWinkler(a, b);
    EXPECT_GE(similarity, 0);
    EXPECT_LE(similarity, 1);
    EXPECT_EQ(JaroWinkler(a, a), 1);
    if (a != b) {
      EXPECT_LT(similarity, 1) << a << " " << b;
    }
  }
}

}  // namespace
}  // namespace ritmon
