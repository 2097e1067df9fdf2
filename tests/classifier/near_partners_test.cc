// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/near_partners.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "classifier/term_pattern.h"

namespace ritmon {
namespace {

struct NearTerm {
  std::vector<TermPattern> first;
  NearPartners::OfTerm partners;
};

NearTerm Parse(const std::string& text) {
  TermNotation notation = ParseTerm(text, TermLanguage::kGerman).value();
  return {std::move(notation.patterns),
          {std::move(notation.near), notation.near_words}};
}

int Blanks(const std::string& text, size_t from, size_t to) {
  return static_cast<int>(
      std::count(text.begin() + static_cast<ptrdiff_t>(from),
                 text.begin() + static_cast<ptrdiff_t>(to), ' '));
}

// All hits of the partners anywhere, then their places.
bool Stupid(const NearTerm& term, const KeywordHit& hit, size_t block,
            const MatcherScratch& matched) {
  MatcherScratch scratch;
  scratch.text = matched.text;
  KeywordMatcher::Compile(term.partners.patterns).value().Match(scratch);
  const std::string& text = scratch.text.folded.text;
  return std::any_of(
      scratch.hits.begin(), scratch.hits.end(), [&](const KeywordHit& other) {
        if (scratch.text.BlockOf(other.begin) != block) return false;
        if (other.begin >= hit.end) {
          return Blanks(text, hit.end, other.begin) <= term.partners.max_words;
        }
        return other.end <= hit.begin &&
               Blanks(text, other.end, hit.begin) <= term.partners.max_words;
      });
}

// Whether a hit of the term's first part has its second part near.
bool Stands(const std::string& term, const std::vector<std::string>& blocks) {
  const NearTerm parsed = Parse(term);
  const NearPartners partners({parsed.partners});
  MatcherScratch scratch;
  scratch.text.Clear();
  for (const std::string& block : blocks) scratch.text.AddBlock(block);
  KeywordMatcher::Compile(parsed.first).value().Match(scratch);
  const std::vector<KeywordHit> hits = scratch.hits;
  return std::any_of(hits.begin(), hits.end(), [&](const KeywordHit& hit) {
    return partners.StandsNear(0, hit, scratch.text.BlockOf(hit.begin),
                               scratch);
  });
}

TEST(NearPartnersTest, Table) {
  struct Case {
    const char* term;
    std::vector<std::string> blocks;
    bool stands;
  };
  const Case cases[] = {
      {"gas NEAR/1 speicher", {"Gas und Speicher"}, false},
      {"gas NEAR/2 speicher", {"Gas und Speicher"}, true},
      {"gas NEAR/2 speicher", {"Speicher und Gas"}, true},
      {"gas NEAR/1 speicher", {"Speicher und Gas"}, false},
      {"gas NEAR/9 speicher", {"Gas", "Speicher"}, false},
      {"gas NEAR/9 speicher", {"der Speicher", "Gas", "Speicher"}, false},
      // The partner's own words do not count.
      {"gas NEAR/1 power to x", {"Power to X Gas"}, true},
      {"gas NEAR/1 power to x", {"Power to X mit Gas"}, false},
      // A part of the same word is no partner.
      {"gas* NEAR/3 *speicher", {"Gasspeicher"}, false},
      {"gas* NEAR/3 *speicher", {"Gasspeicher am Großspeicher"}, true},
      {"gas NEAR/3 *speicher", {"Großspeicher für Gas"}, true},
      {"gas NEAR/3 (lager|speicher|tank)*", {"Gas in Tankwagen"}, true},
      {"gas NEAR/3 LNG!", {"Gas als LNG"}, true},
      {"gas NEAR/3 LNG!", {"Gas als lng"}, false},
      {"gas NEAR/3 \u00F6l", {"\u00D6l, Gas"}, true},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(Stands(c.term, c.blocks), c.stands)
        << c.term << ": " << testing::PrintToString(c.blocks);
  }
}

TEST(NearPartnersTest, AgreesWithTheStupidWay) {
  const std::vector<NearTerm> terms = {
      Parse("gas NEAR/1 (speicher|tank)*"), Parse("gas* NEAR/2 *speicher"),
      Parse("gas NEAR/4 (power to x|=tank)"), Parse("tank NEAR/3 *gas*"),
      Parse("speicher NEAR/5 gas tank")};
  std::vector<NearPartners::OfTerm> by_term;
  for (const NearTerm& term : terms) by_term.push_back(term.partners);
  const NearPartners partners(by_term);
  const char* pieces[] = {"gas", "speicher", "tank",   "power to x", " ",
                          "-",   "und ",     ", ",     " ",          " ",
                          "s ",  "\n",       "\u00E4", "to "};
  std::mt19937 random(11);
  size_t asked = 0;
  size_t near = 0;
  for (int round = 0; round < 6000; ++round) {
    MatcherScratch scratch;
    scratch.text.Clear();
    for (size_t block = 1 + random() % 3; block > 0; --block) {
      std::string text;
      for (size_t i = random() % 20; i > 0; --i) {
        text += pieces[random() % std::size(pieces)];
      }
      scratch.text.AddBlock(text);
    }
    const size_t t = random() % terms.size();
    KeywordMatcher::Compile(terms[t].first).value().Match(scratch);
    const std::vector<KeywordHit> hits = scratch.hits;
    for (const KeywordHit& hit : hits) {
      const size_t block = scratch.text.BlockOf(hit.begin);
      const bool stands =
          partners.StandsNear(static_cast<uint32_t>(t), hit, block, scratch);
      ASSERT_EQ(stands, Stupid(terms[t], hit, block, scratch))
          << t << " at " << hit.begin << " in " << scratch.text.folded.text;
      ++asked;
      near += stands ? 1 : 0;
    }
  }
  EXPECT_GT(asked, 2000u);
  EXPECT_GT(near, 500u);
}

}  // namespace
}  // namespace ritmon
