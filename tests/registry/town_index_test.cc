// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/town_index.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>

#include "base/normalize.h"

namespace ritmon {
namespace {

TEST(TownIndexTest, KeysAreWordsWithoutTitlesAndFillers) {
  const std::pair<const char*, const char*> cases[] = {
      {"Hamburg", "hamburg"},
      {"HAMBURG-ALTONA", "hamburg altona"},
      {"Freie und Hansestadt Hamburg", "hamburg"},
      {"Hansestadt Lübeck", "luebeck"},
      {"LÜBECK", "luebeck"},
      {"Buchholz i. d. N.", "buchholz n"},
      {"Buchholz in der Nordheide", "buchholz nordheide"},
      {"Frankfurt a.M.", "frankfurt m"},
      {"Halle (Saale)", "halle saale"},
      {"St. Ingbert", "sankt ingbert"},
      {"Norderstedt OT Harksheide", "norderstedt harksheide"},
      {"Weiden i.d.OPf.", "weiden opf"},
      {"Gie\xC3\x9F"
       "en",
       "giessen"},
      // Decomposed, soft hyphen, not UTF-8: the long way.
      {"Lu\xCC\x88"
       "beck",
       "luebeck"},
      {"Ham\xC2\xAD"
       "burg",
       "hamburg"},
      {"22113 Hamburg 7", "hamburg"},
      {"", ""},
      {"in der", ""},
      {"???", ""},
  };
  for (const auto& [town, key] : cases) EXPECT_EQ(TownKey(town), key) << town;
}

// The quick folding of plain names against Fold.
TEST(TownIndexTest, KeysAreTheSameForFoldedNames) {
  std::mt19937 random(7);
  const std::string_view pieces[] = {"a", "B",  "Ä", "ö",        "ß",
                                     " ", "-",  "(", "\xCC\x88", "É",
                                     "z", "St", ".", "\xC2\xA0", "Ü"};
  for (int round = 0; round < 20000; ++round) {
    std::string town;
    for (size_t n = random() % 12; n > 0; --n) {
      town += pieces[random() % std::size(pieces)];
    }
    EXPECT_EQ(TownKey(town), TownKey(Fold(town))) << town;
  }
}

std::string Show(const TownIndex& index, const char* town) {
  std::string text;
  for (const TownHit& hit : index.Find(TownKey(town))) {
    if (!text.empty()) text += " ";
    text += std::string(hit.ags) + "/" +
            std::to_string(static_cast<int>(hit.likeness));
  }
  return text;
}

TEST(TownIndexTest, FindsTownsAsPeopleWriteThem) {
  TownIndex index;
  index.Add("1", "Neustadt a.d.Waldnaab");
  index.Add("2", "Neustadt am Rübenberge");
  index.Add("3", "Hamburg");
  index.Add("4", "Winsen");
  index.Add("5", "Winsen (Aller)");
  index.Add("6", "Köln");
  index.Add("6", "Cologne");
  index.Add("7", "Munster");
  index.Add("8", "Münster");
  index.Add("9", "Weiden i.d.OPf.");
  const std::pair<const char*, const char*> cases[] = {
      {"Neustadt", "1/2 2/2"},
      {"Neustadt a. Rbge.", "2/2"},
      {"Neustadt a. d. Waldnaab", "1/3"},
      {"Neustadt an der Orla", ""},
      {"Hamburg-Altona", "3/1"},
      {"Hamburger", ""},
      {"Winsen", "4/3 5/2"},
      {"Winsen/Aller", "4/1 5/3"},
      {"Winsen (Luhe)", "4/1"},
      {"Koln", "6/2"},
      {"Cologne", "6/3"},
      {"Munster", "7/3 8/2"},
      {"Muenster", "8/3"},
      {"Weiden in der Oberpfalz", "9/2"},
      {"", ""},
  };
  for (const auto& [town, hits] : cases) {
    EXPECT_EQ(Show(index, town), hits) << town;
  }
  EXPECT_TRUE(index.Contains("winsen aller"));
  EXPECT_FALSE(index.Contains("neustadt"));
  EXPECT_FALSE(index.Contains("koln"));
  EXPECT_FALSE(index.Contains(""));
}

}  // namespace
}  // namespace ritmon
