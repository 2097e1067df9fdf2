// SPDX-License-Identifier: GPL-3.0-or-later
// A 64-bit name for a text: equal texts have equal fingerprints, different ones
// almost surely different ones. Not for security: whoever wants two texts of
// one fingerprint can make them. Pure functions.

#pragma once

#include <cstdint>
#include <string_view>

namespace ritmon {

// FNV-1a, its bits mixed once more (the finaliser of MurmurHash3), so that any
// part of them may be used alone. On disk: do not change. Of a text in parts:
// the same as of all of them joined.
class Fingerprinter {
 public:
  constexpr void Add(std::string_view text) {
    for (const char c : text) Add(c);
  }
  constexpr void Add(char c) {
    hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  constexpr uint64_t Value() const {
    uint64_t hash = hash_;
    hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
    hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
    return hash ^ hash >> 33;
  }
  // The same as a key of a database table: never negative.
  constexpr int64_t Key() const { return static_cast<int64_t>(Value() >> 1); }

 private:
  uint64_t hash_ = 0xcbf29ce484222325;
};

constexpr uint64_t Fingerprint64(std::string_view text) {
  Fingerprinter fingerprinter;
  fingerprinter.Add(text);
  return fingerprinter.Value();
}

constexpr int64_t FingerprintKey(std::string_view text) {
  Fingerprinter fingerprinter;
  fingerprinter.Add(text);
  return fingerprinter.Key();
}

}  // namespace ritmon
