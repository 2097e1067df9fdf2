// SPDX-License-Identifier: GPL-3.0-or-later
// A set of fingerprints (base/fingerprint.h) in one array: 11 to 22 bytes for
// each, where std::unordered_set takes 40. Belongs to one thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ritmon {

class FingerprintSet {
 public:
  // False if it was there already. 0 is taken for 1.
  bool Insert(uint64_t fingerprint) {
    if (4 * size_ >= 3 * slots_.size()) Grow();
    return Place(slots_, fingerprint == 0 ? 1 : fingerprint) &&
           (++size_, true);
  }
  size_t size() const { return size_; }

 private:
  // Open addressing: a fingerprint's low bits say where to look first.
  static bool Place(std::vector<uint64_t>& slots, uint64_t fingerprint) {
    const size_t mask = slots.size() - 1;
    for (size_t at = fingerprint & mask;; at = (at + 1) & mask) {
      if (slots[at] == fingerprint) return false;
      if (slots[at] != 0) continue;
      slots[at] = fingerprint;
      return true;
    }
  }

  void Grow() {
    std::vector<uint64_t> larger(slots_.empty() ? 1024 : 2 * slots_.size());
    for (const uint64_t fingerprint : slots_) {
      if (fingerprint != 0) Place(larger, fingerprint);
    }
    slots_ = std::move(larger);
  }

  std::vector<uint64_t> slots_;  // a power of two; 0: free
  size_t size_ = 0;
};

}  // namespace ritmon
