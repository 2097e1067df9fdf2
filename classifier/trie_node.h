// SPDX-License-Identifier: GPL-3.0-or-later
// How PatternTrie lays its nodes out: one behind the other in a string of
// bytes, each with all that a step through it reads, so that a step costs one
// look into memory, or two where the node is large. Children follow their
// parents, depth first.
//
//   uint8  label's size      uint8  exits      uint8  children
//   label                    the bytes behind the one that leads here
//   exits                    uint8  StemEnding, with kHasNext and kHasList
//                            uint32 the only output; with kHasList a place in
//                                   the outputs, where their number stands
//                                   first; kNothing if there is none
//                            uint32 with kHasNext: the node of the next word
//   children's first bytes   rising
//   children's places        uint32 each
//
// Numbers are unaligned and in the machine's own order.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "classifier/stem_ending.h"

namespace ritmon {

inline uint32_t ReadTrieNumber(const char* at) {
  uint32_t number;
  std::memcpy(&number, at, sizeof(number));
  return number;
}

struct TrieExit {
  static constexpr uint8_t kHasNext = 0x80;
  static constexpr uint8_t kHasList = 0x40;
  static constexpr uint32_t kNothing = 0xFFFFFFFF;

  StemEnding ending = StemEnding::kExact;
  bool has_list = false;
  uint32_t output = kNothing;
  uint32_t next = kNothing;
};

// Behind the last node there must be kTriePadding bytes.
inline constexpr size_t kTriePadding = 8;

class TrieNode {
 public:
  static constexpr size_t kHeader = 3;
  static constexpr size_t kLongestLabel = 255;

  explicit TrieNode(const char* at) : at_(at) {}

  size_t label_size() const { return Number(0); }
  size_t exits() const { return Number(1); }
  size_t children() const { return Number(2); }
  const char* label() const { return at_ + kHeader; }
  // Behind the label; ReadExit moves on to the next.
  const char* first_exit() const { return label() + label_size(); }

  static TrieExit ReadExit(const char*& at) {
    const auto flags = static_cast<uint8_t>(*at);
    TrieExit exit;
    exit.ending = static_cast<StemEnding>(
        flags & ~(TrieExit::kHasNext | TrieExit::kHasList));
    exit.has_list = (flags & TrieExit::kHasList) != 0;
    exit.output = ReadTrieNumber(at + 1);
    at += 1 + sizeof(uint32_t);
    if ((flags & TrieExit::kHasNext) != 0) {
      exit.next = ReadTrieNumber(at);
      at += sizeof(uint32_t);
    }
    return exit;
  }

  // Where the node is that `byte` leads to, or TrieExit::kNothing. `behind`:
  // behind the last exit.
  uint32_t Child(const char* behind, uint8_t byte) const {
    constexpr size_t kEight = 8;
    const size_t count = children();
    for (size_t i = 0; i < count; i += kEight) {
      const size_t at = i + FirstOf(behind + i, byte);
      if (at >= i + kEight) continue;
      return at < count ? ChildAt(behind, at) : TrieExit::kNothing;
    }
    return TrieExit::kNothing;
  }
  uint32_t ChildAt(const char* behind, size_t index) const {
    return ReadTrieNumber(behind + children() + index * sizeof(uint32_t));
  }

 private:
  size_t Number(size_t i) const { return static_cast<uint8_t>(at_[i]); }

  // Which of eight bytes is `byte`; 8 if none is.
  static size_t FirstOf(const char* at, uint8_t byte) {
    constexpr uint64_t kOnes = 0x0101010101010101;
    uint64_t eight;
    std::memcpy(&eight, at, sizeof(eight));
    if constexpr (std::endian::native == std::endian::big) {
      eight = __builtin_bswap64(eight);
    }
    eight ^= kOnes * byte;
    // The lowest high bit of this is the first zero; those above may be false.
    const uint64_t zero = (eight - kOnes) & ~eight & (0x80 * kOnes);
    return static_cast<size_t>(std::countr_zero(zero)) / 8;
  }

  const char* at_;
};

}  // namespace ritmon
