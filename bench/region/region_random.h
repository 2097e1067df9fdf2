// SPDX-License-Identifier: GPL-3.0-or-later
// Chance that is the same on every machine for the same seed, as those of the
// standard library's distributions is not.

#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>

namespace ritmon {

// SplitMix64 (Steele, Lea, Flood 2014).
class RegionRandom {
 public:
  explicit RegionRandom(uint64_t seed) : state_(seed) {}

  // One for each part of a region, independent of all others.
  RegionRandom Part(uint64_t number) const {
    RegionRandom part(state_ ^ (number + 1) * 0xd1342543de82ef95);
    return RegionRandom(part.Next());
  }

  uint64_t Next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  // Less than `bound`, which is not 0.
  size_t Below(size_t bound) { return Next() % bound; }
  // At least 0, less than 1.
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

  // A factor of mean 1 whose logarithm has the deviation `sigma`: how sizes
  // of pages differ.
  double LogNormal(double sigma) {
    const double radius = std::sqrt(-2 * std::log(1 - Unit()));
    const double normal = radius * std::cos(2 * std::numbers::pi * Unit());
    return std::exp(sigma * normal - sigma * sigma / 2);
  }

  // One of an array, a span, a vector.
  template <typename List>
  const auto& Pick(const List& list) {
    return list[Below(std::size(list))];
  }

 private:
  uint64_t state_;
};

}  // namespace ritmon
