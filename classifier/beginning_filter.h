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
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

// Letters and digits of ASCII as they are, other ASCII as a blank, all else as
// kNoAscii, and kPlainPadding blanks behind the end, so that as many bytes can
// be read at any place.
inline constexpr char kNoAscii = '\xFF';
inline constexpr size_t kPlainPadding = 16;
void MakePlain(std::string_view text, std::string& plain);

class BeginningFilter {
 public:
  // Of how a pattern begins, this much is looked at.
  static constexpr size_t kLongest = 8;

  BeginningFilter() : BeginningFilter(std::vector<Mark>()) {}
  // For places that are few, such as word starts: the best it can tell. What
  // begins with any of these (plain form, not empty) may be a pattern.
  static BeginningFilter ForPlaces(const std::set<std::string>& beginnings);
  // For every place: one look serves two of them.
  static BeginningFilter ForPairs(const std::set<std::string>& beginnings);

  // One text being looked at. Filter and text must stay.
  class Reader {
   public:
    // `plain` with its padding.
    Reader(const BeginningFilter& filter, const std::string& plain)
        : longest_(filter.longest_.Look()),
          long_(filter.long_.Look()),
          middle_(filter.middle_.Look()),
          short_(filter.short_.Look()),
          has_short_(filter.has_short_),
          plain_(plain.data()) {}

    // 0 if no pattern begins at `at`: that is certain. Else 1.
    uint64_t MayBegin(size_t at) const {
      const uint64_t eight = EightBytes(at);
      return longest_.HasBoth(HashOf(eight, kLongest)) |
             long_.Has(HashOf(eight, kLong)) |
             middle_.Has(HashOf(eight, kMiddle)) |
             short_.Has(HashOf(eight, kShort));
    }
    // The same of ForPairs: the first of `at`, `at` + 2 ... up to `last` at
    // which, or at the place before which, a pattern may begin; more than
    // `last` if there is none.
    size_t NextPair(size_t at, size_t last) const {
      const Look middle = middle_;
      const Look shorter = short_;
      if (!has_short_) {
        while (at <= last && middle.Has(HashOf(EightBytes(at), kMiddle)) == 0) {
          at += 2;
        }
        return at;
      }
      for (; at <= last; at += 2) {
        const uint64_t eight = EightBytes(at);
        if ((middle.Has(HashOf(eight, kMiddle)) |
             shorter.Has(HashOf(eight, kShort))) != 0) {
          break;
        }
      }
      return at;
    }

   private:
    uint64_t EightBytes(size_t at) const {
      uint64_t eight;
      std::memcpy(&eight, plain_ + at, sizeof(eight));
      return eight;
    }

    struct Look {
      const uint64_t* bits;
      uint64_t mask;
      uint64_t Bit(uint64_t place) const {
        return bits[place / 64] >> (place % 64) & 1;
      }
      uint64_t Has(uint64_t hash) const { return Bit(First(hash) & mask); }
      uint64_t HasBoth(uint64_t hash) const {
        return Bit(First(hash) & mask) & Bit(Second(hash) & mask);
      }
    };
    friend class BeginningFilter;

    Look longest_;
    Look long_;
    Look middle_;
    Look short_;
    bool has_short_;
    const char* plain_;
  };

  size_t memory_bytes() const {
    return (longest_.bits.size() + long_.bits.size() + middle_.bits.size() +
            short_.bits.size()) *
           sizeof(uint64_t);
  }

 private:
  static constexpr size_t kShort = 3;
  static constexpr size_t kMiddle = 4;
  static constexpr size_t kLong = 6;
  // Two places in a table of 2^20 bits at most. The upper bits of a hash are
  // the best mixed; by mask, because shifting by a variable is slow.
  static constexpr unsigned kMostLog2 = 20;
  static uint64_t First(uint64_t hash) { return hash >> (64 - kMostLog2); }
  static uint64_t Second(uint64_t hash) { return hash >> (64 - 2 * kMostLog2); }

  // Of one length.
  struct Bits {
    std::vector<uint64_t> bits;
    Reader::Look Look() const { return {bits.data(), bits.size() * 64 - 1}; }
    void Set(uint64_t place);
  };
  struct Mark {
    size_t count = 0;
    uint64_t hash = 0;
  };

  explicit BeginningFilter(const std::vector<Mark>& marks);

  // Of the first `count` of eight bytes that were read in memory order; the
  // others fall out.
  static uint64_t HashOf(uint64_t eight, size_t count) {
    const size_t unwanted = 8 * (sizeof(eight) - count);
    const uint64_t bytes = std::endian::native == std::endian::little
                               ? eight << unwanted
                               : eight >> unwanted;
    return bytes * 0x9E3779B97F4A7C15u;
  }
  // Of the first `count` bytes; those that `prefix` lacks are any.
  static void AddMarks(std::string_view prefix, size_t count,
                       std::vector<Mark>& marks);

  Bits longest_;  // two bits each: nearly all patterns are here
  Bits long_;
  Bits middle_;
  Bits short_;
  bool has_short_ = false;
};

}  // namespace ritmon
