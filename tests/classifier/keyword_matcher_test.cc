// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/keyword_matcher.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "classifier/term_pattern.h"

namespace ritmon {
namespace {

std::vector<TermPattern> Patterns(
    const std::vector<std::string>& terms,
    TermLanguage language = TermLanguage::kGerman) {
  std::vector<TermPattern> patterns;
  for (const std::string& term : terms) {
    auto notation = ParseTerm(term, language);
    EXPECT_TRUE(notation.has_value()) << notation.error().message;
    for (TermPattern& pattern : notation->patterns) {
      patterns.push_back(std::move(pattern));
    }
  }
  return patterns;
}

std::vector<std::string> Matched(const std::string& term,
                                 const std::string& text,
                                 TermLanguage language) {
  const auto matcher = KeywordMatcher::Compile(Patterns({term}, language));
  EXPECT_TRUE(matcher.has_value()) << matcher.error().message;
  MatcherScratch scratch;
  scratch.text.Clear();
  scratch.text.AddBlock(text);
  matcher->Match(scratch);
  std::vector<std::string> matched;
  for (const KeywordHit& hit : scratch.hits) {
    matched.push_back(
        scratch.text.folded.text.substr(hit.begin, hit.end - hit.begin));
  }
  std::sort(matched.begin(), matched.end());
  matched.erase(std::unique(matched.begin(), matched.end()), matched.end());
  return matched;
}

TEST(KeywordMatcherTest, Notation) {
  constexpr auto kDe = TermLanguage::kGerman;
  constexpr auto kEn = TermLanguage::kEnglish;
  struct Case {
    TermLanguage language;
    const char* term;
    const char* text;
    std::vector<std::string> matched;
  };
  const Case cases[] = {
      // blank, hyphen or nothing; endings of the last word
      {kDe,
       "wasserstoff tankstelle",
       "Wasserstofftankstelle, Wasserstoff-Tankstellen, Wasserstoff "
       "Tankstelle, Wasserstoff–Tankstelle",
       {"wasserstoff tankstelle", "wasserstoff tankstellen",
        "wasserstofftankstelle"}},
      {kDe, "wasserstoff tankstelle", "Wasserstoff, Tankstelle", {}},
      {kDe, "wasserstoff tankstelle", "Wasserstoff - Tankstelle", {}},
      {kDe, "wasserstoff tankstelle", "Wasserstofftankstellenbau", {}},
      {kDe,
       "wasserstoff tankstelle",
       "Bio-Wasserstofftankstelle",
       {"wasserstofftankstelle"}},
      {kDe, "wasserstoff tankstelle", "Biowasserstofftankstelle", {}},
      {kDe,
       "wasserstoff",
       "Wasser\u00ADstoff- und Gastechnik",
       {"wasserstoff"}},
      {kDe, "diagnose", "Diagnosen, Diagnostik", {"diagnosen"}},
      {kDe,
       "messgerät",
       "Messgeräte Messgeräten Messgerätes Messgeraet",
       {"messgeraet", "messgeraete", "messgeraeten", "messgeraetes"}},
      {kDe, "h2", "H₂, H2O", {"h2"}},
      // English plurals
      {kEn,
       "fuel cell",
       "fuel cells, fuel-cell, fuelcell, fuel cellar",
       {"fuel cell", "fuel cells", "fuelcell"}},
      {kEn,
       "battery",
       "Batteries, battery, batterys, batter",
       {"batteries", "battery", "batterys"}},
      {kEn, "relay", "relays relay relaies", {"relaies", "relay", "relays"}},
      {kEn, "bus", "buses bus", {"bus", "buses"}},
      // adjectives
      {kDe,
       "grün~ wasserstoff",
       "grüner Wasserstoff, grünem Wasserstoff, grün Wasserstoff, "
       "Grünwasserstoff, grünlicher Wasserstoff",
       {"gruen wasserstoff", "gruenem wasserstoff", "gruener wasserstoff",
        "gruenwasserstoff"}},
      // open ends
      {kDe,
       "elektrolyseur*",
       "Elektrolyseurhersteller, Elektrolyseure",
       {"elektrolyseure", "elektrolyseurhersteller"}},
      {kDe,
       "*batteriespeicher",
       "Großbatteriespeichern, Batteriespeicherung",
       {"grossbatteriespeichern"}},
      {kDe, "*speicher*", "Wärmespeicherbau", {"waermespeicherbau"}},
      {kDe,
       "batterie* recycl*",
       "Batteriezellen-Recycling, Batterierecycling, "
       "Batteriezellenrecycler, Batterie und Recycling",
       {"batterierecycling", "batteriezellen recycling",
        "batteriezellenrecycler"}},
      {kDe,
       "bau* batterierecycling",
       "Bauteilbatterierecycling",
       {"bauteilbatterierecycling"}},
      {kDe,
       "power to *",
       "Power-to-X, Power to Gas, power tools, power to",
       {"power to", "power to gas", "power to x", "power tools"}},
      // exactly
      {kDe, "=strom", "Strom Ströme Stromes Ökostrom", {"strom"}},
      {kDe, "=*strom", "Ökostrom Ökostroms", {"oekostrom"}},
      // capitals
      {kDe, "MaaS!", "MaaS, maas, MAAS, MaaSs, Maas", {"maas", "maass"}},
      {kDe, "KI!", "KI-gestützt, Ki, KIs", {"ki", "kis"}},
      {kDe, "OPNV!", "ÖPNV OPNV", {"opnv"}},
      {kDe, "DE ÖKO!", "DE-ÖKO-006 de-öko", {"de oeko"}},
      // signs
      {kDe, "f&e", "F&E, R&D", {"f&e"}},
      // expressions, on folded text without hyphens
      {kDe, "/m/w/d|w/m/d/", "(m/w/d)", {"m/w/d"}},
      {kDe,
       "/co2 .{0,12}speicher/",
       "CO₂-Abgas-Speicher",
       {"co2 abgas speicher"}},
  };
  int run = 0;
  for (const Case& c : cases) {
    EXPECT_EQ(Matched(c.term, c.text, c.language), c.matched)
        << c.term << " in " << c.text;
    ++run;
  }
  EXPECT_EQ(run, 30);
}

TEST(MatchTextTest, BlocksAreLinesAndOffsetsPointIntoTheOriginal) {
  MatchText text;
  text.Clear();
  const std::vector<std::string> blocks = {"Für Wind- und Solar-Energie", "",
                                           " - ", "H₂", "A - B -C D- --E"};
  for (const std::string& block : blocks) text.AddBlock(block);
  EXPECT_EQ(text.folded.text,
            "fuer wind und solar energie\n\n-\nh2\na - b c d e");
  EXPECT_EQ(text.original,
            "Für Wind- und Solar-Energie\n\n - \nH₂\nA - B -C D- --E");
  ASSERT_EQ(text.block_begin.size(), blocks.size() + 1);
  ASSERT_EQ(text.folded.offsets.size(), text.folded.text.size() + 1);
  EXPECT_EQ(text.folded.offsets.back(), text.original.size());
  for (size_t block = 0; block < blocks.size(); ++block) {
    for (uint32_t i = text.block_begin[block]; i < text.block_begin[block + 1];
         ++i) {
      EXPECT_EQ(text.BlockOf(i), block) << i;
      EXPECT_GE(text.folded.offsets[i], text.original_begin[block]);
    }
  }
  const size_t energy = text.folded.text.find("energie");
  EXPECT_EQ(text.original.substr(text.folded.offsets[energy], 7), "Energie");
}

TEST(KeywordMatcherTest, NothingSpansBlocks) {
  const auto matcher = KeywordMatcher::Compile(
      Patterns({"fuel cell", "/abc.{0,5}def/", "batterie*"}));
  ASSERT_TRUE(matcher.has_value());
  MatcherScratch scratch;
  scratch.text.Clear();
  for (const char* block : {"fuel", "cell abc", "def batterie", "zelle"}) {
    scratch.text.AddBlock(block);
  }
  matcher->Match(scratch);
  ASSERT_EQ(scratch.hits.size(), 1u);
  EXPECT_EQ(scratch.hits[0].end - scratch.hits[0].begin, 8u);
}

TEST(KeywordMatcherTest, BadExpressionsAreRefusedByIndex) {
  std::vector<TermPattern> patterns = Patterns({"wasserstoff", "/\\d+/"});
  const auto matcher = KeywordMatcher::Compile(patterns);
  ASSERT_FALSE(matcher.has_value());
  EXPECT_EQ(matcher.error().kind, ErrorKind::kInvalid);
  EXPECT_EQ(matcher.error().message.find("1: regular expression"), 0u)
      << matcher.error().message;
}

// --- against the stupid thing -----------------------------------------------

bool Letter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// All ends of the words from `index` on, the first beginning at `at`: every
// ending and every stretch is tried. For folded text in ASCII.
void AllEnds(const TermPattern& pattern, size_t index, const std::string& text,
             size_t at, std::set<size_t>& ends) {
  if (index == pattern.words.size()) {
    if (at == text.size() || !Letter(text[at])) ends.insert(at);
    return;
  }
  const PatternWord& word = pattern.words[index];
  const auto go_on = [&](size_t behind) {
    AllEnds(pattern, index + 1, text, behind, ends);
    if (index + 1 < pattern.words.size() && behind < text.size() &&
        text[behind] == ' ') {
      AllEnds(pattern, index + 1, text, behind + 1, ends);
    }
  };
  const auto form = [&](const std::string& whole) {
    if (text.compare(at, whole.size(), whole) == 0) go_on(at + whole.size());
  };
  std::vector<std::string> endings = {""};
  switch (word.ending) {
    case WordEnding::kExact:
      break;
    case WordEnding::kNounDe:
      endings = {"",  "e", "en",  "er", "ern", "es",
                 "s", "n", "nen", "se", "sen", "ses"};
      break;
    case WordEnding::kNounEn:
      endings = {"", "s", "es"};
      if (word.text.size() > 2 && word.text.back() == 'y') {
        form(word.text.substr(0, word.text.size() - 1) + "ies");
        endings = {"", "s"};
      }
      break;
    case WordEnding::kAdjective:
      endings = {"", "e", "er", "es", "en", "em"};
      break;
    case WordEnding::kAcronym:
      endings = {"", "s"};
      break;
    case WordEnding::kOpen: {
      std::string whole = word.text;
      for (;;) {
        form(whole);
        const size_t next = at + whole.size();
        if (next >= text.size() || !Letter(text[next])) return;
        whole.push_back(text[next]);
      }
    }
  }
  for (const std::string& ending : endings) form(word.text + ending);
}

// (begin, end) of every way in which the pattern can be read into the text.
std::set<std::pair<size_t, size_t>> Stupid(const TermPattern& pattern,
                                           const std::string& text) {
  std::set<std::pair<size_t, size_t>> found;
  for (size_t at = 0; at < text.size(); ++at) {
    size_t begin = at;
    if (pattern.open_start) {
      while (begin > 0 && Letter(text[begin - 1])) --begin;
    } else if (at > 0 && Letter(text[at - 1])) {
      continue;
    }
    std::set<size_t> ends;
    AllEnds(pattern, 0, text, at, ends);
    for (const size_t end : ends) found.emplace(begin, end);
  }
  return found;
}

void Compare(const std::vector<TermPattern>& patterns, const std::string& text,
             size_t* hits) {
  const auto matcher = KeywordMatcher::Compile(patterns);
  ASSERT_TRUE(matcher.has_value());
  MatcherScratch scratch;
  scratch.text.Clear();
  scratch.text.AddBlock(text);
  matcher->Match(scratch);
  ASSERT_TRUE(std::is_sorted(scratch.hits.begin(), scratch.hits.end(),
                             [](const KeywordHit& a, const KeywordHit& b) {
                               return std::tie(a.begin, a.end, a.pattern) <
                                      std::tie(b.begin, b.end, b.pattern);
                             }));
  *hits += scratch.hits.size();
  const std::string& folded = scratch.text.folded.text;
  for (uint32_t p = 0; p < patterns.size(); ++p) {
    const auto expected = Stupid(patterns[p], folded);
    std::set<std::pair<size_t, size_t>> found;
    for (const KeywordHit& hit : scratch.hits) {
      if (hit.pattern == p) found.emplace(hit.begin, hit.end);
    }
    // Where a pattern can be read in several ways from one place, one is
    // enough: each hit is a reading, and each reading has a hit over it.
    for (const auto& hit : found) {
      ASSERT_TRUE(expected.contains(hit))
          << patterns[p].Key() << " at " << hit.first << " in " << folded;
    }
    for (const auto& reading : expected) {
      const bool covered =
          std::any_of(found.begin(), found.end(), [&](const auto& hit) {
            return hit.first < reading.second && reading.first < hit.second;
          });
      ASSERT_TRUE(covered) << patterns[p].Key() << " at " << reading.first
                           << " in " << folded;
    }
    if (patterns[p].words.size() == 1) {
      ASSERT_EQ(found, expected);
    }
  }
}

// Few letters, so that everything overlaps everything.
TEST(KeywordMatcherTest, AgreesWithStupidMatcherOnRandomText) {
  std::mt19937 random(6);
  size_t hits = 0;
  for (int round = 0; round < 1500; ++round) {
    std::vector<TermPattern> patterns;
    for (int i = 0; i < 12; ++i) {
      TermPattern pattern;
      pattern.open_start = random() % 4 == 0;
      const size_t words = 1 + random() % 3;
      for (size_t w = 0; w < words; ++w) {
        PatternWord word;
        const size_t length = (w == 0 ? 2 : 1) + random() % 2;
        for (size_t k = 0; k < length; ++k) {
          word.text.push_back("eeny"[random() % 4]);
        }
        // No capitals here: folded text has none.
        static constexpr WordEnding kEndings[] = {
            WordEnding::kExact, WordEnding::kNounDe, WordEnding::kNounEn,
            WordEnding::kAdjective, WordEnding::kOpen};
        word.ending = kEndings[random() % std::size(kEndings)];
        if (word.ending == WordEnding::kNounEn && w + 1 < words) {
          word.ending = WordEnding::kExact;  // as the notation has it
        }
        pattern.words.push_back(std::move(word));
      }
      patterns.push_back(std::move(pattern));
    }
    std::string text(random() % 300, ' ');
    for (char& c : text) c = "eeens  y,-"[random() % 10];
    ASSERT_NO_FATAL_FAILURE(Compare(patterns, text, &hits));
  }
  EXPECT_GT(hits, 5000u);
}

TEST(KeywordMatcherTest, AgreesWithStupidMatcherOnGermanText) {
  static constexpr const char* kTerms[] = {"wasserstoff*",
                                           "grün~ wasserstoff",
                                           "*wasserstoff",
                                           "wasserstoff tankstelle",
                                           "brennstoffzell*",
                                           "elektrolyse",
                                           "batterie* recycl*",
                                           "=strom",
                                           "*speicher",
                                           "erneuerbar~ energie",
                                           "lade(punkt|säule)*",
                                           "smart~ fabrik*",
                                           "kreislauf wirtschaft",
                                           "power to *",
                                           "*anlage*",
                                           "wir (planen|bauen)",
                                           "windkraft anlage"};
  static constexpr const char* kPieces[] = {"Wasserstoff",
                                            "wasserstoff",
                                            "Tankstelle",
                                            "tankstellen",
                                            "grüner ",
                                            "Grün",
                                            "Brennstoffzellen",
                                            "Elektrolyse",
                                            "n",
                                            "en",
                                            "s",
                                            " ",
                                            " ",
                                            " ",
                                            "-",
                                            ", ",
                                            ". ",
                                            "Batterie",
                                            "zellen",
                                            "recycling",
                                            "Recycler",
                                            "Strom",
                                            "speicher",
                                            "Speicher",
                                            "erneuerbaren ",
                                            "Energien",
                                            "Ladepunkte",
                                            "säule",
                                            "smarte ",
                                            "Fabrik",
                                            "Kreislauf",
                                            "wirtschaft",
                                            "Power-to-",
                                            "Gas",
                                            "Anlagen",
                                            "anlage",
                                            "Windkraft",
                                            "wir ",
                                            "planen ",
                                            "bauen ",
                                            "und ",
                                            "\u00AD",
                                            "Groß",
                                            "für "};
  std::vector<std::string> terms(std::begin(kTerms), std::end(kTerms));
  const std::vector<TermPattern> patterns = Patterns(terms);
  std::mt19937 random(7);
  size_t hits = 0;
  for (int round = 0; round < 600; ++round) {
    std::string text;
    for (size_t i = 0; i < 60; ++i) {
      text += kPieces[random() % std::size(kPieces)];
      if (i % 6 == 5) text += ' ';  // no word longer than kLongestWord
    }
    ASSERT_NO_FATAL_FAILURE(Compare(patterns, text, &hits));
  }
  EXPECT_GT(hits, 3000u);
}

// --- hostile text
// --------------------------------------------------------------

uint64_t Steps(const KeywordMatcher& matcher, const std::string& text) {
  MatcherScratch scratch;
  scratch.text.Clear();
  scratch.text.AddBlock(text);
  matcher.Match(scratch);
  return scratch.steps;
}

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

TEST(KeywordMatcherTest, WorkIsLinearInTheText) {
  const auto matcher = KeywordMatcher::Compile(
      Patterns({"batterie*", "*batterie", "*batterie*", "batterie* recycl*",
                "recycl* batterie", "wasserstoff tankstelle", "=batterie"}));
  ASSERT_TRUE(matcher.has_value());
  for (const std::string_view piece :
       {"batterie", "batterie ", "batterierecycling", "recycl", "a",
        "wasserstoff", "batterie-", "b\u00ADa", "ü"}) {
    const uint64_t some = Steps(*matcher, Repeat(piece, 10000));
    const uint64_t more = Steps(*matcher, Repeat(piece, 100000));
    EXPECT_LE(more, some * 10 + some / 10 + 10000) << piece;
    // A word is followed for kLongestWord bytes and no further.
    EXPECT_LE(more, 100000 * 16 * kLongestWord) << piece;
  }
}

TEST(KeywordMatcherTest, WhatGoesOnTooLongIsNoWord) {
  const auto hits = [](const std::string& text) {
    return Matched("batterie*", text, TermLanguage::kGerman).size();
  };
  EXPECT_EQ(hits("batterie" + std::string(kLongestWord, 'x')), 1u);
  EXPECT_EQ(hits("batterie" + std::string(kLongestWord + 1, 'x')), 0u);
  EXPECT_EQ(Matched("*batterie", std::string(kLongestWord, 'x') + "batterie",
                    TermLanguage::kGerman)
                .size(),
            1u);
  EXPECT_EQ(
      Matched("*batterie", std::string(kLongestWord + 1, 'x') + "batterie",
              TermLanguage::kGerman)
          .size(),
      0u);
}

TEST(KeywordMatcherTest, AnyBytes) {
  const auto matcher = KeywordMatcher::Compile(
      Patterns({"ab*", "*ba", "MaaS!", "ab b a*", "/aba.{0,9}b/"}));
  ASSERT_TRUE(matcher.has_value());
  std::mt19937 random(8);
  MatcherScratch scratch;
  for (int i = 0; i < 5000; ++i) {
    scratch.text.Clear();
    for (size_t block = random() % 4; block > 0; --block) {
      std::string text(random() % 60, '\0');
      for (char& c : text) {
        c = random() % 3 == 0 ? static_cast<char>(random() % 256)
                              : "ab -\xC2\xAD\xCC\x88"[random() % 8];
      }
      const std::vector<char> exact(text.begin(), text.end());
      scratch.text.AddBlock({exact.data(), exact.size()});
    }
    matcher->Match(scratch);
    for (const KeywordHit& hit : scratch.hits) {
      ASSERT_LT(hit.begin, hit.end);
      ASSERT_LE(hit.end, scratch.text.folded.text.size());
      ASSERT_EQ(scratch.text.BlockOf(hit.begin),
                scratch.text.BlockOf(hit.end - 1));
    }
  }
}

}  // namespace
}  // namespace ritmon
