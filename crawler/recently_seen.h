// SPDX-License-Identifier: GPL-3.0-or-later
// A small memory in front of the big one: most links of a page were met a
// moment ago, on the page before. Remembers the last fingerprints in a table of
// fixed size; what falls out is looked up in the store again.
//
// A "yes" may be wrong only if two texts share all 64 bits.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ritmon {

class RecentlySeen {
 public:
  // Eight bytes a slot; rounded up to a power of two.
  explicit RecentlySeen(size_t slots) : slots_(std::bit_ceil(slots)) {}

  bool Contains(uint64_t fingerprint) const {
    return fingerprint != 0 && slots_[SlotOf(fingerprint)] == fingerprint;
  }
  void Add(uint64_t fingerprint) { slots_[SlotOf(fingerprint)] = fingerprint; }

 private:
  size_t SlotOf(uint64_t fingerprint) const {
    return fingerprint & (slots_.size() - 1);
  }
  std::vector<uint64_t> slots_;  // 0: free
};

}  // namespace ritmon
