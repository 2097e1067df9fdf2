// SPDX-License-Identifier: GPL-3.0-or-later
#include "classifier/field_evidence.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

namespace ritmon {
namespace {

// The best first: of equal ones the longer, which says more.
bool IsBetter(const WeighedHit& a, const WeighedHit& b) {
  const auto key = [](const WeighedHit& w) {
    return std::tuple(-w.score, -static_cast<int64_t>(w.hit.end - w.hit.begin),
                      w.hit.begin, w.term);
  };
  return key(a) < key(b);
}

// Stretches of text that are taken; they do not overlap.
class Taken {
 public:
  // False, and nothing is taken, if part of it is.
  bool Take(const KeywordHit& hit) {
    auto next = ends_.lower_bound(hit.begin);
    if (next != ends_.end() && next->first < hit.end) return false;
    if (next != ends_.begin() && std::prev(next)->second > hit.begin) {
      return false;
    }
    ends_.emplace_hint(next, hit.begin, hit.end);
    return true;
  }

 private:
  std::map<uint32_t, uint32_t> ends_;  // by begin
};

void Add(const WeighedHit& hit, FamilyEvidence& family) {
  if (family.hits == 0) family.best = hit;
  ++family.hits;
  if (!hit.carries) return;
  family.strong = family.strong || hit.strength >= 3;
  family.medium = family.medium || hit.strength >= 2;
}

}  // namespace

FieldEvidence IndependentEvidence(std::vector<WeighedHit> hits) {
  std::sort(hits.begin(), hits.end(), IsBetter);
  FieldEvidence evidence;
  std::map<uint32_t, FamilyEvidence> families;
  std::set<uint32_t> blocks;
  Taken taken;
  for (const WeighedHit& hit : hits) {
    if (!taken.Take(hit.hit)) continue;
    Add(hit, families[hit.family]);
    if (!hit.carries || hit.strength < 2) continue;
    blocks.insert(hit.block);
    evidence.heads = evidence.heads || hit.heads;
  }
  evidence.blocks = blocks.size();
  for (const auto& [family, found] : families) {
    evidence.families.push_back(found);
  }
  return evidence;
}

}  // namespace ritmon
