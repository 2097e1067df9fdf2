// SPDX-License-Identifier: GPL-3.0-or-later
// A 64-bit name for a text: equal texts have equal fingerprints, different ones
// almost surely different ones. Not for security: whoever wants two texts of
// one fingerprint can make them. Pure functions.

#pragma once

#include <cstdint>
#include <string_view>

namespace ritmon {

// FNV-1a, its bits mixed once more (the finaliser of MurmurHash3), so that any
// part of them may be used alone. On disk: do not change.
constexpr uint64_t Fingerprint64(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  hash = (hash ^ hash >> 33) * 0xff51afd7ed558ccd;
  hash = (hash ^ hash >> 33) * 0xc4ceb9fe1a85ec53;
  return hash ^ hash >> 33;
}

// The same as a key of a database table: never negative.
constexpr int64_t FingerprintKey(std::string_view text) {
  return static_cast<int64_t>(Fingerprint64(text) >> 1);
}

}  // namespace ritmon
