// SPDX-License-Identifier: GPL-3.0-or-later
// Where words begin in a text, found sixty-four bytes at a time.

#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/normalize.h"
#include "classifier/beginning_filter.h"

namespace ritmon {

// Bit i of each: byte i of a piece of text.
struct WordBytes {
  uint64_t word = 0;   // an ASCII letter or digit
  uint64_t other = 0;  // not ASCII
};

// Of eight bytes of plain text (beginning_filter.h), the first one lowest.
inline WordBytes ClassifyPlain(uint64_t bytes) {
  constexpr uint64_t kOnes = 0x0101010101010101;
  constexpr uint64_t kHigh = 0x80 * kOnes;
  // Plain text knows the blank, what is above it, and bytes with the high bit.
  const uint64_t above_blank = (bytes & ~kHigh) + (0x80 - 0x21) * kOnes;
  const auto gather = [](uint64_t high_bits) {
    return (((high_bits & kHigh) >> 7) * 0x0102040810204080) >> 56;
  };
  return {gather(above_blank & ~bytes), gather(bytes)};
}

// Of the 64 bytes from `at` on; those behind the end may be anything.
#if defined(__SSE2__)
// Sixteen at a time where the processor can (bench/matcher_bench.cc: a tenth
// more text a second).
inline WordBytes ClassifyPiece(const std::string& plain, size_t at,
                               size_t end) {
  WordBytes is;
  const __m128i blank = _mm_set1_epi8(' ');
  for (size_t i = 0; i < 4; ++i) {
    if (at + 16 * i >= end) break;
    const __m128i bytes = _mm_loadu_si128(
        reinterpret_cast<const __m128i*>(plain.data() + at + 16 * i));
    // Signed: what is not ASCII is below the blank.
    const auto word =
        static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpgt_epi8(bytes, blank)));
    const auto other = static_cast<uint32_t>(_mm_movemask_epi8(bytes));
    is.word |= uint64_t{word} << (16 * i);
    is.other |= uint64_t{other} << (16 * i);
  }
  return is;
}
#else
inline WordBytes ClassifyPiece(const std::string& plain, size_t at,
                               size_t end) {
  WordBytes is;
  const size_t eights = std::min<size_t>(8, (end - at + 7) / 8);
  for (size_t i = 0; i < eights; ++i) {
    uint64_t bytes;
    std::memcpy(&bytes, plain.data() + at + 8 * i, sizeof(bytes));
    if constexpr (std::endian::native == std::endian::big) {
      bytes = __builtin_bswap64(bytes);
    }
    const WordBytes eight = ClassifyPlain(bytes);
    is.word |= eight.word << (8 * i);
    is.other |= eight.other << (8 * i);
  }
  return is;
}
#endif

// Sets `places` to those of `text` from `begin` on, which is no place within a
// word, where a letter or digit stands behind none and `may(at)` is 1, not 0;
// in rising order. `plain` is the plain form of the text, and may go on behind
// it.
template <typename May>
[[gnu::always_inline]] inline void FindWordStarts(
    std::string_view text, const std::string& plain, size_t begin, May&& may,
    std::vector<uint32_t>& places) {
  constexpr size_t kPiece = 64;
  uint64_t behind_word = 0;   // the byte before is an ASCII letter or digit
  uint64_t behind_other = 0;  // ... or not ASCII
  size_t count = 0;
  for (size_t at = begin; at < text.size(); at += kPiece) {
    WordBytes is = ClassifyPiece(plain, at, text.size());
    if (text.size() - at < kPiece) {
      const uint64_t inside = (uint64_t{1} << (text.size() - at)) - 1;
      is.word &= inside;
      is.other &= inside;
    }
    uint64_t starts = (is.word | is.other) & ~(is.word << 1 | behind_word);
    // Beside what is not ASCII it takes a closer look.
    const uint64_t doubtful =
        starts & (is.other | is.other << 1 | behind_other);
    for (uint64_t left = doubtful; left != 0; left &= left - 1) {
      const size_t start = at + static_cast<size_t>(std::countr_zero(left));
      if (may(start) == 0 || (text[start] & 0xC0) == 0x80 ||
          !IsWordAt(text, start) || IsWordBefore(text, start)) {
        starts ^= left & (~left + 1);
      }
    }
    behind_word = is.word >> (kPiece - 1);
    behind_other = is.other >> (kPiece - 1);
    // A place is written, and counted or not: the processor need not guess.
    if (places.size() < count + kPiece) places.resize(2 * count + kPiece);
    for (; starts != 0; starts &= starts - 1) {
      const size_t start = at + static_cast<size_t>(std::countr_zero(starts));
      places[count] = static_cast<uint32_t>(start);
      count += may(start);
    }
  }
  places.resize(count);
}

}  // namespace ritmon
