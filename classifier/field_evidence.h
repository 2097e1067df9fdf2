// SPDX-License-Identifier: GPL-3.0-or-later
// What speaks for one field on one page, each piece of evidence once.
//
// A word that terms of several families find is one piece of evidence, not
// several: of hits that overlap, the best one counts. What is left is counted
// by family, and by the blocks in which it stands.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "classifier/keyword_matcher.h"

namespace ritmon {

// A hit of a term, with what zone, page and vetoes leave of it.
struct WeighedHit {
  KeywordHit hit;
  uint32_t term = 0;    // into Taxonomy::terms()
  uint32_t family = 0;  // into Taxonomy::families()
  uint32_t block = 0;
  int strength = 0;      // 3 strong, 2 medium, 1 weak
  double score = 0;      // strength times weight
  bool heads = false;    // in a title or heading
  bool carries = false;  // weighs enough to carry a field
};

struct FamilyEvidence {
  WeighedHit best;
  int hits = 0;
  bool strong = false;  // a strong hit that carries
  bool medium = false;  // a strong or medium one
};

struct FieldEvidence {
  std::vector<FamilyEvidence> families;  // by family
  size_t blocks = 0;   // with a strong or medium hit that carries
  bool heads = false;  // such a hit stands in a title or heading
};

// The result does not depend on the order of the hits.
FieldEvidence IndependentEvidence(std::vector<WeighedHit> hits);

}  // namespace ritmon
