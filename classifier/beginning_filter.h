// SPDX-License-Identifier: GPL-3.0-or-later
// Tells most places of a text apart where none of many patterns can begin: a
// few bits for how each begins, hashed (Bloom, CACM 13, 1970).
//
// It reads a text in its plain form, in which bytes of the same meaning for a
// boundary are the same. Immutable once filled: safe to share between threads.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// Letters and digits of ASCII as they are, other ASCII as a blank, all else as
// kNoAscii, and kPlainPadding blanks behind the end, so that eight bytes can be
// read at any place.
inline constexpr char kNoAscii = '\xFF';
inline constexpr size_t kPlainPadding = 8;
void MakePlain(std::string_view text, std::string& plain);

class BeginningFilter {
 public:
  // Of how a pattern begins, this much is looked at.
  static constexpr size_t kLongest = 8;

  BeginningFilter();

  // For places that are few, such as word starts: what begins with `prefix`
  // (plain form, not empty) may be a pattern.
  void Add(std::string_view prefix);
  // For every place: what is looked at serves two of them.
  void AddForPairs(std::string_view prefix);
  // One text being looked at: what is added later is not seen. Both must stay.
  class Reader {
   public:
    // `plain` with its padding.
    Reader(const BeginningFilter& filter, const std::string& plain)
        : longest_(filter.longest_.data()),
          others_(filter.others_.data()),
          plain_(plain.data()) {}

    // 0 if no pattern begins at `at`: that is certain. Else 1.
    uint64_t MayBegin(size_t at) const {
      const uint64_t eight = EightBytes(at);
      const uint64_t hash = HashOf(eight, kLongest);
      return (Bit(longest_, FirstPlace(hash)) &
              Bit(longest_, SecondPlace(hash))) |
             Bit(others_, PlaceOf(eight, kLong)) |
             Bit(others_, PlaceOf(eight, kMiddle)) |
             Bit(others_, PlaceOf(eight, kShort));
    }
    // The same of AddForPairs, for `at` and the place before it.
    uint64_t MayBeginHereOrBefore(size_t at) const {
      const uint64_t eight = EightBytes(at);
      return Bit(others_, PlaceOf(eight, kMiddle)) |
             Bit(others_, PlaceOf(eight, kShort));
    }

   private:
    uint64_t EightBytes(size_t at) const {
      uint64_t eight;
      std::memcpy(&eight, plain_ + at, sizeof(eight));
      return eight;
    }
    static uint64_t Bit(const uint64_t* bits, uint64_t place) {
      return bits[place / 64] >> (place % 64) & 1;
    }

    const uint64_t* longest_;
    const uint64_t* others_;
    const char* plain_;
  };

  size_t memory_bytes() const {
    return (longest_.size() + others_.size()) * sizeof(uint64_t);
  }

 private:
  static constexpr size_t kShort = 3;
  static constexpr size_t kMiddle = 4;
  static constexpr size_t kLong = 6;
  // Nearly all patterns begin with eight bytes or more: 16 KB for these, two
  // bits each, and 2 KB for each shorter length. All of it has to stay in the
  // nearest cache.
  static constexpr size_t kLongestBits = 17;
  static constexpr size_t kOtherBits = 14;

  // Of the first `count` of eight bytes that were read in memory order; the
  // others fall out. The upper bits are the best mixed.
  static uint64_t HashOf(uint64_t eight, size_t count) {
    const size_t unwanted = 8 * (sizeof(eight) - count);
    const uint64_t bytes = std::endian::native == std::endian::little
                               ? eight << unwanted
                               : eight >> unwanted;
    return bytes * 0x9E3779B97F4A7C15u;
  }
  static uint64_t PlaceOf(uint64_t eight, size_t count) {
    const uint64_t part = count == kShort ? 0 : count == kMiddle ? 1 : 2;
    return (part << kOtherBits) + (HashOf(eight, count) >> (64 - kOtherBits));
  }
  static uint64_t FirstPlace(uint64_t hash) {
    return hash >> (64 - kLongestBits);
  }
  static uint64_t SecondPlace(uint64_t hash) {
    return hash << kLongestBits >> (64 - kLongestBits);
  }
  // Of the first `count` bytes; those that `prefix` lacks are any.
  void Set(std::string_view prefix, size_t count);

  std::vector<uint64_t> longest_;
  std::vector<uint64_t> others_;  // of kShort, kMiddle, kLong
};

}  // namespace ritmon
