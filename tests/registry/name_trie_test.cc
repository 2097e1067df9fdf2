// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/name_trie.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace ritmon {
namespace {

std::string Show(const MentionText& text,
                 const std::vector<NameTrie::Hit>& hits) {
  std::string shown;
  for (const NameTrie::Hit& hit : hits) {
    if (!shown.empty()) shown += "; ";
    for (uint32_t at = hit.begin; at < hit.end; ++at) {
      if (at > hit.begin) shown += ' ';
      shown += text.words()[at].key;
    }
  }
  return shown;
}

TEST(NameTrieTest, FindsTheLongestNameInItsEndings) {
  NameTrie trie;
  for (const char* name : {"elbe akku", "elbe akku recycling",
                           "norddeutsche zellwerke", "meyer u soehne", "hum",
                           "st pauli technik", "stadtwerk", "gebr ohlsen"}) {
    ASSERT_NE(trie.Add(name), NameTrie::kNone);
  }
  struct Case {
    const char* text;
    const char* found;
  };
  const Case cases[] = {
      {"Die Elbe Akku GmbH", "elbe akku"},
      {"ELBE AKKU und Elbe-Akku-Chef", "elbe akku; elbe akku"},
      {"Elbe Akkus Halle", "elbe akkus"},
      {"Elbe Akku Recycling und Elbe Akku", "elbe akku recycling; elbe akku"},
      {"Elbe. Akku", ""},
      {"Gebr. Ohlsen", "gebr ohlsen"},
      {"Elbe, Akku", ""},
      {"Elbe (Akku)", ""},
      {"der Norddeutschen Zellwerke", "norddeutschen zellwerke"},
      {"den Norddeutschen Zellwerken", "norddeutschen zellwerken"},
      {"Norddeutscher Zellwerke", "norddeutscher zellwerke"},
      {"Meyer & Söhne", "meyer u soehne"},
      {"Meyer und Soehne", "meyer u soehne"},
      {"Meyer + Söhne", "meyer u soehne"},
      {"H & M", "hum"},
      {"St. Pauli Technik", "st pauli technik"},
      {"des Stadtwerkes", "stadtwerkes"},
      {"Stadtwerker", ""},
      {"Stadtwerk\xC2\xADs", "stadtwerks"},
      {"„Elbe Akku“", "elbe akku"},
      {"Elbe\xC2\xA0"
       "Akku",
       "elbe akku"},
      {"Elbeakku", ""},
  };
  MentionText text;
  std::vector<NameTrie::Hit> hits;
  for (const Case& c : cases) {
    const std::vector<std::string_view> blocks = {c.text};
    text.Assign(blocks);
    trie.FindAll(text.words(), hits);
    EXPECT_EQ(Show(text, hits), c.found) << c.text;
  }
}

TEST(NameTrieTest, RefusesEmptyAndOverlongNames) {
  NameTrie trie;
  EXPECT_EQ(trie.Add(""), NameTrie::kNone);
  std::string name = "a";
  for (size_t i = 1; i < NameTrie::kMaxWords; ++i) name += " a";
  EXPECT_EQ(trie.Add(name), 0u);
  EXPECT_EQ(trie.Add(name + " a"), NameTrie::kNone);
  EXPECT_EQ(trie.Add("b"), 1u);
  EXPECT_EQ(trie.Add("b"), 1u);
  EXPECT_EQ(trie.size(), 2u);
  EXPECT_EQ(trie.Find("b"), 1u);
  EXPECT_EQ(trie.Find("c"), NameTrie::kNone);
}

// The rules again, for one name at one place, read from the header.
bool StandsFor(const std::string& said, const std::string& word, bool last) {
  if (said == word) return true;
  if (word.size() < 3) return false;
  if (last && (said == word + "s" || said == word + "es")) return true;
  if (!word.ends_with('e')) return false;
  if (said == word + "n") return true;
  return !last &&
         (said == word + "r" || said == word + "s" || said == word + "m");
}

bool MayStandBetween(const TextWord& before, const TextWord& word) {
  return word.gap < WordGap::kDot ||
         (word.gap == WordGap::kDot && before.key.size() <= 3);
}

bool StandsAt(const std::vector<TextWord>& words, size_t at,
              const std::vector<std::string>& name) {
  if (at + name.size() > words.size()) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && !MayStandBetween(words[at + i - 1], words[at + i])) {
      return false;
    }
    if (!StandsFor(std::string(words[at + i].key), name[i],
                   i + 1 == name.size())) {
      return false;
    }
  }
  return true;
}

// Every name at every place.
TEST(NameTrieTest, AgreesWithPlainScanning) {
  std::mt19937 random(6);
  const std::vector<std::string> syllables = {"ak", "el", "be", "nor", "d",
                                              "e",  "s",  "n",  "werk"};
  const auto word = [&] {
    std::string made;
    for (size_t i = random() % 3 + 1; i > 0; --i) {
      made += syllables[random() % syllables.size()];
    }
    return made == "und" ? std::string("ok") : made;
  };
  size_t found = 0;
  size_t inflected = 0;
  for (int turn = 0; turn < 150; ++turn) {
    NameTrie trie;
    std::vector<std::vector<std::string>> names;
    for (int i = 0; i < 60; ++i) {
      std::vector<std::string> name;
      std::string key;
      for (size_t k = random() % 3 + 1; k > 0; --k) {
        name.push_back(word());
        key += (key.empty() ? "" : " ") + name.back();
      }
      trie.Add(key);
      names.push_back(std::move(name));
    }
    std::string page;
    const std::vector<std::string> gaps = {" ",  " ",  " ",  "-",
                                           ". ", ", ", "s ", "en "};
    for (int i = 0; i < 300; ++i) page += word() + gaps[random() % gaps.size()];
    MentionText text;
    const std::vector<std::string_view> blocks = {page, page};
    text.Assign(blocks);
    std::vector<NameTrie::Hit> hits;
    trie.FindAll(text.words(), hits);
    size_t next = 0;
    for (size_t at = 0; at < text.words().size();) {
      size_t longest = 0;
      for (const auto& name : names) {
        if (name.size() > longest && StandsAt(text.words(), at, name)) {
          longest = name.size();
        }
      }
      if (longest == 0) {
        ++at;
        continue;
      }
      ASSERT_LT(next, hits.size());
      ASSERT_EQ(hits[next].begin, at);
      ASSERT_EQ(hits[next].end, at + longest);
      inflected += hits[next].inflected ? 1 : 0;
      ++next;
      at += longest;
    }
    ASSERT_EQ(next, hits.size());
    found += next;
  }
  // It was about something.
  EXPECT_GT(found, 10000u);
  EXPECT_GT(inflected, 500u);
}

}  // namespace
}  // namespace ritmon
