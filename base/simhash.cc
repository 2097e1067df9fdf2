// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/simhash.h"

#include <array>
#include <bit>
#include <cstddef>

namespace ritmon {
namespace {

constexpr uint64_t kShortMark = 1;

// The finaliser of splitmix64: every bit of the result hangs on every bit.
constexpr uint64_t Mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xBF58476D1CE4E5B9;
  x ^= x >> 27;
  x *= 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

// What stands in a word for a byte: itself, in lower case; 0 ends the word.
// Bytes of UTF-8 are letters but for the few below.
constexpr std::array<uint8_t, 256> WordBytes() {
  std::array<uint8_t, 256> table{};
  for (int c = 0; c < 256; ++c) {
    const bool lower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (lower || c >= 0x80)
      table[static_cast<size_t>(c)] = static_cast<uint8_t>(c);
    if (c >= 'A' && c <= 'Z') {
      table[static_cast<size_t>(c)] = static_cast<uint8_t>(c - 'A' + 'a');
    }
  }
  return table;
}
constexpr auto kWordBytes = WordBytes();

// The bits of a byte as eight bytes of 0 or 1.
constexpr std::array<uint64_t, 256> Spread() {
  std::array<uint64_t, 256> table{};
  for (size_t byte = 0; byte < 256; ++byte) {
    for (size_t bit = 0; bit < 8; ++bit) {
      if ((byte >> bit & 1) != 0) table[byte] |= uint64_t{1} << (8 * bit);
    }
  }
  return table;
}
constexpr auto kSpread = Spread();

// Counts for each of the 64 bits how often it is set. A byte of a hash becomes
// eight counters of a byte each, in one word: eight additions a hash, not 64.
class BitCounts {
 public:
  void Add(uint64_t hash) {
    for (size_t i = 0; i < 8; ++i) {
      packed_[i] += kSpread[hash >> (8 * i) & 0xFF];
    }
    if (++pending_ == 255) Flush();
  }

  // Bits that are set in more than half of what was added.
  uint64_t Majority() {
    Flush();
    uint64_t bits = 0;
    for (size_t bit = 0; bit < 64; ++bit) {
      if (counts_[bit] * 2 > total_) bits |= uint64_t{1} << bit;
    }
    return bits;
  }

 private:
  void Flush() {
    for (size_t bit = 0; bit < 64; ++bit) {
      counts_[bit] += packed_[bit / 8] >> (8 * (bit % 8)) & 0xFF;
    }
    packed_.fill(0);
    total_ += pending_;
    pending_ = 0;
  }

  std::array<uint64_t, 8> packed_{};
  std::array<uint64_t, 64> counts_{};
  uint64_t total_ = 0;
  uint64_t pending_ = 0;  // added since the last Flush; 255 fit into a byte
};

// Takes the next word of `text` from `*pos` on; 0 at the end.
uint64_t NextWord(std::string_view text, size_t* pos) {
  constexpr uint64_t kPrime = 0x9E3779B97F4A7C15;
  uint64_t hash = 0;
  size_t i = *pos;
  for (; i < text.size(); ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    uint8_t c = kWordBytes[byte];
    if (byte == 0xC2 || (byte == 0xE2 && i + 2 < text.size() &&
                         static_cast<uint8_t>(text[i + 1]) == 0x80)) {
      // No-break space, quotes, dashes, dots: U+0080 to U+00BF and U+2000 to
      // U+203F are no letters that tell two pages apart.
      i += byte == 0xC2 ? 1 : 2;
      c = 0;
    } else if (byte == 0xC3 && i + 1 < text.size()) {
      // À to Þ; the multiplication sign among them does no harm.
      hash = (hash ^ byte) * kPrime;
      const auto next = static_cast<uint8_t>(text[++i]);
      c = next >= 0x80 && next <= 0x9E ? next | 0x20 : next;
    }
    if (c != 0) {
      hash = (hash ^ c) * kPrime;
      hash ^= hash >> 29;
    } else if (hash != 0) {
      ++i;  // also past a separator of several bytes
      break;
    }
  }
  *pos = i;
  return hash;
}

}  // namespace

uint64_t Simhash(std::string_view text) {
  BitCounts counts;
  uint64_t whole = 0;  // an ordinary hash of all words
  uint64_t before = 0;
  uint64_t before_that = 0;
  size_t words = 0;
  for (size_t pos = 0;;) {
    const uint64_t word = NextWord(text, &pos);
    if (word == 0) break;
    ++words;
    whole = Mix(whole + word);
    if (words >= 3) {
      counts.Add(
          Mix(word + std::rotl(before, 21) + std::rotl(before_that, 42)));
    }
    before_that = before;
    before = word;
  }
  if (words == 0) return 0;
  if (words < kSimhashMinWords) return whole | kShortMark;
  const uint64_t hash = counts.Majority() & ~kShortMark;
  // Not 0, which is nothing's.
  return hash == 0 ? uint64_t{1} << 63 : hash;
}

int HammingDistance(uint64_t a, uint64_t b) { return std::popcount(a ^ b); }

bool IsNearDuplicate(uint64_t a, uint64_t b, int max_bits) {
  if (a == 0 || b == 0) return false;
  if (((a | b) & kShortMark) != 0) return a == b;
  return HammingDistance(a, b) <= max_bits;
}

}  // namespace ritmon
