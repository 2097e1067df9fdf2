// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/field_evidence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace ritmon {
namespace {

WeighedHit Hit(uint32_t begin, uint32_t end, uint32_t family, int strength,
               uint32_t block = 0, bool heads = false) {
  return {.hit = {.begin = begin, .end = end},
          .term = family,
          .family = family,
          .block = block,
          .strength = strength,
          .score = static_cast<double>(strength),
          .heads = heads,
          .carries = true};
}

TEST(FieldEvidenceTest, OverlappingHitsCountOnce) {
  // "solar panel" strong, "solar" medium on the same words; "solar" again.
  const FieldEvidence evidence = IndependentEvidence(
      {Hit(0, 5, 1, 2), Hit(0, 11, 0, 3), Hit(40, 45, 1, 2, 1)});
  ASSERT_EQ(evidence.families.size(), 2u);
  EXPECT_EQ(evidence.families[0].hits, 1);
  EXPECT_TRUE(evidence.families[0].strong);
  EXPECT_EQ(evidence.families[1].hits, 1);
  EXPECT_EQ(evidence.families[1].best.hit.begin, 40u);
  EXPECT_EQ(evidence.blocks, 2u);
  EXPECT_FALSE(evidence.heads);
}

TEST(FieldEvidenceTest, OfEqualOnesTheLongerCounts) {
  const FieldEvidence evidence =
      IndependentEvidence({Hit(0, 5, 1, 3), Hit(0, 11, 0, 3)});
  ASSERT_EQ(evidence.families.size(), 1u);
  EXPECT_EQ(evidence.families[0].best.family, 0u);
}

TEST(FieldEvidenceTest, WeakHitsMakeNoPlace) {
  WeighedHit light = Hit(60, 64, 2, 3, 3, true);
  light.carries = false;
  const FieldEvidence evidence = IndependentEvidence(
      {Hit(0, 5, 0, 1, 0, true), Hit(20, 25, 1, 2, 1), light});
  EXPECT_EQ(evidence.families.size(), 3u);
  EXPECT_EQ(evidence.blocks, 1u);
  EXPECT_FALSE(evidence.heads);
  EXPECT_FALSE(evidence.families[2].strong);
}

TEST(FieldEvidenceTest, TheOrderDoesNotMatter) {
  std::mt19937 random(2);
  for (int round = 0; round < 200; ++round) {
    std::vector<WeighedHit> hits;
    for (int i = 0; i < 30; ++i) {
      const auto begin = static_cast<uint32_t>(random() % 100);
      hits.push_back(Hit(begin, begin + 1 + random() % 12,
                         static_cast<uint32_t>(random() % 5),
                         1 + static_cast<int>(random() % 3), begin / 20));
    }
    const FieldEvidence one = IndependentEvidence(hits);
    std::shuffle(hits.begin(), hits.end(), random);
    const FieldEvidence other = IndependentEvidence(hits);
    ASSERT_EQ(one.families.size(), other.families.size());
    ASSERT_EQ(one.blocks, other.blocks);
    for (size_t i = 0; i < one.families.size(); ++i) {
      ASSERT_EQ(one.families[i].hits, other.families[i].hits);
      ASSERT_EQ(one.families[i].best.hit, other.families[i].best.hit);
    }
    // No two pieces of evidence share a byte: what is counted fits the text.
    int total = 0;
    for (const FamilyEvidence& family : one.families) total += family.hits;
    ASSERT_LE(total, 112);
  }
}

}  // namespace
}  // namespace ritmon
